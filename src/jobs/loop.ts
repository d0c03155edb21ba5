import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode, type Log } from '../log.ts';

export type Loop = { readonly stop: () => Promise<void> };

/**
 * Runs `task` again and again with a pause between; one at a time. A failure is logged and the next round tries again:
 * a sweep looks at what is due, so a missed round loses nothing.
 */
export const startLoop = (name: string, everyMs: number, log: Log, task: () => Promise<unknown>): Loop => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await task().catch((error) => log('error', 'loop.failed', { name, code: errorCode(error) }));
      await sleep(everyMs, undefined, { signal }).catch(() => {});
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
