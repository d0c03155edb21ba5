import { setTimeout as sleep } from 'node:timers/promises';
import { CHAT_INTERVAL_MS, NOTICES_PER_SECOND } from '../telegram/limits.ts';

const MS_PER_SECOND = 1000;
const GAP_MS = MS_PER_SECOND / NOTICES_PER_SECOND;

/** Keeps bulk sending below Telegram's limits. */
export type Pace = {
  /** Resolves when a message into `chat` may go out; sooner, unpaced, when `signal` aborts. */
  readonly turn: (chat: number, signal: AbortSignal) => Promise<void>;
};

export const createPace = (): Pace => {
  const lastInto = new Map<number, number>();
  let last = 0;
  return {
    turn: async (chat, signal) => {
      const due = Math.max(last + GAP_MS, (lastInto.get(chat) ?? 0) + CHAT_INTERVAL_MS);
      const wait = due - Date.now();
      if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {});
      last = Date.now();
      for (const [other, at] of lastInto) {
        // In order of time: behind the first recent one all are recent.
        if (last - at < CHAT_INTERVAL_MS) break;
        lastInto.delete(other);
      }
      lastInto.delete(chat);
      lastInto.set(chat, last);
    },
  };
};
