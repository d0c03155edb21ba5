import type { Update } from 'grammy/types';

/** The updates fetched and not yet confirmed. */
export type Window = {
  /** Dispatches what is new, and what failed and has waited; answers how many. */
  readonly take: (updates: readonly Update[]) => number;
  /** Telegram's next offset: everything before it is finished. Undefined before the first update. */
  readonly offset: () => number | undefined;
  /** True while something is unfinished, though nothing runs: it failed and waits. */
  readonly isStuck: () => boolean;
  /** How many are running or wait to be tried again. */
  readonly unfinished: () => number;
  /** Resolves when nothing runs. */
  readonly settled: () => Promise<unknown>;
  /** Resolves when the oldest running update ends: only then can the offset move. */
  readonly oldestSettled: () => Promise<unknown>;
};

/** An update whose database or network is away is tried again so much later, not in every round. */
const RETRY_AFTER_MS = 2_000;

type State = { readonly is: 'running' | 'finished' } | { readonly is: 'failed'; readonly again: number };

/** Keeps account of updates in work: the longest finished prefix may be confirmed, the rest comes again. */
export const createUpdateWindow = (
  accept: (update: Update) => Promise<unknown>,
  onFailure: (error: unknown) => void,
): Window => {
  // In the order of their ids: Telegram confirms all ids below the offset.
  let states = new Map<number, State>();
  const running = new Set<Promise<void>>();
  let next: number | undefined;

  const start = (update: Update): void => {
    const id = update.update_id;
    states.set(id, { is: 'running' });
    const work: Promise<void> = accept(update)
      .then(
        () => states.set(id, { is: 'finished' }),
        (error) => {
          states.set(id, { is: 'failed', again: Date.now() + RETRY_AFTER_MS });
          onFailure(error);
        },
      )
      .then(() => void running.delete(work));
    running.add(work);
  };

  const isDue = (id: number): boolean => {
    const state = states.get(id);
    return state === undefined || (state.is === 'failed' && state.again <= Date.now());
  };

  return {
    take: (updates) => {
      // Ids follow the order in which people acted, whatever order a server lists them in.
      const due = updates
        .toSorted((a, b) => a.update_id - b.update_id)
        .filter(({ update_id: id }) => next === undefined || id >= next);
      let started = 0;
      for (const update of due) {
        // Asked one by one: a server may list an update twice.
        if (!isDue(update.update_id)) continue;
        start(update);
        started++;
      }
      return started;
    },
    isStuck: () => running.size === 0 && [...states.values()].some((state) => state.is !== 'finished'),
    offset: () => {
      const ids = [...states.keys()].toSorted((a, b) => a - b);
      const open = ids.findIndex((id) => states.get(id)?.is !== 'finished');
      const confirmed = ids[(open < 0 ? ids.length : open) - 1];
      if (confirmed !== undefined) next = confirmed + 1;
      states = new Map(
        ids.slice(open < 0 ? ids.length : open).flatMap((id) => {
          const state = states.get(id);
          return state === undefined ? [] : [[id, state] as const];
        }),
      );
      return next;
    },
    unfinished: () => [...states.values()].filter((state) => state.is !== 'finished').length,
    settled: () => Promise.allSettled(running),
    // A set keeps the order in which its members came.
    oldestSettled: () => [...running][0] ?? Promise.resolve(),
  };
};
