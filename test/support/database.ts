import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { inject } from 'vitest';

const OBJECT_IN_USE = '55006';
const COPY_TRIES = 50;
const RETRY_MS = 50;

/** A migrated, empty database for one test file; `drop` also ends connections that are still open. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('testServer');
  const name = `veche_test_${randomBytes(6).toString('hex')}`;
  await onServer(server.url, (sql) => copyTemplate(sql, name, server.template));
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () =>
      onServer(server.url, async (sql) => void (await sql.unsafe(`drop database ${name} with (force)`))),
  };
}

async function copyTemplate(sql: Sql, name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // By files: through the log it takes six times as long, and nothing here has to survive the server.
      await sql.unsafe(`create database ${name} template ${template} strategy file_copy`);
      return;
    } catch (error) {
      const isBusy = error instanceof postgres.PostgresError && error.code === OBJECT_IN_USE;
      if (!isBusy || attempt === COPY_TRIES) throw error;
      await delay(RETRY_MS);
    }
  }
}

async function onServer(url: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
