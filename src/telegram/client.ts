import { Api, type ApiClientOptions, GrammyError } from 'grammy';
import type { Failpoint } from '../deps.ts';
import { errorCode, type Log } from '../log.ts';
import { createAnswers } from './answers.ts';
import { fetchFile } from './fetchFile.ts';
import { createPace, type Pace, type PaceClock } from './pace.ts';
import { createPauses } from './pauses.ts';
import { createSeam, type TelegramEvents } from './seam.ts';
import type { Sent } from './sent.ts';

export type Telegram = {
  readonly api: Api;
  /** For `new Bot(token, { client })`: calls inside conversations then pass the same seam. */
  readonly client: ApiClientOptions;
  /** Starts the clock for a press: unanswered after 450 ms it is answered empty, so that its spinner stops. */
  readonly answerWatch: (callbackQueryId: string) => void;
  /** When bulk sending may go on after a 429 of any call; milliseconds of Date.now(), in the past when free. */
  readonly pausedUntil: () => number;
  /** One for all bulk sending of this process. */
  readonly pace: Pace;
  /** Resolves when no edit waits for a limit any more: to be awaited before the process ends. */
  readonly settled: () => Promise<unknown>;
  /** A file that somebody sent, at most `maxBytes`; undefined when it is larger or gone. */
  readonly download: (fileId: string, maxBytes: number) => Promise<Uint8Array | undefined>;
  readonly check: () => Promise<'ok' | 'unauthorized' | 'unreachable'>;
};

export type TelegramOptions = TelegramEvents & {
  readonly token: string;
  readonly apiRoot: string;
  readonly log: Log;
  readonly failpoint?: Failpoint;
  readonly onSent?: (sent: Sent) => Promise<void>;
  /** Tests that can't wait for thousands of messages. */
  readonly paceClock?: PaceClock;
};

/** A press is promised an answer within a second; half of it is left for the way to Telegram and back. */
const ANSWER_AFTER_MS = 450;
/** A slow line may take its time for 20 MB; a dead one not. */
const DOWNLOAD_MS = 60_000;
/** Telegram's answers to a wrong token: well formed or not. */
const WRONG_TOKEN = new Set([401, 404]);

/** Everything that Veche says to Telegram goes through what this makes. */
export const createTelegram = (options: TelegramOptions): Telegram => {
  const { token, apiRoot, log } = options;
  const pauses = createPauses();
  const answers = createAnswers();
  const pace = createPace(pauses.pausedUntil, options.paceClock);
  const seam = createSeam({ ...options, pauses, pace, answers });
  const client: ApiClientOptions = { apiRoot, fetch: seam.fetch };
  const api = new Api(token, client);

  return {
    api,
    client,
    pausedUntil: pauses.pausedUntil,
    pace,
    settled: seam.settled,
    download: (fileId, maxBytes) =>
      fetchFile(api, fileId, maxBytes, DOWNLOAD_MS).catch((error) => {
        // Telegram does not give it: it is gone, or larger than a bot may have.
        if (error instanceof GrammyError) return undefined;
        throw error;
      }),
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
