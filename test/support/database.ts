import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { inject } from 'vitest';

/** Somebody is connected: to the template, or, as PostgreSQL's own sweeper of tables, to what is dropped. */
const BUSY_CODES = new Set(['55006', '42501']);
const TRIES = 200;
const RETRY_MS = 50;

/** A migrated, empty database for one test file. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('testServer');
  const name = `veche_test_${randomBytes(6).toString('hex')}`;
  // By files: through the log it takes six times as long, and nothing here has to survive the server.
  await onServer(server.url, `create database ${name} template ${server.template} strategy file_copy`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(name) };
}

/** Also ends connections that are still open. */
export const dropDatabase = (name: string): Promise<void> =>
  onServer(inject('testServer').url, `drop database ${name} with (force)`);

/** One statement on the run's server, tried again while what it is about is in use. */
export async function onServer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await sql.unsafe(statement);
        return;
      } catch (error) {
        const isBusy = error instanceof postgres.PostgresError && BUSY_CODES.has(error.code);
        if (!isBusy || attempt === TRIES) throw error;
        await delay(RETRY_MS);
      }
    }
  } finally {
    await sql.end();
  }
}
