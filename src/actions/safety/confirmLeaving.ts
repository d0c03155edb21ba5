import { inTransaction } from '../../db/client.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import { decideErasing, type LeavingRefusal } from '../../governance/safety/leaving.ts';
import { ok, type Result } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { eraseAccount } from './eraseAccount.ts';

/**
 * The last yes: the account and what hangs on it are erased, a guest's without hours of thinking. Source: M6. Refusals:
 * leaving.tooEarly {from}, leaving.notAsked.
 */
export const confirmLeaving = (
  deps: Deps,
  command: { readonly personId: string },
): Promise<Result<null, LeavingRefusal>> =>
  inTransaction(deps, 'confirmLeaving', async (tx) => {
    const account = await lockPerson(tx, deps, command.personId);
    const now = await deps.clock.now(tx);
    const decided = decideErasing(account, now);
    if (!decided.ok) return decided;
    const journal = await eraseAccount(tx, deps, account, now);
    for (const fact of journal) await appendJournal(tx, fact);
    return ok(null);
  });
