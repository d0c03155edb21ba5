/** Keys remembered at once; the oldest go first, so that a flood from many addresses costs no memory. */
const MAX_KEYS = 10_000;
const WINDOW_MS = 60_000;

/** How often somebody may come in a minute. */
export type Limits = {
  readonly perToken: number;
  readonly perAddress: number;
  readonly failures: number;
};

type Window = { readonly endsAt: number; readonly count: number };

/** Counts events by key, a minute at a time from a key's first, in this process only. */
export type RateWindows = {
  /** Seconds until the key is free again; 0 when it is. */
  readonly waitFor: (key: string) => number;
  readonly add: (key: string) => void;
};

/** `max` events of a key in a minute; after that it waits for the minute's end. */
export const createRateWindows = (max: number, now: () => number = Date.now): RateWindows => {
  const windows = new Map<string, Window>();
  const current = (key: string): Window | undefined => {
    const found = windows.get(key);
    return found !== undefined && found.endsAt > now() ? found : undefined;
  };
  return {
    waitFor: (key) => {
      const window = current(key);
      return window === undefined || window.count < max ? 0 : Math.ceil((window.endsAt - now()) / 1000);
    },
    add: (key) => {
      const { endsAt, count } = current(key) ?? { endsAt: now() + WINDOW_MS, count: 0 };
      windows.delete(key);
      windows.set(key, { endsAt, count: count + 1 });
      const oldest = windows.size > MAX_KEYS ? windows.keys().next().value : undefined;
      if (oldest !== undefined) windows.delete(oldest);
    },
  };
};
