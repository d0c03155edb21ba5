import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, startCore } from '../../src/compose.ts';
import { connect } from '../../src/db/client.ts';
import { listen } from '../../src/http.ts';
import { createLog } from '../../src/log.ts';
import { startBotApi } from '../../src/playground/botApi.ts';
import { runCli } from '../../src/scripts/runCli.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import { createTestDatabase } from './database.ts';
import { freePort, type Program, startProgram } from './program.ts';

const vaultKey = new Uint8Array(32).fill(31);

/** What a command of the operator printed and how it ended. */
export type Printed = { readonly code: number | string; readonly out: string; readonly err: string };

type Call = { readonly token?: string; readonly body?: unknown; readonly key?: string };

/**
 * A new installation as its operator has it: an empty database, a bot's token, a key; the program as a process of its own,
 * the commands, the API over HTTP. Telegram is this test's and outlives every restart.
 */
export const openInstallation = async () => {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'veche-installation-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let offsetMs = 0;
  const api = await startBotApi({ now: () => new Date(Date.now() + offsetMs) });
  const logged: string[] = [];
  const environment = {
    BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    DATABASE_URL: database.url,
    VAULT_KEY: Buffer.from(vaultKey).toString('base64'),
    DATA_DIR: join(folder, 'data'),
    PORT: String(port),
  };
  const alive = new Set<Program>();
  const undo: (() => Promise<unknown>)[] = [];

  const end = async (program: Program, signal: NodeJS.Signals) => {
    program.signal(signal);
    const code = await program.ended;
    alive.delete(program);
    logged.push(...program.stdout().split('\n'));
    return code;
  };
  return {
    api,
    url,
    databaseUrl: database.url,
    logged,
    /** For helpers that ask the pages: over HTTP, as anybody does. */
    core: { fetch: (request: Request) => fetch(request) },
    /** The program as the README starts it; resolves when it serves. */
    start: async (more: Readonly<Record<string, string>> = {}) => {
      const program = startProgram({ ...environment, ...more });
      alive.add(program);
      await program.line('"serving"');
      return { end: (signal: NodeJS.Signals) => end(program, signal) };
    },
    /** A command line as a process of its own; `npm run -s veche --` adds only npm's own start. */
    vecheAlone: async (...args: readonly string[]): Promise<Printed> => {
      const program = startProgram(environment, [
        process.execPath,
        'src/nodeGuard.mjs',
        'src/cli.ts',
        ...args,
      ]);
      const code = await program.ended;
      return { code, out: program.stdout().trim(), err: program.stderr().trim() };
    },
    /** The same command line in this process, which saves the start of Node. */
    veche: async (...args: readonly string[]): Promise<Printed> => {
      const out: string[] = [];
      const err: string[] = [];
      const code = await runCli(args, {
        env: environment,
        out: (line) => out.push(line),
        err: (line) => err.push(line),
        serve: () => Promise.reject(new Error('The program is started by start().')),
      });
      return { code, out: out.join('\n'), err: err.join('\n') };
    },
    /** A file of the operator's own; answers with its path. */
    file: async (name: string, text?: string): Promise<string> => {
      const path = join(folder, name);
      if (text !== undefined) await writeFile(path, text);
      return path;
    },
    call: async (path: string, { token, body, key }: Call = {}) => {
      const answer = await fetch(`${url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, json: JSON.parse(await answer.text()) };
    },
    /** The same installation in this process, where the clock can be moved; ends with `close`. */
    startHere: async () => {
      const log = createLog('debug', (line) => logged.push(line));
      const connection = connect(database.url);
      let core: Core | undefined;
      const http = await listen(
        { host: '127.0.0.1', port },
        (request, env) => core?.fetch(request, env) ?? new Response(null, { status: 503 }),
      );
      const shared = { token: api.token, apiRoot: api.url };
      const started = await startCore({
        config: { locales: ['ru', 'en'] },
        db: connection.db,
        vaultKey,
        dataDir: environment.DATA_DIR,
        log,
        telegram: { mode: 'polling', ...shared },
        me: await createTelegram({ ...shared, log }).api.getMe(),
        clockOffsetMs: () => offsetMs,
        onEnd: (sentence) => logged.push(sentence),
      });
      core = started;
      undo.push(
        () => connection.close(),
        () => http.close(),
        () => started.stop(),
      );
    },
    moveClock: (ms: number) => {
      offsetMs += ms;
    },
    close: async () => {
      for (const program of alive) await end(program, 'SIGKILL');
      for (const step of undo.reverse()) await step();
      await api.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
export type Installation = Awaited<ReturnType<typeof openInstallation>>;
