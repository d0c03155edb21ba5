import { ensureFoundations } from '../../src/actions/installation/ensureFoundations.ts';
import { type Core, createDeps, startCore } from '../../src/compose.ts';
import { type Connection, connect } from '../../src/db/client.ts';
import type { Failpoint } from '../../src/deps.ts';
import { type HttpServer, listen } from '../../src/http.ts';
import { createLog } from '../../src/log.ts';
import { startBotApi } from '../../src/playground/botApi.ts';
import { type CastRole, cast } from '../../src/playground/sample/cast.ts';
import { seedSample } from '../../src/playground/sample/seed.ts';
import type { BotApi } from '../../src/playground/types.ts';
import { createTelegram } from '../../src/telegram/client.ts';
import type { PaceClock } from '../../src/telegram/pace.ts';
import { type Chat, createChat } from './chat.ts';
import { createTestDatabase } from './database.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export const vecheKey = new Uint8Array(32).fill(9);
export const webhookSecret = 'veche-secret-veche-secret-veche-secret';

export type TestVeche = {
  readonly api: BotApi;
  readonly core: Core;
  readonly databaseUrl: string;
  /** Where the list of erasures is. */
  readonly dataDir: string;
  readonly connection: Connection;
  readonly secretariatToken: string;
  /** The process's own address: webhook, API, pages. */
  readonly url: string;
  /** Everything the log said, as lines. */
  readonly logged: readonly string[];
  readonly people: (role: CastRole) => Chat[];
  readonly moveClock: (ms: number) => void;
  readonly close: () => Promise<void>;
};

export type TestVecheOptions = {
  readonly mode?: 'polling' | 'webhook';
  readonly lanes?: boolean;
  readonly failpoint?: Failpoint;
  /** Telegram's pace in a hurry: for tests that wait for everybody to get something. */
  readonly paceClock?: PaceClock;
  /** Without the sample Alliance: an empty installation. */
  readonly empty?: boolean;
  /** A migrated database of the caller's own, which is left as it is; otherwise a fresh one of the run's server. */
  readonly databaseUrl?: string;
};

/** Telegram, a database and the whole of Veche between them, talking over HTTP as in life. */
export const startTestVeche = async (options: TestVecheOptions = {}): Promise<TestVeche> => {
  const database =
    options.databaseUrl === undefined
      ? await createTestDatabase()
      : { url: options.databaseUrl, drop: async () => {} };
  const connection = connect(database.url);
  let offsetMs = 0;
  const logged: string[] = [];
  const log = createLog('debug', (line) => logged.push(line));
  const api = await startBotApi({ now: () => new Date(Date.now() + offsetMs) });
  const folder = temporaryFolder();
  const base = {
    db: connection.db,
    vaultKey: vecheKey,
    dataDir: folder.path,
    log,
    clockOffsetMs: () => offsetMs,
  };
  const deps = createDeps(base);
  const sample = options.empty === true ? { secretariatToken: '' } : await seedSample(deps);
  await ensureFoundations(deps);
  if (options.empty !== true) {
    for (const { role, part: _, ...who } of cast) api.createPerson({ ...who, opened: role !== 'guest' });
  }
  const me = await createTelegram({ token: api.token, apiRoot: api.url, log }).api.getMe();
  let core: Core | undefined;
  const http: HttpServer = await listen({ host: '127.0.0.1', port: 0 }, (request, env) => {
    if (core === undefined) return new Response(null, { status: 503 });
    return core.fetch(request, env);
  });
  const url = `http://127.0.0.1:${http.port}`;
  const shared = { token: api.token, apiRoot: api.url };
  core = await startCore({
    ...base,
    config: { locales: ['ru', 'en'] },
    telegram:
      options.mode === 'webhook'
        ? { mode: 'webhook', ...shared, publicUrl: url, secret: webhookSecret }
        : { mode: 'polling', ...shared },
    me,
    ...(options.lanes === undefined ? {} : { lanes: options.lanes }),
    ...(options.failpoint === undefined ? {} : { failpoint: options.failpoint }),
    ...(options.paceClock === undefined ? {} : { paceClock: options.paceClock }),
    onEnd: (sentence) => logged.push(sentence),
  });
  const running = core;
  return {
    api,
    core: running,
    databaseUrl: database.url,
    dataDir: folder.path,
    connection,
    secretariatToken: sample.secretariatToken,
    url,
    logged,
    people: (role) =>
      cast
        .filter((person) => person.role === role)
        .map(({ id }) => api.person(id))
        .filter((person) => person !== undefined)
        .map((person) => createChat(api, person)),
    moveClock: (ms) => {
      offsetMs += ms;
    },
    close: async () => {
      await running.stop();
      await api.close();
      await http.close();
      await connection.close();
      await database.drop();
      await folder.remove();
    },
  };
};
