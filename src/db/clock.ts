import { sql } from 'drizzle-orm';
import type { Clock } from '../deps.ts';
import type { Database } from './client.ts';

/** The database's clock plus an offset that only the playground moves. `clock_timestamp()`: `now()` stands still in a transaction. */
export const databaseClock = (db: Database, offsetMs: () => number = () => 0): Clock => ({
  now: async (on) => {
    const rows = await (on ?? db).execute<{ ms: number }>(
      sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('The database gave no time.');
    return new Date(Number(row.ms) + offsetMs());
  },
});
