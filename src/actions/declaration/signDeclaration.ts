import { inTransaction } from '../../db/client.ts';
import {
  findCurrentDeclaration,
  findNewestSignature,
  type Signature,
} from '../../db/read/declaration/declaration.ts';
import { insertSignature } from '../../db/write/declaration/declaration.ts';
import { dropNotices } from '../../db/write/notice/notice.ts';
import { updatePerson } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import { type DeclarationRefusal, decideSigning } from '../../governance/declaration/declaration.ts';
import { dayOf } from '../../governance/kit/day.ts';
import type { ContentLocale } from '../../governance/kit/text.ts';
import { ok, type Result } from '../../result.ts';
import { noteSignup } from '../alarm/raiseAlarm.ts';
import { lockPerson } from '../person/lockPerson.ts';

/** `hashStart`: as much of the SHA-256 that the person was shown as fits into a button. */
export type SignDeclaration = {
  readonly personId: string;
  readonly version: number;
  readonly locale: ContentLocale;
  readonly hashStart: string;
};

/**
 * Signs the Declaration in force. Kept are version, language, hash and the UTC day; no journal entry: who joined when is
 * nobody's to read. Refusals: those of decideSigning. Source: M2, M4.
 */
export const signDeclaration = (
  deps: Deps,
  command: SignDeclaration,
): Promise<Result<Signature, DeclarationRefusal>> =>
  inTransaction(deps, 'signDeclaration', async (tx) => {
    const { personId, version, locale, hashStart } = command;
    const account = await lockPerson(tx, deps, personId);
    const current = await findCurrentDeclaration(tx);
    const signed = await findNewestSignature(tx, personId);
    const full = current?.hashes[locale];
    // The signature is of the whole hash; a start that does not fit is passed on as it is and refused.
    const hash = full?.startsWith(hashStart) === true ? full : hashStart;
    const decided = decideSigning(
      {
        status: account.status,
        originConfirmed: account.originConfirmed,
        current: current ?? null,
        signedVersion: signed?.version ?? null,
      },
      { version, locale, hash },
    );
    if (!decided.ok) return decided;
    const now = await deps.clock.now(tx);
    const signature = { version, locale, hash, signedOn: dayOf(now) };
    await insertSignature(tx, personId, signature);
    await updatePerson(tx, personId, { status: decided.value.status });
    if (signed === undefined) await noteSignup(tx, deps, now);
    await dropNotices(tx, personId, ['declaration.published', 'declaration.reminder']);
    return ok(signature);
  });
