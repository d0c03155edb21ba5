export type Lanes = {
  /** Runs `task` after all earlier tasks of the same key. Their failures don't stop it. */
  readonly run: <Value>(key: string, task: () => Promise<Value>) => Promise<Value>;
  /** Keys that have something to do, for tests and metrics. */
  readonly size: () => number;
};

/**
 * First come, first served per key, in this process's memory; different keys run side by side. A database lock
 * instead would hold a connection per waiting person, and a dozen people would exhaust the pool.
 */
export const createLanes = (): Lanes => {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: (key, task) => {
      const before = tails.get(key);
      const result = before === undefined ? task() : before.then(task, task);
      tails.set(key, result);
      const leave = () => {
        if (tails.get(key) === result) tails.delete(key);
      };
      result.then(leave, leave);
      return result;
    },
    size: () => tails.size,
  };
};
