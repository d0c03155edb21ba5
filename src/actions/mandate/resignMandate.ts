import { inTransaction, type Tx } from '../../db/client.ts';
import { findMandateOf } from '../../db/read/mandate/mandate.ts';
import { findProjectById } from '../../db/read/project/project.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { endMandatesOf } from '../../db/write/mandate/mandate.ts';
import { removeSubstitute } from '../../db/write/mandate/mandateReminder.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { decideResigning, type TermRefusal } from '../../governance/mandate/term.ts';
import { ok, type Result } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';

const tellLeader = async (
  tx: Tx,
  deps: Deps,
  { projectId, number, now }: { readonly projectId: string; readonly number: number; readonly now: Date },
): Promise<void> => {
  const project = await findProjectById(tx, deps.vault, projectId);
  if (project === undefined) return;
  await tellPeople(tx, {
    kind: 'mandate.vacant',
    subject: `project:${project.number}:${number}`,
    personIds: [project.leaderId ?? project.deputyId],
    now,
  });
};

/**
 * A delegate resigns the mandate, at once and for good; a substitute stops standing in. The project is told, and may replace the one
 * without choosing all anew. Source: rules D4, G13. Refusals: mandate.none.
 */
export const resignMandate = (
  deps: Deps,
  command: { readonly personId: string },
): Promise<Result<{ readonly as: 'delegate' | 'substitute' }, TermRefusal>> =>
  inTransaction(deps, 'resignMandate', async (tx) => {
    const { personId } = command;
    await lockPerson(tx, deps, personId);
    const now = await deps.clock.now(tx);
    const found = await findMandateOf(tx, deps.vault, personId, now);
    const decided = decideResigning(found?.as);
    if (!decided.ok || found === undefined) return decided;
    const { projectId, number } = found;
    if (projectId !== null) await tellLeader(tx, deps, { projectId, number, now });
    if (found.as === 'substitute') {
      await removeSubstitute(tx, found.id);
      return ok({ as: 'substitute' });
    }
    const numbers = await endMandatesOf(tx, personId, { at: now, reason: 'resigned' });
    for (const ended of numbers)
      await appendJournal(tx, { kind: 'mandate.ended', at: now, number: ended, reason: 'resigned' });
    return ok({ as: 'delegate' });
  });
