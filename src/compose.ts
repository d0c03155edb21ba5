import { randomBytes, randomUUID } from 'node:crypto';
import type { UserFromGetMe } from 'grammy/types';
import { Hono } from 'hono';
import { createApi } from './api/createApi.ts';
import { registerCommands } from './bot/commands.ts';
import type { BotEnv } from './bot/context.ts';
import { createBot } from './bot/createBot.ts';
import { createIntake, type Intake } from './bot/intake.ts';
import { setWebhook, webhookRoute } from './bot/webhook.ts';
import type { Config, TelegramConfig } from './config.ts';
import type { Database } from './db/client.ts';
import { databaseClock } from './db/clock.ts';
import { createVault } from './db/vault.ts';
import type { Deps, Failpoint } from './deps.ts';
import { createI18n, type I18n } from './i18n/translator.ts';
import { createNoticeSender } from './jobs/deliverNotices.ts';
import { startLoop } from './jobs/loop.ts';
import { purgeLeftovers } from './jobs/purgeLeftovers.ts';
import { purgeUpdates } from './jobs/purgeUpdates.ts';
import { purgeVouches } from './jobs/purgeVouches.ts';
import { sweepBallots } from './jobs/sweepBallots.ts';
import type { Log } from './log.ts';
import { renderNotice } from './messages/notice.ts';
import { createCallbackSigner } from './telegram/callbackData.ts';
import { createTelegram, type Telegram } from './telegram/client.ts';
import { startPolling } from './telegram/poll.ts';
import { createWeb } from './web/createWeb.ts';

/** A deadline passes within this time; the query is one index look-up. */
const SWEEP_MS = 1_000;
const PURGE_MS = 3_600_000;

export type Core = {
  readonly deps: Deps;
  readonly i18n: I18n;
  /** `env` is the HTTP server's: it knows the address of the client. */
  readonly fetch: (request: Request, env?: object) => Response | Promise<Response>;
  readonly stop: () => Promise<void>;
};

export type CoreOptions = {
  readonly config: Pick<Config, 'locales'>;
  readonly db: Database;
  readonly vaultKey: Uint8Array;
  readonly log: Log;
  readonly telegram: Exclude<TelegramConfig, { mode: 'playground' }>;
  readonly me: UserFromGetMe;
  /** The playground's clock; nothing else moves time. */
  readonly clockOffsetMs?: () => number;
  /** Tests end the process there; see Deps. */
  readonly failpoint?: Failpoint;
  /** Tests switch lanes off; see IntakeOptions. */
  readonly lanes?: boolean;
  /** Updates can't be taken any more; the process should end with the sentence. */
  readonly onEnd: (sentence: string) => void;
};

export const createDeps = (
  options: Pick<CoreOptions, 'db' | 'vaultKey' | 'log' | 'clockOffsetMs' | 'failpoint'>,
): Deps => ({
  db: options.db,
  clock: databaseClock(options.db, options.clockOffsetMs),
  random: { bytes: (length) => new Uint8Array(randomBytes(length)), uuid: randomUUID },
  vault: createVault(options.vaultKey, (length) => new Uint8Array(randomBytes(length))),
  log: options.log,
  ...(options.failpoint === undefined ? {} : { failpoint: options.failpoint }),
});

const startJobs = (deps: Deps, i18n: I18n, telegram: Telegram, env: BotEnv) => {
  const notices = createNoticeSender(deps, telegram, {
    signer: env.signer,
    render: async (notice, profile) => renderNotice(i18n, notice, profile, await deps.clock.now()),
  });
  notices.start();
  const loops = [
    startLoop('sweepBallots', SWEEP_MS, deps.log, () => sweepBallots(deps)),
    startLoop('purgeUpdates', PURGE_MS, deps.log, () => purgeUpdates(deps)),
    startLoop('purgeLeftovers', PURGE_MS, deps.log, () => purgeLeftovers(deps)),
    startLoop('purgeVouches', PURGE_MS, deps.log, () => purgeVouches(deps)),
  ];
  return { stop: () => Promise.all([notices.stop(), ...loops.map((loop) => loop.stop())]) };
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
  const telegram = createTelegram({
    token: options.telegram.token,
    apiRoot: options.telegram.apiRoot,
    log: options.log,
    ...(options.failpoint === undefined ? {} : { failpoint: options.failpoint }),
  });
  const env: BotEnv = { deps, i18n, signer: createCallbackSigner(deps.vault), username: options.me.username };
  const bot = createBot(env, { token: options.telegram.token, client: telegram.client, me: options.me });
  const intake = createIntake(deps, {
    handle: bot.handle,
    answerWatch: telegram.answerWatch,
    ...(options.clockOffsetMs === undefined ? {} : { clockOffsetMs: options.clockOffsetMs }),
    ...(options.lanes === undefined ? {} : { lanes: options.lanes }),
  });
  const accept: Intake['accept'] = (update) =>
    intake.accept(update).catch(async (error) => {
      await bot.postponed(update);
      throw error;
    });
  registerCommands(telegram.api, i18n).catch(() => deps.log('warn', 'commands.notRegistered'));
  const jobs = startJobs(deps, i18n, telegram, env);
  const source = await startSource(options, telegram, { accept });
  const app = new Hono();
  if (source.route !== undefined) app.route('/', source.route);
  app.route('/', createApi(deps, { i18n, username: options.me.username, telegramCheck: telegram.check }));
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
    },
  };
};
