// How fast Veche is, as JSON on standard output. Run by hand on a calm machine:
//   npm run -s bench                  a vote press beside a bare grammY handler: time of a lone one, with Telegram on this machine
//                                     and a little away; updates a second; processor time; and, where pgbench is installed,
//                                     its statements alone
//   npm run -s bench -- --start       also the time from the program's start to the first answer
//   npm run -s bench -- --install     also `npm ci` in a copy of the checkout, with and without development's packages
// BENCH_PROFILE=veche (or echo) writes a processor profile of that side into the working directory.
// A press goes the whole way: Bot API over HTTP, webhook, receipt, vote in PostgreSQL with fsync, answer, edited message.
// The same presses to a bare grammY handler that answers and edits give the measure; runs take turns, the median counts.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, readdirSync } from 'node:fs';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { draftBallot } from '../src/actions/ballot/draftBallot.ts';
import { openBallot } from '../src/actions/ballot/openBallot.ts';
import { createDeps } from '../src/compose.ts';
import { connect } from '../src/db/client.ts';
import { startEmbedded } from '../src/db/embedded.ts';
import { migrateDatabase } from '../src/db/migrate.ts';
import { notice } from '../src/db/schema/notice.ts';
import { office } from '../src/db/schema/office.ts';
import { cast } from '../src/playground/sample/cast.ts';
import { seedSample } from '../src/playground/sample/seed.ts';
import { createCallbackSigner } from '../src/telegram/callbackData.ts';
import { measureDatabase } from './database.ts';
import { type Ballot, KEY, openSide, type Side } from './side.ts';

const RUNS = 5;
const LONE_PRESSES = 150;
/** What a call to a near Telegram takes. */
const WIRE_MS = 10;
/** Each connection plans each script's statements once: more of them would measure little else. */
const SCRIPTS = 10;
const MEGABYTE = 1024 * 1024;
const root = fileURLToPath(new URL('..', import.meta.url));

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

const prepare = async (databaseUrl: string) => {
  await migrateDatabase(databaseUrl);
  const connection = connect(databaseUrl, { max: 2 });
  const deps = createDeps({
    db: connection.db,
    vaultKey: KEY,
    dataDir: join(tmpdir(), 'veche-bench'),
    log: () => {},
  });
  await seedSample(deps);
  const [officer] = await deps.db.select({ id: office.personId }).from(office).limit(1);
  const officerId = officer?.id ?? '';
  const input = {
    class: 'strawPoll',
    electorate: { kind: 'members' },
    rule: 'advisory',
    question: { ru: 'Вопрос?', en: 'Question?' },
    durationMinutes: 600,
  };
  const drafted = await draftBallot(deps, { officerId, submissionId: deps.random.uuid(), input });
  if (!drafted.ok) throw new Error('The ballot does not pass its rules.');
  await openBallot(deps, { officerId, number: drafted.value.number });
  // The sender is a load of its own; votes are what is measured.
  await deps.db.update(notice).set({ state: 'sent' });
  await connection.close();
  return { number: drafted.value.number, signer: createCallbackSigner(deps.vault) };
};

/** Both sides take turns, press by press and run by run, so that a busy machine slows both. */
const compare = async (databaseUrl: string, ballot: Ballot, folder: string) => {
  const grammy = await openSide({ kind: 'echo', databaseUrl, tellsStatements: false }, ballot);
  const veche = await openSide({ kind: 'veche', databaseUrl, tellsStatements: false }, ballot);
  const alternate = async (times: number, measure: (side: Side) => Promise<number>) => {
    const pairs: { readonly grammy: number; readonly veche: number }[] = [];
    for (let time = 0; time < times; time++)
      pairs.push({ grammy: await measure(grammy), veche: await measure(veche) });
    return {
      grammy: round(median(pairs.map((pair) => pair.grammy))),
      veche: round(median(pairs.map((pair) => pair.veche))),
      ratio: round(median(pairs.map((pair) => pair.veche / pair.grammy))),
    };
  };
  const unloadedMs = {
    here: await alternate(LONE_PRESSES, (side) => side.latency(0)),
    withWire: await alternate(LONE_PRESSES, (side) => side.latency(WIRE_MS)),
  };
  const updatesPerSecond = await alternate(RUNS, (side) => side.throughput());
  const processorMs = await alternate(RUNS, (side) => side.processor());
  await grammy.close();
  await veche.close();
  const telling = await openSide({ kind: 'veche', databaseUrl, tellsStatements: true }, ballot);
  const presses = await telling.statements();
  await telling.close();
  // Jobs that looked meanwhile asked more: the least is the press alone.
  const least = Math.min(...presses.map((one) => one.length));
  const alone = presses.filter((one) => one.length === least);
  return {
    unloadedMs,
    updatesPerSecond,
    processorMs,
    statements: least,
    pgbench: measureDatabase(databaseUrl, folder, alone.slice(0, SCRIPTS)) ?? 'not installed',
  };
};

/** From the start of the program to the bot's first words in the playground, in seconds. */
const firstAnswer = async (dataDir: string): Promise<number> => {
  const began = performance.now();
  const child = spawn(process.execPath, ['src/nodeGuard.mjs', 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const url = await new Promise<string>((found) => {
    lines.on('line', (line) => {
      const opened = /^Veche is open on this machine: (\S+)$/.exec(line)?.[1];
      if (opened !== undefined) found(opened);
    });
  });
  const guest = cast[0]?.id;
  await fetch(`${url}/playground/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ act: 'send', person: guest, text: '/start' }),
  });
  const chat = async () => (await fetch(`${url}/playground/chat?person=${guest}`)).text();
  while (!(await chat()).includes('inline_keyboard')) await sleep(10);
  const seconds = (performance.now() - began) / 1000;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return seconds;
};

const megabytes = (folder: string): number => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const bytes = files.reduce((sum, file) => sum + lstatSync(join(folder, file)).size, 0);
  return Math.round(bytes / MEGABYTE);
};

const installSize = (folder: string, ...flags: string[]): number => {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', ...flags], { cwd: folder });
  if (status !== 0) throw new Error('npm ci failed.');
  return megabytes(join(folder, 'node_modules'));
};

const main = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'veche-bench-'));
  // As root the embedded server runs as nobody and must get in.
  await chmod(folder, 0o755);
  try {
    const server = await startEmbedded({ dataDir: join(folder, 'data') });
    const ballot = await prepare(server.url);
    const compared = await compare(server.url, ballot, folder);
    await server.stop();
    const start = async () => {
      const cold = await firstAnswer(join(folder, 'playground'));
      return { cold: round(cold), warm: round(await firstAnswer(join(folder, 'playground'))) };
    };
    const install = async () => {
      const clone = join(folder, 'clone');
      await cp(root, clone, {
        recursive: true,
        filter: (path) => /(^|\/)(package(-lock)?\.json|\.npmrc)$/.test(path) || path === root,
      });
      return { all: installSize(clone), withoutDev: installSize(clone, '--omit=dev') };
    };
    console.log(
      JSON.stringify({
        cores: cpus().length,
        ...compared,
        ...(process.argv.includes('--start') ? { firstAnswerSeconds: await start() } : {}),
        ...(process.argv.includes('--install') ? { installMegabytes: await install() } : {}),
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

await main();
