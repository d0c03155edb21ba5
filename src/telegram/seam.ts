import { setTimeout as sleep } from 'node:timers/promises';
import type { Failpoint } from '../deps.ts';
import type { Log } from '../log.ts';
import type { Answers } from './answers.ts';
import { type Call, type GrammyRequest, readCall } from './call.ts';
import { ANSWER, isCounted, neverWaits, reachesPeople } from './callKinds.ts';
import { type Outcome, outcomeOf, success, tooManyRequests } from './outcome.ts';
import type { Pace } from './pace.ts';
import type { Pauses } from './pauses.ts';
import { type Sent, sentBy, takeMark } from './sent.ts';
import { createShown } from './shown.ts';
import { transmit } from './transmit.ts';

/** For whoever counts. */
export type TelegramEvents = {
  /** A press got its answer. */
  readonly onAnswered?: (callbackQueryId: string) => void;
  /** Telegram said 429. */
  readonly onLimited?: () => void;
};

export type SeamOptions = TelegramEvents & {
  readonly log: Log;
  readonly failpoint?: Failpoint;
  readonly pauses: Pauses;
  readonly pace: Pick<Pace, 'leave'>;
  readonly answers: Answers;
  /** Told of every message that reached a private chat, before whoever sent it hears of it. */
  readonly onSent?: (sent: Sent) => Promise<void>;
};

export type Seam = {
  /** grammY's `fetch`. */
  readonly fetch: (url: string, request: GrammyRequest) => Promise<{ json: () => Promise<unknown> }>;
  /** Resolves when no edit waits for a limit any more. */
  readonly settled: () => Promise<unknown>;
};

/** Somebody waits in the chat: a longer pause is told to them rather than sat out. */
const LONGEST_WAIT_MS = 30_000;
/** After so many waits Telegram means it. */
const MAX_WAITS = 3;
const MS_PER_SECOND = 1000;

/**
 * The `fetch` that grammY is given. One place for time-outs, limits, failpoints and answers that are no failures,
 * because grammY's transformers don't reach the calls inside conversations.
 */
export const createSeam = (options: SeamOptions): Seam => {
  const { pauses, answers, failpoint } = options;
  const newestEdit = newestPerMessage();
  const shown = createShown();
  const deferred = new Set<Promise<Outcome>>();

  const sendOnce = async (marked: Call): Promise<Outcome> => {
    const { call, harmless } = takeMark(marked);
    if (shown.isSame(call)) return success;
    const visible = reachesPeople(call.method);
    if (visible) await failpoint?.(`send.before:${call.method}`);
    const leaving = isCounted(call.method) ? await options.pace.leave(call.chat) : undefined;
    const outcome = outcomeOf(await transmit(call));
    leaving?.arrived();
    shown.note(call, outcome);
    for (const sent of sentBy(call, outcome)) await options.onSent?.({ ...sent, harmless });
    if (visible) await failpoint?.(`send.after:${call.method}`);
    if (outcome.retryAfter !== undefined) {
      pauses.note(call.chat, outcome.retryAfter);
      options.onLimited?.();
      options.log('info', 'telegram.limited', { method: call.method, seconds: outcome.retryAfter });
    }
    return outcome;
  };

  const patiently = async (call: Call, onWait: () => void): Promise<Outcome> => {
    const edit = newestEdit.enter(call);
    try {
      for (let waits = 0; ; waits++) {
        const wait = neverWaits(call.method) ? 0 : pauses.remaining(call.chat);
        if (wait > LONGEST_WAIT_MS) return tooManyRequests(Math.ceil(wait / MS_PER_SECOND));
        if (wait > 0) onWait();
        await pauseFor(wait, call);
        if (edit.isOutdated()) return success;
        const outcome = await sendOnce(call);
        const retryMs = (outcome.retryAfter ?? 0) * MS_PER_SECOND;
        if (outcome.retryAfter === undefined || waits >= MAX_WAITS || retryMs > LONGEST_WAIT_MS)
          return outcome;
        onWait();
        await pauseFor(retryMs, call);
      }
    } finally {
      edit.leave();
    }
  };

  // An edit shows again what the database holds. Waiting for a limit inside the handler, it would keep its update
  // unfinished, and Telegram holds back the person's next press (and in polling everybody's) behind that.
  const inBackground = (call: Call): Promise<Outcome> => {
    const waits = Promise.withResolvers<Outcome>();
    let isDeferred = false;
    const work = patiently(call, () => {
      isDeferred = true;
      waits.resolve(success);
    });
    const leave = (isLost: boolean) => {
      deferred.delete(work);
      if (isDeferred && isLost) options.log('warn', 'telegram.editLost', { method: call.method });
    };
    deferred.add(work);
    work.then(
      ({ ok }) => leave(!ok),
      () => leave(true),
    );
    return Promise.race([work, waits.promise]);
  };

  const send = (call: Call): Promise<Outcome> =>
    isEdit(call) ? inBackground(call) : patiently(call, () => {});

  const answer = async (call: Call, id: string): Promise<Outcome> => {
    if (!answers.claim(id)) return success;
    try {
      const outcome = await send(call);
      if (outcome.ok) options.onAnswered?.(id);
      else answers.release(id);
      return outcome;
    } catch (error) {
      answers.release(id);
      throw error;
    }
  };

  return {
    fetch: async (url, request) => {
      const call = await readCall(url, request);
      const outcome =
        call.method === ANSWER && call.callbackQuery !== undefined
          ? await answer(call, call.callbackQuery)
          : await send(call);
      return { json: async () => outcome.body };
    },
    settled: () => Promise.allSettled(deferred),
  };
};

const isEdit = ({ method, message }: Call): boolean => method.startsWith('edit') && message !== undefined;

const pauseFor = async (ms: number, call: Call): Promise<void> => {
  if (ms <= 0) return;
  await sleep(ms);
  if (call.signal?.aborted) throw new Error('The call was given up while it waited for a limit.');
};

// While an edit waits for a limit a newer edit of the same message makes it pointless, and sent late it would undo it.
const newestPerMessage = () => {
  const newest = new Map<string, Call>();
  return {
    enter: (call: Call) => {
      const { method, chat, message } = call;
      // A change of the buttons alone does not replace a waiting text.
      const kind = method === 'editMessageReplyMarkup' ? 'buttons' : 'content';
      const key = isEdit(call) ? `${kind}:${chat}:${message}` : undefined;
      if (key !== undefined) newest.set(key, call);
      return {
        isOutdated: () => key !== undefined && newest.get(key) !== call,
        leave: () => {
          if (key !== undefined && newest.get(key) === call) newest.delete(key);
        },
      };
    },
  };
};
