import { count, eq, min, sql } from 'drizzle-orm';
import type { Database } from '../../client.ts';
import { ballot } from '../../schema/ballot.ts';
import { notice } from '../../schema/notice.ts';

/** How busy the installation is, in numbers that concern nobody. */
export type Vitals = {
  /** Rows of the outbox by state; settled ones stay for two days. */
  readonly notices: ReadonlyMap<string, number>;
  /** For how long the notice that is due longest has waited; 0 when none is due. */
  readonly oldestDueSeconds: number;
  readonly ballotsOpen: number;
  /** This user's connections to this database by what they do. */
  readonly connections: ReadonlyMap<string, number>;
};

export const findVitals = async (db: Database, now: Date): Promise<Vitals> => {
  const [notices, oldest, ballotsOpen, connections] = await Promise.all([
    db.select({ state: notice.state, count: count() }).from(notice).groupBy(notice.state),
    db
      .select({ at: min(notice.notBefore) })
      .from(notice)
      .where(eq(notice.state, 'queued')),
    db.$count(ballot, eq(ballot.state, 'open')),
    db.execute<{ state: string; count: number }>(sql`
      select coalesce(state, 'unknown') as state, count(*)::int as count from pg_stat_activity
      where datname = current_database() and usename = current_user group by 1`),
  ]);
  const dueSince = oldest[0]?.at ?? now;
  return {
    notices: new Map(notices.map((row) => [row.state, row.count])),
    oldestDueSeconds: Math.max(0, (now.getTime() - dueSince.getTime()) / 1000),
    ballotsOpen,
    connections: new Map(connections.map((row) => [row.state, row.count])),
  };
};
