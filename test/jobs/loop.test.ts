import { expect, it } from 'vitest';
import { LONGEST_PAUSE_MS, runJob } from '../../src/jobs/loop.ts';
import type { Log } from '../../src/log.ts';

/** Runs a job whose rounds come out like this, and answers the pauses between them and what the log said. */
const pausesAfter = async (outcomes: readonly (boolean | 'fails')[], everyMs: number) => {
  const stopping = new AbortController();
  const left = [...outcomes];
  const pauses: number[] = [];
  const events: string[] = [];
  const log: Log = (level, event, facts) => events.push(`${level} ${event} ${facts?.name} ${facts?.code}`);
  const round = async () => {
    const outcome = left.shift();
    if (left.length === 0) stopping.abort();
    if (outcome === 'fails') throw new Error('secret');
    return outcome;
  };
  const pause = async (ms: number) => pauses.push(ms);
  await runJob({ name: 'one', everyMs, round }, log, stopping.signal, pause);
  return { pauses, events };
};

it('waits twice as long after each failure, up to a bound, and its own interval after a success', async () => {
  const { pauses, events } = await pausesAfter(['fails', 'fails', true, 'fails', true], 1_000);
  expect(pauses).toEqual([2_000, 4_000, 1_000, 2_000, 1_000]);
  expect(events).toEqual(Array(3).fill('error loop.failed one Error'));
  const long = await pausesAfter(Array(9).fill('fails'), 1_000);
  expect(long.pauses.at(-1)).toBe(LONGEST_PAUSE_MS);
});

it('waits likewise after a round that was cut short, and says nothing', async () => {
  expect(await pausesAfter([false, false, true], 250)).toEqual({ pauses: [500, 1_000, 250], events: [] });
});

it('never pauses a rare job for less than its own interval', async () => {
  const { pauses } = await pausesAfter(['fails', 'fails'], 3_600_000);
  expect(pauses).toEqual([3_600_000, 3_600_000]);
});
