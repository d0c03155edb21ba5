import { setTimeout as sleep } from 'node:timers/promises';
import { CHAT_INTERVAL_MS, TELEGRAM_PER_SECOND } from './limits.ts';

/** Where time comes from: tests bring their own. `after` answers with what takes the appointment back. */
export type PaceClock = {
  readonly now: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
};

/** What waits for its turn: notices go before broadcasts, and people's own answers before both. */
export type BulkKind = 'notice' | 'broadcast';

/** A message on its way. */
export type Leaving = { readonly arrived: () => void };

/** Keeps everything that this process sends below Telegram's limits, as long as people themselves don't ask for more. */
export type Pace = {
  /** Resolves when a bulk message into `chat` may go out; sooner, unpaced, when `signal` aborts. */
  readonly turn: (chat: number, signal: AbortSignal, kind?: BulkKind) => Promise<void>;
  /**
   * Resolves when the message may leave, and counts it. Bulk that had its turn leaves at once. People's own waits only where bulk
   * filled the second: for the next place in it, 300 ms at most.
   */
  readonly leave: (chat: string | undefined) => Promise<Leaving>;
  /** Whether the chat itself could take a message now, so that a sender may take somebody else first. */
  readonly isFree: (chat: number) => boolean;
};

const WINDOW_MS = 1000;
/** Between two bulk messages on average, and at the least: what a slow answer cost is caught up, but not in a burst. */
const GAP_MS = WINDOW_MS / TELEGRAM_PER_SECOND;
const LEAST_GAP_MS = GAP_MS / 3;
/**
 * Telegram counts a message somewhere between its leaving and its answer: it is counted at its answer, at the latest so long after
 * it left. More would cost speed where Telegram is far; 40 ms cost 4 %.
 */
const ARRIVES_WITHIN_MS = 40;
/** An answer is promised within a second, and half of that belongs to the way. More than waits so long is a crowd of people. */
const OWN_WAITS_MS = 300;
const order: readonly BulkKind[] = ['notice', 'broadcast'];

const realClock: PaceClock = {
  now: () => performance.now(),
  after: (ms, act) => {
    const taken = new AbortController();
    sleep(ms, undefined, { signal: taken.signal }).then(act, () => {});
    return () => taken.abort();
  },
};

type Counted = { at: number };
type Waiter = { readonly chat: string; readonly kind: BulkKind; readonly go: () => void };
type OwnWaiter = { readonly chat: string | undefined; readonly until: number; readonly go: () => void };

/** The last second's messages, all of them and by chat. */
const createRecord = (now: () => number) => {
  let counted: Counted[] = [];
  const lastInto = new Map<string, number>();
  const forget = (before: number): void => {
    counted = counted.filter(({ at }) => at > before);
    for (const [chat, at] of lastInto) {
      // In order of time: behind the first recent one all are recent.
      if (at > before) break;
      lastInto.delete(chat);
    }
  };
  return {
    /** Counts one that leaves now, or anew one that was counted at its turn. */
    add: (chat: string | undefined, one: Counted = { at: 0 }): Counted => {
      const leftAt = now();
      forget(leftAt - WINDOW_MS);
      one.at = leftAt + ARRIVES_WITHIN_MS;
      if (!counted.includes(one)) counted.push(one);
      if (chat !== undefined) {
        lastInto.delete(chat);
        lastInto.set(chat, leftAt);
      }
      return one;
    },
    freeInto: (chat: string): number => (lastInto.get(chat) ?? Number.NEGATIVE_INFINITY) + CHAT_INTERVAL_MS,
    /** From when on one more message makes no second of more than Telegram lets pass. */
    freeAt: (): number => {
      const times = counted.map(({ at }) => at).sort((a, b) => a - b);
      return (times.at(-TELEGRAM_PER_SECOND) ?? Number.NEGATIVE_INFINITY) + WINDOW_MS;
    },
  };
};

/**
 * One for the whole process. No sliding second gets a bulk message, or an answer beside bulk, beyond the limit; within that, bulk
 * keeps an even beat. `pausedUntil` is what a 429 asked for, in milliseconds of Date.now().
 */
export const createPace = (
  pausedUntil: () => number = () => 0,
  clock: PaceClock = realClock,
  today: () => number = Date.now,
): Pace => {
  const record = createRecord(clock.now);
  const promised = new Map<string, Counted>();
  const waiting = new Set<Waiter>();
  const own: OwnWaiter[] = [];
  let beat = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let cancel = (): void => {};

  const leaving = (one: Counted): Leaving => ({
    arrived: () => {
      one.at = Math.min(one.at, clock.now());
    },
  });
  const grant = (waiter: Waiter): void => {
    const now = clock.now();
    // After a rest the beat starts anew: lost time is caught up within a second only.
    beat = (now - beat > WINDOW_MS ? now : beat) + GAP_MS;
    last = now;
    promised.set(waiter.chat, record.add(waiter.chat));
    waiting.delete(waiter);
    waiter.go();
  };
  const dueAt = (): number => {
    const pause = Math.max(0, pausedUntil() - today());
    return Math.max(beat, last + LEAST_GAP_MS, record.freeAt(), pause === 0 ? 0 : clock.now() + pause);
  };
  /** Lets go what may, and answers when the next may; undefined when nothing waits. A second after the last bulk nobody waits. */
  const nextOwn = (now: number): number | undefined => {
    for (let first = own[0]; first !== undefined; first = own[0]) {
      const due = Math.min(record.freeAt(), first.until, last + WINDOW_MS);
      if (due > now) return due;
      own.shift();
      first.go();
    }
    return undefined;
  };
  const nextBulk = (): number | undefined => {
    for (;;) {
      const now = clock.now();
      const due = dueAt();
      const sorted = order.flatMap((kind) => [...waiting].filter((waiter) => waiter.kind === kind));
      const next = sorted.find(({ chat }) => record.freeInto(chat) <= now);
      if (due <= now && next !== undefined) grant(next);
      else if (sorted.length === 0) return undefined;
      else return Math.max(due, Math.min(...sorted.map(({ chat }) => record.freeInto(chat))));
    }
  };
  const pump = (): void => {
    cancel();
    const now = clock.now();
    // Bulk stands behind whoever waits for an answer.
    const next = nextOwn(now) ?? nextBulk();
    if (next !== undefined) cancel = clock.after(Math.max(next - now, 1), pump);
  };
  return {
    turn: (chat, signal, kind = 'notice') => {
      if (signal.aborted) return Promise.resolve();
      const { promise, resolve } = Promise.withResolvers<void>();
      const leave = () => {
        waiting.delete(waiter);
        resolve();
      };
      const go = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const waiter: Waiter = { chat: String(chat), kind, go };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(waiter);
      pump();
      return promise;
    },
    leave: async (chat) => {
      const granted = chat === undefined ? undefined : promised.get(chat);
      if (chat !== undefined && granted !== undefined) {
        promised.delete(chat);
        return leaving(record.add(chat, granted));
      }
      const now = clock.now();
      const isBesideBulk = now - last < WINDOW_MS;
      if (own.length === 0 && !(isBesideBulk && record.freeAt() > now)) return leaving(record.add(chat));
      const { promise, resolve } = Promise.withResolvers<Leaving>();
      own.push({ chat, until: now + OWN_WAITS_MS, go: () => resolve(leaving(record.add(chat))) });
      pump();
      return promise;
    },
    isFree: (chat) => record.freeInto(String(chat)) <= clock.now(),
  };
};
