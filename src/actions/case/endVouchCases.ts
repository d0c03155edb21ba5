import { inTransaction } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { listEndingCases } from '../../db/read/case/vouchCase.ts';
import { endVouchCase, lockVouchCase } from '../../db/write/case/vouchCase.ts';
import type { Deps } from '../../deps.ts';
import { caseKeptDays, caseStateOf } from '../../governance/case/finding.ts';
import { dayOf } from '../../governance/kit/day.ts';

const DAY_MS = 86_400_000;

/**
 * Deletes everything personal of the cases in which nobody can appeal any more, and of those opened 90 days ago; an appeal that waits for
 * the Congress keeps its case until the session has decided. Answers how many ended. Source: M5.
 */
export const endVouchCases = async (deps: Deps): Promise<number> => {
  const now = await deps.clock.now();
  const openedBefore = new Date(now.getTime() - caseKeptDays * DAY_MS);
  let ended = 0;
  for (const number of await listEndingCases(deps.db, openedBefore)) {
    await inTransaction(deps, 'endVouchCases', async (tx) => {
      const found = await lockVouchCase(tx, deps.vault, { number });
      if (found === undefined || found.state === 'final') return;
      const { bylaws } = await currentBylaws(tx, now);
      const state = caseStateOf(found.parties, bylaws, dayOf(now));
      if (state !== 'final' && (state === 'appealed' || found.openedAt >= openedBefore)) return;
      await endVouchCase(tx, deps.vault, found.id);
      ended += 1;
    });
  }
  return ended;
};
