import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { countOpenVouchLinks, findVouchLink } from '../../db/read/verification/vouch.ts';
import { insertVouchLink } from '../../db/write/verification/vouch.ts';
import type { Deps } from '../../deps.ts';
import { addDays, type Day, dayOf } from '../../governance/kit/day.ts';
import type { AdmissionRefusal } from '../../governance/verification/admission.ts';
import { decideVouchLink, type VouchingRefusal } from '../../governance/verification/vouching.ts';
import { ok, type Result } from '../../result.ts';
import { linkToken } from '../kit/linkToken.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { moveVerification } from './moveVerification.ts';

/** The token appears here once and is kept nowhere, only its keyed index; `lastDay` is the last UTC day it works. */
export type VouchLinkMade = { readonly token: string; readonly lastDay: Day };

/** Makes a single-use link for one acquaintance; the same `submissionId` again is the same link. Refusals: those of decideVouchLink. Source: M5. */
export const createVouchLink = (
  deps: Deps,
  { personId, submissionId }: { readonly personId: string; readonly submissionId: string },
): Promise<Result<VouchLinkMade, VouchingRefusal | AdmissionRefusal>> =>
  inTransaction(deps, 'createVouchLink', async (tx) => {
    const { status, suspension } = await lockPerson(tx, deps, personId);
    const token = linkToken(deps.vault, 'vouch', submissionId);
    const earlier = await findVouchLink(tx, deps.vault, token);
    if (earlier !== undefined) return ok({ token, lastDay: earlier.lastDay });
    const now = await deps.clock.now(tx);
    const { bylaws } = await currentBylaws(tx, now);
    const open = await countOpenVouchLinks(tx, personId, now);
    const decided = decideVouchLink({ status, open, byFinding: suspension === 'finding' }, bylaws);
    if (!decided.ok) return decided;
    const lastDay = addDays(dayOf(now), bylaws.vouchLinkDays);
    await moveVerification(tx, { id: personId, status }, 'verificationAsked');
    await insertVouchLink(tx, deps.vault, { token, candidateId: personId, lastDay });
    return ok({ token, lastDay });
  });
