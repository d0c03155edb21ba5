import { inTransaction } from '../../db/client.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { listReadyBatches, publishBatch } from '../../db/write/petition/petitionCommitment.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { commitmentBatchHash, commitmentBatchMin } from '../../governance/petition/petition.ts';

/**
 * Publishes the commitments that wait, petition by petition, each batch with its hash in the journal: acting never waits for the
 * journal, and within a batch nothing tells who came when. A small batch waits until the day is over. Answers how many entries.
 * Source: T2 (each can check that theirs is counted); docs/architecture.md, the journal.
 */
export const publishCommitments = async (deps: Deps): Promise<number> => {
  const today = dayOf(await deps.clock.now());
  const ready = await inTransaction(deps, 'listReadyBatches', (tx) =>
    listReadyBatches(tx, { atLeast: commitmentBatchMin, today }),
  );
  let published = 0;
  for (const { id, number } of ready) {
    published += await inTransaction(deps, 'publishCommitments', async (tx) => {
      const { batch, entries } = await publishBatch(tx, id);
      if (entries.length === 0) return 0;
      const at = await deps.clock.now(tx);
      const hash = commitmentBatchHash(entries);
      await appendJournal(tx, {
        kind: 'petition.commitments',
        at,
        number,
        batch,
        entries: entries.length,
        hash,
      });
      return entries.length;
    });
  }
  return published;
};
