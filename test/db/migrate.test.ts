import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateDatabase } from '../../src/db/migrate.ts';
import { createTestDatabase } from '../support/database.ts';

let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veche-migrations-'));
  await mkdir(join(folder, 'meta'));
  // Later than any migration of the house: the template may already hold those.
  const entries = [
    { idx: 0, version: '7', when: Date.UTC(2100, 0, 1), tag: '0000_probe', breakpoints: true },
  ];
  await writeFile(
    join(folder, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  await writeFile(join(folder, '0000_probe.sql'), 'create table migrated (n int);');
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

test('five migrators at once all succeed, and the migration is applied once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => migrateDatabase(database.url, folder)));
  const sql = postgres(database.url, { max: 1 });
  try {
    const created = Date.UTC(2100, 0, 1);
    const rows = await sql`select from drizzle.__drizzle_migrations where created_at = ${created}`;
    expect(rows).toHaveLength(1);
    expect(await sql`select count(*)::int as n from migrated`).toEqual([{ n: 0 }]);
  } finally {
    await sql.end();
  }
});
