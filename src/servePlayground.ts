import { ensureFoundations } from './actions/installation/ensureFoundations.ts';
import { type Core, createDeps, startCore } from './compose.ts';
import type { Config } from './config.ts';
import { connect } from './db/client.ts';
import { migrateDatabase } from './db/migrate.ts';
import { wipePlayground } from './db/wipe.ts';
import { listenError } from './http.ts';
import type { Log } from './log.ts';
import type { PlaygroundClock } from './playground/playgroundOptions.ts';
import { shownRole, storyCast } from './playground/sample/cast.ts';
import { seedSample } from './playground/sample/seed.ts';
import { tellStory } from './playground/sample/story.ts';
import { type Playground, startPlayground } from './playground/server.ts';
import type { BotApi } from './playground/types.ts';
import { StartError } from './startError.ts';
import { createTelegram } from './telegram/client.ts';
import { loadVaultKey } from './vaultKey.ts';

export type PlaygroundRun = { readonly url: string; readonly stop: () => Promise<void> };

type World = { readonly core: Core; readonly secretariatToken: string; readonly stop: () => Promise<void> };

/** Only forward: deadlines that have passed don't come back. */
const createMovableClock = () => {
  let offsetMs = 0;
  const clock: PlaygroundClock = {
    now: async () => new Date(Date.now() + offsetMs),
    offsetMs: () => offsetMs,
    moveBy: async (ms) => {
      offsetMs += Math.max(0, ms);
    },
  };
  return { clock, reset: () => (offsetMs = 0) };
};

const greet = (api: BotApi): void => {
  for (const { role, part: _, ...person } of storyCast) {
    if (api.person(person.id) === undefined) api.createPerson({ ...person, opened: role !== 'guest' });
  }
};

/** A fresh sample Alliance in an emptied database, and the whole of Veche upon it. */
const startWorld = async (
  config: Config,
  url: string,
  log: Log,
  api: BotApi,
  clockOffsetMs: () => number,
  onEnd: (sentence: string) => void,
): Promise<World> => {
  if (!(await wipePlayground(url))) {
    throw new StartError(
      'This database holds an Alliance, which the playground would delete: set BOT_TOKEN to serve it, or use another database.',
    );
  }
  await migrateDatabase(url);
  const vaultKey = await loadVaultKey(config);
  const connection = connect(url);
  const base = { db: connection.db, vaultKey, dataDir: config.dataDir, log, clockOffsetMs };
  const deps = createDeps(base);
  const sample = await seedSample(deps, { people: storyCast, foundedDaysAgo: 100 });
  await ensureFoundations(deps);
  await tellStory(deps, sample);
  greet(api);
  const telegram = { mode: 'polling', token: api.token, apiRoot: api.url } as const;
  const me = await createTelegram({ ...telegram, log }).api.getMe();
  const core = await startCore({ ...base, config, telegram, me, onEnd });
  return {
    core,
    secretariatToken: sample.secretariatToken,
    stop: async () => {
      await core.stop();
      await connection.close();
    },
  };
};

/**
 * `npm start` without a token: Telegram's Bot API, the chat page, Veche's own API and pages on one address of this
 * machine, over a sample Alliance that begins anew at each start (docs/decisions.md).
 */
export const startPlaygroundRun = async (options: {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly log: Log;
  readonly onEnd: (sentence: string) => void;
}): Promise<PlaygroundRun> => {
  const { config, databaseUrl, log, onEnd } = options;
  const movable = createMovableClock();
  let world: World | undefined;
  let playground: Playground | undefined;
  const begin = async (): Promise<void> => {
    if (playground === undefined) throw new Error('The playground is not open yet.');
    world = await startWorld(config, databaseUrl, log, playground.api, movable.clock.offsetMs, onEnd);
  };
  playground = await startPlayground({
    ...config.http,
    clock: movable.clock,
    alsoServes: (request, env) => world?.core.fetch(request, env),
    reset: async () => {
      await world?.stop();
      movable.reset();
      await begin();
    },
    notes: async () => ({
      apiUrl: `${playground?.url ?? ''}/api/docs`,
      secretariatToken: world?.secretariatToken ?? '',
      people: storyCast.map((person) => ({ id: person.id, role: shownRole(person) })),
    }),
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === 'listen' ? listenError(config.http, error.code) : error;
  });
  await begin();
  const { url, close } = playground;
  return {
    url,
    stop: async () => {
      await world?.stop();
      await close();
    },
  };
};
