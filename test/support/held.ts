import { type SQL, sql } from 'drizzle-orm';
import type { Deps } from '../../src/deps.ts';

const LOOK_MS = 5;
const LOOKS = 1000;

/**
 * Runs these at once while somebody else holds what `lock` takes, and lets go when all of them wait for it: each has read what it read
 * before the lock, so that only what is decided under it can tell the first from the others. Throws when one does not wait.
 */
export const raced = async <Done>(
  { db }: Pick<Deps, 'db'>,
  lock: SQL,
  runs: readonly (() => Promise<Done>)[],
): Promise<Done[]> => {
  let started: Promise<Done>[] = [];
  await db.transaction(async (tx) => {
    await tx.execute(lock);
    started = runs.map((run) => run());
    for (const one of started) one.catch(() => {});
    for (let looked = 0; ; looked += 1) {
      // Not within the transaction, which would see the same all the time.
      const [row] = await db.execute<{ waiting: number }>(
        sql`select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if ((row?.waiting ?? 0) >= runs.length) return;
      if (looked === LOOKS) throw new Error(`Only ${row?.waiting} of ${runs.length} wait for the lock.`);
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
  });
  return Promise.all(started);
};
