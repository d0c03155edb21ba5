import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Tx } from './client.ts';
import { hold, locks } from './locks.ts';

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Keeps migrators out until the transaction ends, for one that migrates itself. */
export const lockMigrations = async (tx: Tx): Promise<void> => {
  await hold(tx, 'migration');
};

/**
 * Brings the database to the newest schema. Two processes at once take turns: drizzle's migrator has no lock of its own,
 * and two of them collide on an empty database. Rejects with the database's error; never log its message.
 */
export async function migrateDatabase(
  url: string,
  migrationsFolder: string = MIGRATIONS_FOLDER,
): Promise<void> {
  // One connection that is never renewed: the lock lives in it and the migrations run in it.
  const sql = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${locks.migration})`;
    await migrate(drizzle(sql), { migrationsFolder });
  } finally {
    await sql.end();
  }
}
