import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startBotApi } from '../src/playground/botApi.ts';
import type { BotApi } from '../src/playground/types.ts';
import { createTestDatabase } from './support/database.ts';
import { freePort, isOpen, type Program, serverOf, startProgram } from './support/program.ts';

const KEY = Buffer.alloc(32, 21).toString('base64');
const OTHER_KEY = Buffer.alloc(32, 22).toString('base64');
/** Some starts of the program only there: each costs seconds. */
const isHeavy = process.env.VECHE_HEAVY === '1';
const EXIT_CONFIG = 78;
const WRONG_TOKEN = '43:wrong-token-of-no-real-bot-00000000';

let api: BotApi;
let folder: string;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let port: number;
let programs: Program[];
beforeAll(async () => {
  api = await startBotApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veche-serve-'));
  // As root the embedded server runs as nobody and must get in.
  await chmod(folder, 0o755);
  database = await createTestDatabase();
  port = await freePort();
  programs = [];
  api.faults.clear();
});
afterEach(async () => {
  for (const program of programs) {
    program.signal('SIGKILL');
    await program.ended;
  }
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const settings = () => ({
  BOT_TOKEN: api.token,
  TELEGRAM_API_ROOT: api.url,
  DATABASE_URL: database.url,
  VAULT_KEY: KEY,
  PORT: String(port),
  DATA_DIR: join(folder, 'data'),
});
const start = (env: Partial<Record<keyof ReturnType<typeof settings> | 'LOCALES' | 'LOG_LEVEL', string>>) => {
  const program = startProgram(env);
  programs.push(program);
  return program;
};

/** Connections of Veche to the test's database; none may be left by a start that failed. */
const connections = async (): Promise<number> => {
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await sql.end();
  return row?.count ?? -1;
};

/** One sentence, a code that says failure, and nothing left behind. */
const refuses = async (program: Program, sentence: RegExp, isPortOurs = true): Promise<void> => {
  expect(await program.ended).toBe(1);
  const lines = program.stderr().trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(sentence);
  if (isPortOurs) expect(await isOpen(port)).toBe(false);
  expect(await serverOf(join(folder, 'data'))).toBe(undefined);
};

describe('what prevents a start is one sentence, and nothing is half-started', () => {
  test('a wrong environment: every problem at once, a line each, no value repeated, exit 78', async () => {
    const program = start({
      BOT_TOKEN: 'no-token-at-all',
      DATABASE_URL: 'mysql://elsewhere',
      PORT: '99999',
      LOCALES: 'ru,xx',
      LOG_LEVEL: 'loud',
    });
    expect(await program.ended).toBe(EXIT_CONFIG);
    const lines = program.stderr().trim().split('\n');
    expect(lines.map((line) => line.split(':')[0]).sort()).toEqual(
      ['BOT_TOKEN', 'DATABASE_URL', 'LOCALES', 'LOG_LEVEL', 'PORT', 'VAULT_KEY'].sort(),
    );
    expect(program.stderr()).not.toMatch(/no-token-at-all|mysql|99999|loud/);
    expect(program.stdout()).toBe('');
  });

  test('a taken port, with a real token and in the playground', async () => {
    const holder = createServer().listen(port, '127.0.0.1');
    await once(holder, 'listening');
    await refuses(start(settings()), /is taken by another program: set PORT/, false);
    await refuses(start({ PORT: String(port), DATA_DIR: settings().DATA_DIR }), /set PORT/, false);
    expect(await connections()).toBe(0);
    holder.close();
  });

  test('a database that does not answer', async () => {
    const nowhere = `postgres://veche@127.0.0.1:${await freePort()}/veche`;
    await refuses(start({ ...settings(), DATABASE_URL: nowhere }), /database does not answer .*DATABASE_URL/);
  });

  test('a token that Telegram does not know', async () => {
    await refuses(start({ ...settings(), BOT_TOKEN: WRONG_TOKEN }), /check BOT_TOKEN with BotFather/);
    expect(await connections()).toBe(0);
  });

  test('a second process, and another key, on the same database', async () => {
    const first = start(settings());
    await first.line('"serving"');
    const secondPort = String(await freePort());
    const second = start({ ...settings(), PORT: secondPort });
    await refuses(second, /Another Veche process serves this database/, false);
    expect(await isOpen(Number(secondPort))).toBe(false);
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(await connections()).toBe(0);
    await refuses(start({ ...settings(), VAULT_KEY: OTHER_KEY }), /VAULT_KEY is not the key/);
    const { BOT_TOKEN: _, ...playground } = settings();
    await refuses(start(playground), /holds an Alliance, which the playground would delete/);
    expect(await connections()).toBe(0);
  });
});

test.runIf(isHeavy)(
  'Telegram is away at first: the process waits, is alive and not ready, and then serves',
  async () => {
    api.faults.down = true;
    const program = start(settings());
    await program.line('telegram.unreachable');
    const alive = await fetch(`http://127.0.0.1:${port}/healthz`);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
    expect([alive.status, ready.status]).toEqual([200, 503]);
    api.faults.down = false;
    await program.line('"serving"');
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    const guest = api.createPerson({ firstName: 'G', languageCode: 'ru' });
    await guest.send('/start');
    await api.waitFor(() => guest.last()?.text?.includes('Выберите язык'));
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(program.stderr()).toBe('');
  },
);

test.runIf(isHeavy)('SIGTERM while Telegram is away ends the waiting at once', async () => {
  api.faults.down = true;
  const program = start(settings());
  await program.line('telegram.unreachable');
  program.signal('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(await isOpen(port)).toBe(false);
});

test.runIf(isHeavy)('SIGTERM ends the embedded database with the program', async () => {
  const { DATABASE_URL: _, ...embedded } = settings();
  const program = start(embedded);
  await program.line('"serving"');
  const server = await serverOf(embedded.DATA_DIR);
  expect(server).toBeGreaterThan(0);
  program.signal('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(program.stderr()).toBe('');
  expect(await serverOf(embedded.DATA_DIR)).toBe(undefined);
  expect(await isOpen(port)).toBe(false);
  expect(existsSync(join(embedded.DATA_DIR, 'postgres', 'postmaster.pid'))).toBe(false);
});
