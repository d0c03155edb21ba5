/** Counts tries by account, in this process only: a restart forgives, and the number is small enough that it may. */
export type Attempts = {
  /** Notes a try at `now`; false when there were too many in the hour before. */
  readonly take: (key: string, now: Date) => boolean;
};

const HOUR_MS = 3_600_000;
/** Accounts remembered at once; the oldest go first, so that a flood costs no memory. */
const MAX_KEYS = 10_000;

export const createAttempts = (max: number): Attempts => {
  const tries = new Map<string, readonly number[]>();
  return {
    take: (key, now) => {
      const recent = (tries.get(key) ?? []).filter((at) => now.getTime() - at < HOUR_MS);
      if (recent.length >= max) return false;
      tries.delete(key);
      tries.set(key, [...recent, now.getTime()]);
      const [oldest] = tries.keys();
      if (tries.size > MAX_KEYS && oldest !== undefined) tries.delete(oldest);
      return true;
    },
  };
};
