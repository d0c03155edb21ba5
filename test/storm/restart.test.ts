import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeps } from '../../src/compose.ts';
import { type Connection, connect } from '../../src/db/client.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/db/embedded.ts';
import { migrateDatabase } from '../../src/db/migrate.ts';
import { startBotApi } from '../../src/playground/botApi.ts';
import { cast } from '../../src/playground/sample/cast.ts';
import { seedSample } from '../../src/playground/sample/seed.ts';
import type { BotApi } from '../../src/playground/types.ts';
import { choices, openPoll, presser, storedVote, voteData } from '../support/presses.ts';
import { freePort, type Program, startProgram } from '../support/program.ts';

const KEY = new Uint8Array(32).fill(31);
const WAIT_MS = 40_000;
const VOTERS = 40;
const BETWEEN_VOTES_MS = 40;

let folder: string;
let server: EmbeddedServer;
let connection: Connection;
let api: BotApi;
let program: Program;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'veche-restart-'));
  await chmod(folder, 0o755);
  server = await startEmbedded({ dataDir: join(folder, 'data') });
  await migrateDatabase(server.url);
  connection = connect(server.url, { max: 2 });
  api = await startBotApi();
});
afterAll(async () => {
  program.signal('SIGKILL');
  await program.ended;
  await api.close();
  await connection.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A server process that dies takes all others with it: PostgreSQL throws everybody out and recovers from its log. */
const crashServer = async (): Promise<void> => {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  const [row] = await sql<{ pid: number }[]>`
    select pid from pg_stat_activity where application_name = 'veche' and pid <> pg_backend_pid() limit 1`;
  process.kill(row?.pid ?? 0, 'SIGKILL');
  await sql.end({ timeout: 0 });
};

test('the database crashes in the middle of votes: no receipt without a stored vote, and afterwards all are served', {
  timeout: 120_000,
}, async () => {
  const deps = createDeps({ db: connection.db, vaultKey: KEY, dataDir: folder, log: () => {} });
  await seedSample(deps);
  const number = await openPoll(deps);
  const voters = cast
    .filter(({ role }) => role === 'member')
    .slice(0, VOTERS)
    .map(({ role: _, ...who }) => api.createPerson({ ...who, opened: true }));
  program = startProgram({
    BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    DATABASE_URL: server.url,
    DATA_DIR: folder,
    VAULT_KEY: Buffer.from(KEY).toString('base64'),
    PORT: String(await freePort()),
  });
  await program.line('"serving"');
  // The notice of the opening is what they press under.
  await api.waitFor(() => voters.every((one) => one.last() !== undefined), WAIT_MS);

  const press = presser(deps);
  const choiceOf = (index: number): string => choices[index % 3] ?? 'yes';
  const pressed = voters.map(async (one, index) => {
    await sleep(index * BETWEEN_VOTES_MS);
    return press(one, voteData(number, choiceOf(index)), WAIT_MS);
  });
  await sleep((VOTERS * BETWEEN_VOTES_MS) / 2);
  await crashServer();
  const hasReceipt = (index: number): boolean =>
    /(Голос принят|Vote recorded|Уже записано|Already recorded)/.test(
      voters[index]?.last()?.text?.replaceAll('\u00a0', ' ') ?? '',
    );
  // Receipts that were out when the server was back: each has its vote already.
  const early = voters.map((_, index) => hasReceipt(index));
  const stored = async (index: number) =>
    (await storedVote(deps, number, voters[index]?.id ?? 0).catch(() => undefined))?.choice;
  await expect.poll(() => stored(0), { timeout: WAIT_MS }).toBe(choiceOf(0));
  for (const [index, isOut] of early.entries()) {
    if (isOut) expect(await stored(index)).toBe(choiceOf(index));
  }

  const outcomes = await Promise.all(pressed);
  await expect.poll(() => api.pendingUpdates(), { timeout: WAIT_MS }).toBe(0);
  await expect
    .poll(() => voters.flatMap((_, index) => (hasReceipt(index) ? [] : [index])), { timeout: WAIT_MS })
    .toEqual([]);
  for (const index of voters.keys()) expect(await stored(index)).toBe(choiceOf(index));
  expect(outcomes.filter(({ answered }) => !answered)).toEqual([]);
  console.log(`${early.filter(Boolean).length} of ${VOTERS} receipts were out at the crash.`);
  // The process itself lived through it, and saw it.
  expect(program.stderr()).toBe('');
  expect(program.stdout()).toMatch(/CONNECTION_CLOSED|ECONNRESET|EPIPE|57P/);
  expect(program.stdout()).not.toContain('update.givenUp');
  program.signal('SIGTERM');
  expect(await program.ended).toBe(0);
});
