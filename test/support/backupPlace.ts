import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import postgres, { type Sql } from 'postgres';
import { ensureFoundations } from '../../src/actions/installation/ensureFoundations.ts';
import { keepDialogue } from '../../src/actions/kit/keepDialogue.ts';
import { createDeps } from '../../src/compose.ts';
import { connect } from '../../src/db/client.ts';
import { findAccountByTelegram } from '../../src/db/read/person/person.ts';
import { cast } from '../../src/playground/sample/cast.ts';
import { seedSample } from '../../src/playground/sample/seed.ts';
import { runCli } from '../../src/scripts/runCli.ts';
import { createTestDatabase } from './database.ts';
import { startPetition } from './petitions.ts';

const KEY = new Uint8Array(32).fill(27);
const PROGRESS = /^\w+: \d+ of \d+ rows$/;
/** Said in everybody's dialogue; must be readable nowhere. */
export const CANARY = 'Зимородок-canary-phrase';

export type TestDatabase = Awaited<ReturnType<typeof createTestDatabase>>;

export const withSql = async <Value>(url: string, body: (sql: Sql) => Promise<Value>): Promise<Value> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await body(sql);
  } finally {
    await sql.end();
  }
};

/** Every row of every table as text, by table. */
export const contentOf = (url: string): Promise<Record<string, string[]>> =>
  withSql(url, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`;
    const content: Record<string, string[]> = {};
    for (const { name } of tables) {
      const rows = await sql.unsafe<{ row: string }[]>(`select t::text as row from "${name}" t order by 1`);
      content[name] = rows.map(({ row }) => row);
    }
    return content;
  });

/** The sample Alliance in a database of its own, a folder with a backup's keys, and the operator's commands. */
export const openBackupPlace = async () => {
  const undo: (() => Promise<unknown>)[] = [];
  const emptyPlace = async (): Promise<TestDatabase> => {
    const database = await createTestDatabase();
    undo.push(database.drop);
    return database;
  };
  const folder = await mkdtemp(join(tmpdir(), 'veche-backup-'));
  undo.push(() => rm(folder, { recursive: true }));
  const at = (name: string): string => join(folder, name);
  const dataDir = at('data');

  const run = async (url: string, args: readonly string[], change: Readonly<Record<string, string>> = {}) => {
    const out: string[] = [];
    const err: string[] = [];
    const env = {
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      VAULT_KEY: Buffer.from(KEY).toString('base64'),
      ...change,
    };
    const code = await runCli(args, {
      env,
      out: (line) => out.push(line),
      // On a slow machine a restore tells how far it is.
      err: (line) => PROGRESS.test(line) || err.push(line),
      serve: async () => 0,
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };

  const source = await emptyPlace();
  const connection = connect(source.url, { max: 3 });
  undo.push(connection.close);
  const deps = createDeps({ db: connection.db, vaultKey: KEY, dataDir, log: () => {} });
  await seedSample(deps);
  await ensureFoundations(deps);
  for (const { id } of cast) await keepDialogue(deps, String(id), JSON.stringify({ said: CANARY }));
  const member = cast.find(({ role }) => role === 'member');
  const author = await findAccountByTelegram(deps.db, deps.vault, member?.id ?? 0);
  // Generated columns, an extension's index, a count that triggers keep: whatever a restore could trip over.
  await startPetition(deps, author?.id ?? '');
  const { out: recipient } = await run(source.url, ['backup', 'key', '--out', at('identity')]);

  return {
    source,
    deps,
    dataDir,
    recipient,
    at,
    run,
    emptyPlace,
    backup: (name: string) => run(source.url, ['backup', at(name), '--to', recipient]),
    restore: (database: TestDatabase, name: string, ...more: readonly string[]) =>
      run(database.url, ['restore', at(name), '--identity', at('identity'), ...more]),
    /** What age itself would show of a backup. */
    scriptOf: async (name: string): Promise<string> => {
      const decrypter = new Decrypter();
      const [identity = ''] = /AGE-SECRET-KEY-1\w+/.exec(await readFile(at('identity'), 'utf8')) ?? [];
      decrypter.addIdentity(identity);
      return decrypter.decrypt(await readFile(at(name)), 'text');
    },
    close: async () => {
      for (const step of undo.reverse()) await step();
    },
  };
};
