import type { Snapshot } from '../../../governance/statistics/statistics.ts';
import type { Tx } from '../../client.ts';
import { statistics } from '../../schema/statistics.ts';

/** Publishes a day's aggregates; two processes on one day publish one. */
export const insertSnapshot = async (tx: Tx, takenOn: string, content: Snapshot): Promise<void> => {
  await tx.insert(statistics).values({ takenOn, content }).onConflictDoNothing();
};
