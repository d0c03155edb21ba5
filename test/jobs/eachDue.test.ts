import { expect, it } from 'vitest';
import { eachDue } from '../../src/jobs/eachDue.ts';

it('goes on after one that fails, and names its number and code only', async () => {
  const events: unknown[] = [];
  const outcomes = await eachDue(
    { log: (...line) => events.push(line) },
    'ballot.sweepFailed',
    [1, 2, 3],
    async (_deps, number) => {
      if (number === 2) throw new TypeError('secret');
      return number * 10;
    },
  );
  expect(outcomes).toEqual([10, 30]);
  expect(events).toEqual([['error', 'ballot.sweepFailed', { number: 2, code: 'TypeError' }]]);
});
