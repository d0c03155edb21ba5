import { Api, type ApiClientOptions, GrammyError } from 'grammy';
import type { Failpoint } from '../deps.ts';
import { errorCode, type Log } from '../log.ts';
import { createAnswers } from './answers.ts';
import { createPauses } from './pauses.ts';
import { createSeam } from './seam.ts';

export type Telegram = {
  readonly api: Api;
  /** For `new Bot(token, { client })`: calls inside conversations then pass the same seam. */
  readonly client: ApiClientOptions;
  /** Starts the clock for a press: unanswered after 450 ms it is answered empty, so that its spinner stops. */
  readonly answerWatch: (callbackQueryId: string) => void;
  /** When bulk sending may go on after a 429 of any call; milliseconds of Date.now(), in the past when free. */
  readonly pausedUntil: () => number;
  /** Resolves when no edit waits for a limit any more: to be awaited before the process ends. */
  readonly settled: () => Promise<unknown>;
  readonly check: () => Promise<'ok' | 'unauthorized' | 'unreachable'>;
};

export type TelegramOptions = {
  readonly token: string;
  readonly apiRoot: string;
  readonly log: Log;
  readonly failpoint?: Failpoint;
};

/** A press is promised an answer within a second; half of it is left for the way to Telegram and back. */
const ANSWER_AFTER_MS = 450;
/** Telegram's answers to a wrong token: well formed or not. */
const WRONG_TOKEN = new Set([401, 404]);

/** Everything that Veche says to Telegram goes through what this makes. */
export const createTelegram = (options: TelegramOptions): Telegram => {
  const { token, apiRoot, log } = options;
  const pauses = createPauses();
  const answers = createAnswers();
  const seam = createSeam({ ...options, pauses, answers });
  const client: ApiClientOptions = { apiRoot, fetch: seam.fetch };
  const api = new Api(token, client);

  return {
    api,
    client,
    pausedUntil: pauses.pausedUntil,
    settled: seam.settled,
    answerWatch: (id) => {
      setTimeout(() => {
        if (answers.isClaimed(id)) return;
        api
          .answerCallbackQuery(id)
          .catch((error) => log('warn', 'press.unanswered', { code: errorCode(error) }));
      }, ANSWER_AFTER_MS).unref();
    },
    check: async () => {
      try {
        await api.getMe();
        return 'ok';
      } catch (error) {
        const wrong = error instanceof GrammyError && WRONG_TOKEN.has(error.error_code);
        return wrong ? 'unauthorized' : 'unreachable';
      }
    },
  };
};
