import { TELEGRAM_PER_SECOND } from '../telegram/limits.ts';

/** About a second of sends: long enough not to follow one slow answer, short enough to follow a slow hour. */
const REMEMBERED = 30;
/** One answer counts for at most this many gaps: a single hang says nothing about the next ones. */
const MOST_GAPS = 10;
/** Messages a second that must be kept before one more goes on its way: 95 % of what Telegram lets pass. */
const KEPT_PER_SECOND = 0.95 * TELEGRAM_PER_SECOND;
const MS_PER_MESSAGE = 1_000 / KEPT_PER_SECOND;
/** Answers vary, and little of what is lost is caught up: at the very limit one at a time would not keep the rate. */
const HEADROOM = 1.1;
/** Never more than this on the way at once: so many people could get a message twice after a crash. */
const MAX_IN_FLIGHT = 16;

/** How many messages may be on the way at once, by how long Telegram takes for one. */
export type Depth = {
  /** One send and its mark took so long. */
  readonly note: (ms: number) => void;
  readonly current: () => number;
};

/**
 * One at a time while that keeps the rate: then a crash repeats one message at most. Where Telegram's answers take longer
 * than the gap between two messages, as few at once as keep 95 % of the rate.
 */
export const createDepth = (): Depth => {
  const took: number[] = [];
  return {
    note: (ms) => {
      took.push(Math.min(ms, MOST_GAPS * MS_PER_MESSAGE));
      if (took.length > REMEMBERED) took.shift();
    },
    current: () => {
      const mean = took.reduce((sum, ms) => sum + ms, 0) / Math.max(1, took.length);
      return Math.min(MAX_IN_FLIGHT, Math.max(1, Math.ceil((mean * HEADROOM) / MS_PER_MESSAGE)));
    },
  };
};
