import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Database } from './client.ts';
import { MIGRATIONS_FOLDER } from './migrate.ts';

/** Whether the database answers and has this program's newest migration. Rejects when it does not answer. */
export const isReady = async (db: Database): Promise<'ok' | 'outdated' | 'unreachable'> => {
  const newest = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).at(-1)?.hash;
  const rows = await db.execute<{ present: boolean }>(
    sql`select exists (select from drizzle.__drizzle_migrations where hash = ${newest ?? ''}) as present`,
  );
  return rows[0]?.present === true ? 'ok' : 'outdated';
};
