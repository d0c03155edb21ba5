import { randomBytes, randomUUID } from 'node:crypto';
import type { UserFromGetMe } from 'grammy/types';
import { Hono } from 'hono';
import { recordSent } from './actions/safety/recordSent.ts';
import { createApi } from './api/createApi.ts';
import { metricsRoutes } from './api/routes/kit/metrics.ts';
import { registerCommands } from './bot/commands.ts';
import type { BotEnv } from './bot/context.ts';
import { createBot } from './bot/createBot.ts';
import { createIntake, type Intake } from './bot/intake.ts';
import { setWebhook, webhookRoute } from './bot/webhook.ts';
import type { Config, TelegramConfig } from './config.ts';
import type { Database } from './db/client.ts';
import { databaseClock } from './db/clock.ts';
import { erasuresPath, fileErasures } from './db/erasures.ts';
import { findVitals } from './db/read/kit/vitals.ts';
import { createVault } from './db/vault.ts';
import type { Deps, Failpoint } from './deps.ts';
import { createI18n, type I18n } from './i18n/translator.ts';
import { startJobs } from './jobs/startJobs.ts';
import { errorCode, type Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createCallbackSigner } from './telegram/callbackData.ts';
import { createTelegram, type Telegram } from './telegram/client.ts';
import type { PaceClock } from './telegram/pace.ts';
import { startPolling } from './telegram/poll.ts';
import { recordOnce } from './telegram/sent.ts';
import { createWeb } from './web/createWeb.ts';

export type Core = {
  readonly deps: Deps;
  readonly i18n: I18n;
  /** `env` is the HTTP server's: it knows the address of the client. */
  readonly fetch: (request: Request, env?: object) => Response | Promise<Response>;
  readonly stop: () => Promise<void>;
};

export type CoreOptions = {
  readonly config: Pick<Config, 'locales'> & Partial<Pick<Config, 'metricsToken'>>;
  readonly db: Database;
  readonly vaultKey: Uint8Array;
  /** Where the list of erasures is kept, outside the database. */
  readonly dataDir: string;
  readonly log: Log;
  readonly telegram: Exclude<TelegramConfig, { mode: 'playground' }>;
  readonly me: UserFromGetMe;
  /** The playground's clock; nothing else moves time. */
  readonly clockOffsetMs?: () => number;
  /** Tests end the process there; see Deps. */
  readonly failpoint?: Failpoint;
  /** Tests switch lanes off; see IntakeOptions. */
  readonly lanes?: boolean;
  /** Tests can't wait for thousands of messages at Telegram's pace. */
  readonly paceClock?: PaceClock;
  /** Updates can't be taken any more; the process should end with the sentence. */
  readonly onEnd: (sentence: string) => void;
};

export const createDeps = (
  options: Pick<CoreOptions, 'db' | 'vaultKey' | 'dataDir' | 'log' | 'clockOffsetMs' | 'failpoint'>,
): Deps => {
  const vault = createVault(options.vaultKey, (length) => new Uint8Array(randomBytes(length)));
  return {
    db: options.db,
    clock: databaseClock(options.db, options.clockOffsetMs),
    random: { bytes: (length) => new Uint8Array(randomBytes(length)), uuid: randomUUID },
    vault,
    log: options.log,
    erasures: fileErasures(erasuresPath(options.dataDir), vault),
    ...(options.failpoint === undefined ? {} : { failpoint: options.failpoint }),
  };
};

type Source = { readonly route: Hono | undefined; readonly stop: () => Promise<void> };

const startSource = async (
  options: CoreOptions,
  telegram: Telegram,
  intake: Pick<Intake, 'accept'>,
): Promise<Source> => {
  const { telegram: config, log } = options;
  if (config.mode === 'webhook') {
    const route = webhookRoute({ secret: config.secret, intake, log });
    await setWebhook(telegram.api, { publicUrl: config.publicUrl, secret: config.secret });
    return { route, stop: async () => {} };
  }
  const polling = startPolling({
    api: telegram.api,
    accept: intake.accept,
    log,
    onEnd: (_reason, sentence) => options.onEnd(sentence),
  });
  return { route: undefined, stop: polling.stop };
};

/** Everything between a database and Telegram: bot, jobs, API and pages. Starts taking updates; `stop` ends it cleanly. */
export const startCore = async (options: CoreOptions): Promise<Core> => {
  const deps = createDeps(options);
  const i18n = createI18n(options.config.locales, (what) => deps.log('warn', 'text.missing', { name: what }));
  const metrics = createMetrics(async () => findVitals(deps.db, await deps.clock.now()));
  const telegram = createTelegram({
    onAnswered: metrics.pressAnswered,
    onLimited: metrics.telegramLimited,
    token: options.telegram.token,
    apiRoot: options.telegram.apiRoot,
    log: options.log,
    ...(options.failpoint === undefined ? {} : { failpoint: options.failpoint }),
    ...(options.paceClock === undefined ? {} : { paceClock: options.paceClock }),
    // The message is there already: that it can't be noted must not undo the answer.
    onSent: recordOnce((sent) =>
      recordSent(deps, sent).catch((error) => {
        deps.log('warn', 'sent.notNoted', { code: errorCode(error) });
        return false;
      }),
    ),
  });
  const env: BotEnv = {
    deps,
    i18n,
    signer: createCallbackSigner(deps.vault),
    download: telegram.download,
    username: options.me.username,
  };
  const bot = createBot(env, { token: options.telegram.token, client: telegram.client, me: options.me });
  const intake = createIntake(deps, {
    handle: bot.handle,
    answerWatch: (id) => {
      metrics.pressArrived(id);
      telegram.answerWatch(id);
    },
    ...(options.clockOffsetMs === undefined ? {} : { clockOffsetMs: options.clockOffsetMs }),
    ...(options.lanes === undefined ? {} : { lanes: options.lanes }),
  });
  const accept: Intake['accept'] = async (update) => {
    metrics.updateArrived();
    try {
      const outcome = await intake.accept(update);
      metrics.updateEnded(outcome);
      return outcome;
    } catch (error) {
      metrics.updateEnded('failed');
      await bot.postponed(update);
      throw error;
    }
  };
  registerCommands(telegram.api, i18n).catch(() => deps.log('warn', 'commands.notRegistered'));
  const jobs = startJobs(deps, { i18n, telegram, signer: env.signer });
  const source = await startSource(options, telegram, { accept });
  const app = new Hono();
  if (source.route !== undefined) app.route('/', source.route);
  app.route('/', metricsRoutes(metrics, options.config.metricsToken));
  app.route(
    '/',
    createApi(deps, {
      i18n,
      username: options.me.username,
      telegramCheck: telegram.check,
      onProblem: metrics.apiRefused,
    }),
  );
  app.route('/', createWeb(deps, i18n));
  return {
    deps,
    i18n,
    fetch: (request, env) => app.fetch(request, env),
    stop: async () => {
      await source.stop();
      await intake.idle();
      await telegram.settled();
      await jobs.stop();
      metrics.stop();
    },
  };
};
