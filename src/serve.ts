import { setTimeout as sleep } from 'node:timers/promises';
import type { UserFromGetMe } from 'grammy/types';
import { ensureFoundations, OtherKeyError } from './actions/installation/ensureFoundations.ts';
import { type Core, createDeps, startCore } from './compose.ts';
import { type Config, EXIT_CONFIG, parseConfig } from './config.ts';
import { connect, databaseCode } from './db/client.ts';
import { EmbeddedError } from './db/embedded/error.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrateDatabase } from './db/migrate.ts';
import { takeProcessLock } from './db/processLock.ts';
import { isPlaygroundDatabase } from './db/wipe.ts';
import { type HttpServer, ListenError, listen } from './http.ts';
import { createLog, errorCode, type Log } from './log.ts';
import { watchParent } from './parent.ts';
import { startPlaygroundRun } from './servePlayground.ts';
import { StartError } from './startError.ts';
import { createTelegram } from './telegram/client.ts';
import { loadVaultKey, VaultKeyError } from './vaultKey.ts';

const EXIT_FAILED = 1;
/** After this long a stuck handler or connection is left behind: Telegram sends its update again. */
const STOP_MS = 15_000;

/** What has to be undone at the end, last first. */
type Undo = (() => Promise<unknown>)[];

const openDatabase = async (config: Config, log: Log, undo: Undo): Promise<string> => {
  if (config.database.mode === 'url') return config.database.url;
  const server = await startEmbedded({
    dataDir: config.dataDir,
    log: (event, facts) => log('info', event, facts),
  });
  undo.push(() => server.stop());
  return server.url;
};

const reachable = async (url: string): Promise<void> => {
  const probe = connect(url, { max: 1 });
  try {
    await probe.db.execute('select 1');
  } catch (error) {
    const code = databaseCode(error) ?? errorCode(error);
    throw new StartError(
      `The database does not answer (${code}): check DATABASE_URL and that PostgreSQL runs.`,
    );
  } finally {
    await probe.close();
  }
};

const prepareDatabase = async (config: Config, log: Log, undo: Undo, end: (sentence: string) => void) => {
  const url = await openDatabase(config, log, undo);
  await reachable(url);
  const lock = await takeProcessLock(url, {
    onLost: () => end('Another Veche process took over this database; this one stops.'),
    // Nobody else starts the embedded server again; a supervisor that starts Veche does.
    ...(config.database.mode === 'embedded'
      ? { onAway: () => end('The embedded database ended and does not come back: start Veche again.') }
      : {}),
  });
  if (lock === undefined) {
    throw new StartError(
      'Another Veche process serves this database: stop it first, or use another DATABASE_URL.',
    );
  }
  undo.push(() => lock.release());
  return url;
};

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Who the bot is. A wrong token ends the start; a Telegram that is away is waited for, health pages answer meanwhile. */
const meet = async (
  telegram: { readonly token: string; readonly apiRoot: string },
  log: Log,
  signal: AbortSignal,
): Promise<UserFromGetMe> => {
  const { api, check } = createTelegram({ ...telegram, log });
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const state = await check();
    if (state === 'ok') return api.getMe();
    if (state === 'unauthorized') {
      throw new StartError('Telegram does not know this bot token: check BOT_TOKEN with BotFather.');
    }
    log('warn', 'telegram.unreachable', { ms: pauseMs });
    await sleep(pauseMs, undefined, { signal });
  }
};

const serveTelegram = async (
  config: Config,
  log: Log,
  undo: Undo,
  stopping: { readonly signal: AbortSignal; readonly end: (sentence: string) => void },
): Promise<void> => {
  const { telegram } = config;
  if (telegram.mode === 'playground') return;
  let core: Core | undefined;
  // While Telegram is waited for the process lives, but is not ready.
  const waiting = (request: Request) =>
    new Response('starting\n', { status: new URL(request.url).pathname === '/healthz' ? 200 : 503 });
  const http: HttpServer = await listen(
    config.http,
    (request, env) => core?.fetch(request, env) ?? waiting(request),
  );
  undo.push(() => http.close());
  const vaultKey = await loadVaultKey(config);
  const url = await prepareDatabase(config, log, undo, stopping.end);
  if (await isPlaygroundDatabase(url)) {
    throw new StartError(
      'This database belongs to the playground, which empties it: use another DATABASE_URL or DATA_DIR.',
    );
  }
  await migrateDatabase(url);
  const connection = connect(url);
  undo.push(() => connection.close());
  await ensureFoundations(createDeps({ db: connection.db, vaultKey, dataDir: config.dataDir, log }));
  const me = await meet(telegram, log, stopping.signal);
  core = await startCore({
    config,
    db: connection.db,
    vaultKey,
    dataDir: config.dataDir,
    log,
    telegram,
    me,
    onEnd: stopping.end,
  });
  undo.push(core.stop);
  log('info', 'serving', { mode: telegram.mode, port: http.port });
};

const servePlayground: typeof serveTelegram = async (config, log, undo, stopping) => {
  const databaseUrl = await prepareDatabase(config, log, undo, stopping.end);
  const run = await startPlaygroundRun({ config, databaseUrl, log, onEnd: stopping.end });
  undo.push(run.stop);
  console.log(`Veche is open on this machine: ${run.url}`);
};

const undoAll = async (undo: Undo, log: Log): Promise<void> => {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
    await step().catch((error) => log('warn', 'stop.failed', { code: errorCode(error) }));
  }
};

/** Failures with a sentence for the terminal; any other error's message may hold what must not be shown. */
const speaking = [StartError, EmbeddedError, ListenError, OtherKeyError, VaultKeyError];

const sentenceOf = (error: unknown): string =>
  error instanceof Error && speaking.some((kind) => error instanceof kind)
    ? error.message
    : `Veche could not start (${errorCode(error)}).`;

/**
 * Runs Veche until SIGTERM or SIGINT, and ends the process. Whatever prevents the start is one sentence on standard error, a non-zero
 * exit, and nothing left running; a wrong environment is answered with its exit code, for nothing was begun.
 */
export const serve = async (environment: Readonly<Record<string, string | undefined>>): Promise<number> => {
  const parsed = parseConfig(environment);
  if (!parsed.ok) {
    for (const { variable, expected } of parsed.problems) console.error(`${variable}: expected ${expected}.`);
    return EXIT_CONFIG;
  }
  const { config } = parsed;
  const log = createLog(config.logLevel, (line) => process.stdout.write(line));
  const undo: Undo = [];
  const abort = new AbortController();
  const ended = Promise.withResolvers<string | undefined>();
  const end = (sentence?: string) => {
    abort.abort();
    ended.resolve(sentence);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end());
  watchParent(environment, end);
  let code = 0;
  try {
    const run = config.telegram.mode === 'playground' ? servePlayground : serveTelegram;
    await Promise.race([run(config, log, undo, { signal: abort.signal, end }), ended.promise]);
    const sentence = await ended.promise;
    if (sentence !== undefined) throw new StartError(sentence);
  } catch (error) {
    console.error(sentenceOf(error));
    code = EXIT_FAILED;
  } finally {
    await Promise.race([undoAll(undo, log), sleep(STOP_MS, undefined, { ref: false })]);
    process.exit(code);
  }
};
