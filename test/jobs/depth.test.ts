import { expect, it } from 'vitest';
import { createDepth } from '../../src/jobs/depth.ts';

const GAP = 1000 / 28.5;
const after = (...took: readonly number[]): number => {
  const depth = createDepth();
  for (const ms of took) depth.note(ms);
  return depth.current();
};
const many = (ms: number) => Array.from({ length: 60 }, () => ms);

it.each([
  ['nothing is known', [], 1],
  ['answers are fast', many(5), 1],
  ['one at a time is just enough', many(31), 1],
  ['answers take as long as the gap', many(GAP), 2],
  ['answers take a little longer', many(40), 2],
  ['Telegram is far away', many(200), 7],
  ['one answer hangs', [...many(5), 20_000], 1],
  ['they all hang', many(20_000), 11],
  ['it was slow and is fast again', [...many(200), ...many(5)], 1],
] as const)('%s: as few at once as keep the rate', (_, took, expected) => {
  expect(after(...took)).toBe(expected);
});
