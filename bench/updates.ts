// How fast Veche is, as JSON on standard output. Run by hand on a calm machine:
//   node bench/updates.ts            updates a second, and the time to the first answer
//   node bench/updates.ts --install  also `npm ci` in a copy of the checkout, with and without development's packages
// A press goes the whole way: Bot API over HTTP, webhook, receipt, vote in PostgreSQL with fsync, answer, edited message.
// The same presses to a bare grammY handler that answers and edits give the measure; runs take turns, the median counts.
import { fork, spawn, spawnSync } from 'node:child_process';
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
import { castVote } from '../src/messages/ballot/ballotCallbacks.ts';
import { startBotApi } from '../src/playground/botApi.ts';
import { cast } from '../src/playground/sample/cast.ts';
import { seedSample } from '../src/playground/sample/seed.ts';
import type { Person } from '../src/playground/types.ts';
import { createCallbackSigner } from '../src/telegram/callbackData.ts';
import type { Subject } from './subject.ts';

const RUNS = 5;
const PEOPLE = 50;
const PRESSES_EACH = 12;
const WARM_UP_EACH = 2;
const KEY = Buffer.alloc(32, 41);
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

/** Updates a second of one side: everybody presses as soon as the last press is answered and its message edited. */
const measure = async (
  kind: Subject['kind'],
  databaseUrl: string,
  { number, signer }: Awaited<ReturnType<typeof prepare>>,
): Promise<number> => {
  const api = await startBotApi();
  const child = fork(fileURLToPath(new URL('subject.ts', import.meta.url)), { execArgv: [] });
  child.send({ kind, token: api.token, apiRoot: api.url, databaseUrl, vaultKey: KEY.toString('base64') });
  await once(child, 'message');
  const people = cast
    .filter(({ role }) => role === 'member')
    .slice(0, PEOPLE)
    .map(({ role: _, ...who }) => api.createPerson({ ...who, opened: true }));
  // A first press under no message brings the message that the others edit.
  const press = (one: Person, turn: number) => {
    const choice = turn % 2 === 0 ? 'yes' : 'no';
    const data = signer.sign(castVote.pack({ number, choice }), one.id, one.id);
    return one.pressRaw({ messageId: one.last()?.message_id ?? 1, data }, { timeoutMs: 30_000 });
  };
  const rounds = (turns: number) =>
    Promise.all(
      people.map(async (one) => {
        for (let turn = 0; turn < turns; turn++) await press(one, turn);
      }),
    );
  if (kind === 'echo') {
    for (const one of people) {
      await fetch(`${api.url}/bot${api.token}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: one.id, text: 'Press.' }),
      });
    }
  }
  await rounds(WARM_UP_EACH);
  const began = performance.now();
  await rounds(PRESSES_EACH);
  while (api.pendingUpdates() > 0) await sleep(5);
  const seconds = (performance.now() - began) / 1000;
  child.kill('SIGKILL');
  await once(child, 'exit');
  await api.close();
  return (PEOPLE * PRESSES_EACH) / seconds;
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
    const cold = await firstAnswer(join(folder, 'playground'));
    const warm = await firstAnswer(join(folder, 'playground'));
    const server = await startEmbedded({ dataDir: join(folder, 'data') });
    const ballot = await prepare(server.url);
    const veche: number[] = [];
    const echo: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      echo.push(await measure('echo', server.url, ballot));
      veche.push(await measure('veche', server.url, ballot));
    }
    await server.stop();
    const ratios = veche.map((one, run) => one / (echo[run] ?? Number.NaN));
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
        updatesPerSecond: {
          veche: veche.map((one) => round(one, 0)),
          grammy: echo.map((one) => round(one, 0)),
          ratios: ratios.map((one) => round(one)),
          medianRatio: round(median(ratios)),
        },
        firstAnswerSeconds: { cold: round(cold), warm: round(warm) },
        ...(process.argv.includes('--install') ? { installMegabytes: await install() } : {}),
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

await main();
