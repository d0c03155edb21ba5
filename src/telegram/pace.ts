import { setTimeout as sleep } from 'node:timers/promises';
import { BULK_PER_SECOND, CHAT_INTERVAL_MS } from './limits.ts';

/** Where time comes from: tests bring their own. `after` answers with what takes the appointment back. */
export type PaceClock = {
  readonly now: () => number;
  readonly after: (ms: number, act: () => void) => () => void;
};

/** What is waited for: notices go before broadcasts; people's own answers don't ask at all. */
export type BulkKind = 'notice' | 'broadcast';

/** Keeps bulk sending below Telegram's limits, counting everything that this process sends. */
export type Pace = {
  /** Resolves when a bulk message into `chat` may go out; sooner, unpaced, when `signal` aborts. */
  readonly turn: (chat: number, signal: AbortSignal, kind?: BulkKind) => Promise<void>;
  /** A message leaves now. People's own are only counted: they never wait, bulk gives way to them. */
  readonly note: (chat: string | undefined) => void;
  /** Whether the chat itself could take a message now, so that a sender may take somebody else first. */
  readonly isFree: (chat: number) => boolean;
};

const WINDOW_MS = 1000;
/** Between two bulk messages on average, and at the least: what a slow answer cost is caught up, but not in a burst. */
const GAP_MS = WINDOW_MS / BULK_PER_SECOND;
const LEAST_GAP_MS = GAP_MS / 3;
const order: readonly BulkKind[] = ['notice', 'broadcast'];

const realClock: PaceClock = {
  now: () => performance.now(),
  after: (ms, act) => {
    const taken = new AbortController();
    sleep(ms, undefined, { signal: taken.signal }).then(act, () => {});
    return () => taken.abort();
  },
};

type Waiter = { readonly chat: string; readonly kind: BulkKind; readonly go: () => void };

/** The times of the last second's messages, all of them and by chat. */
const createRecord = (now: () => number) => {
  let times: number[] = [];
  const lastInto = new Map<string, number>();
  const forget = (before: number): void => {
    times = times.filter((at) => at > before);
    for (const [chat, at] of lastInto) {
      // In order of time: behind the first recent one all are recent.
      if (at > before) break;
      lastInto.delete(chat);
    }
  };
  return {
    /** Answers with the time under which it is counted. */
    add: (chat: string | undefined): number => {
      const at = now();
      forget(at - WINDOW_MS);
      times.push(at);
      if (chat === undefined) return at;
      lastInto.delete(chat);
      lastInto.set(chat, at);
      return at;
    },
    /** A message that was counted when it was let through leaves only now. */
    move: (from: number): void => {
      const found = times.indexOf(from);
      if (found >= 0) times.splice(found, 1);
    },
    freeInto: (chat: string): number => (lastInto.get(chat) ?? Number.NEGATIVE_INFINITY) + CHAT_INTERVAL_MS,
    /** From when on one more message makes no second of more than `most`. */
    freeFor: (most: number): number => (times.at(-most) ?? Number.NEGATIVE_INFINITY) + WINDOW_MS,
  };
};

/**
 * One for the whole process. A sliding second never gets a bulk message beyond the limit; within that, bulk keeps an even
 * beat. `pausedUntil` is what a 429 asked for, in milliseconds of Date.now().
 */
export const createPace = (
  pausedUntil: () => number = () => 0,
  clock: PaceClock = realClock,
  today: () => number = Date.now,
): Pace => {
  const record = createRecord(clock.now);
  const promised = new Map<string, number>();
  const waiting = new Set<Waiter>();
  let beat = Number.NEGATIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let cancel = (): void => {};

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
    return Math.max(
      beat,
      last + LEAST_GAP_MS,
      record.freeFor(BULK_PER_SECOND),
      pause === 0 ? 0 : clock.now() + pause,
    );
  };
  const pump = (): void => {
    cancel();
    while (waiting.size > 0) {
      const now = clock.now();
      const due = dueAt();
      const ready = (waiter: Waiter) => record.freeInto(waiter.chat) <= now;
      const sorted = order.flatMap((kind) => [...waiting].filter((waiter) => waiter.kind === kind));
      const next = sorted.find(ready);
      if (due <= now && next !== undefined) {
        grant(next);
        continue;
      }
      const chatDue = Math.min(...sorted.map(({ chat }) => record.freeInto(chat)));
      cancel = clock.after(Math.max(due - now, chatDue - now, 1), pump);
      return;
    }
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
    note: (chat) => {
      const granted = chat === undefined ? undefined : promised.get(chat);
      if (chat !== undefined && granted !== undefined) {
        promised.delete(chat);
        record.move(granted);
      }
      record.add(chat);
    },
    isFree: (chat) => record.freeInto(String(chat)) <= clock.now(),
  };
};
