import { inTransaction } from '../../db/client.ts';
import { findFounderLink } from '../../db/read/founder/founder.ts';
import { findPendingAdmission } from '../../db/read/proposal/proposal.ts';
import { lockFounders, useFounderLink } from '../../db/write/founder/founder.ts';
import { closeProposal, lockProposal } from '../../db/write/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import { congressBegan, decideFounding, type FounderRefusal } from '../../governance/founder/founder.ts';
import { dayOf } from '../../governance/kit/day.ts';
import type { AdmissionRefusal } from '../../governance/verification/admission.ts';
import { ok, type Result } from '../../result.ts';
import { becomeMember } from '../member/becomeMember.ts';
import { lockPerson } from '../person/lockPerson.ts';

/**
 * Whoever opens a founder's link and has signed is a member from this day. A link that one can't use yet stays open. Source: M2, M5.
 * Refusals: founder.*, admission.candidate*.
 */
export const becomeFounder = (
  deps: Deps,
  { personId, token }: { readonly personId: string; readonly token: string },
): Promise<Result<null, FounderRefusal | AdmissionRefusal>> =>
  inTransaction(deps, 'becomeFounder', async (tx) => {
    const number = await findPendingAdmission(tx, personId);
    const request = number === undefined ? undefined : await lockProposal(tx, deps, number);
    // Between using a link up and making another one no place may be counted twice.
    await lockFounders(tx);
    const account = await lockPerson(tx, deps, personId);
    const now = await deps.clock.now(tx);
    const link = await findFounderLink(tx, deps.vault, token);
    const decided = decideFounding(link, { status: account.status, congressBegan }, now);
    if (!decided.ok) return decided;
    await useFounderLink(tx, deps.vault, token, dayOf(now));
    if (request?.state === 'pending') await closeProposal(tx, deps, request.id, 'approved');
    await becomeMember(tx, deps, account, now);
    return ok(null);
  });
