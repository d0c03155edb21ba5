const WINDOW_MS = 60_000;
const MAX_FAILURES = 10;
/** Addresses remembered at once; the oldest go first, so that a flood costs no memory. */
const MAX_ADDRESSES = 10_000;

/** Counts refused tokens by address in this process; after ten within a minute the address waits. */
export const createLockout = (now: () => number = Date.now) => {
  const failures = new Map<string, number[]>();
  const recent = (address: string): number[] =>
    (failures.get(address) ?? []).filter((at) => at > now() - WINDOW_MS);
  return {
    /** Seconds to wait, 0 when free. */
    waitFor: (address: string): number => {
      const [first, ...rest] = recent(address);
      return first === undefined || rest.length + 1 < MAX_FAILURES
        ? 0
        : Math.ceil((first + WINDOW_MS - now()) / 1000);
    },
    fail: (address: string): void => {
      const times = [...recent(address), now()].slice(-MAX_FAILURES);
      failures.delete(address);
      failures.set(address, times);
      const oldest = failures.size > MAX_ADDRESSES ? failures.keys().next().value : undefined;
      if (oldest !== undefined) failures.delete(oldest);
    },
  };
};
export type Lockout = ReturnType<typeof createLockout>;
