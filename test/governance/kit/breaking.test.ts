import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOfRun, isSpace, runsWithin } from '../../../src/governance/kit/breaking.ts';

const widthOf = (piece: string): number => piece.length;

it('takes as many pieces as fit, and one that is too wide by itself', () => {
  expect(endOfRun(['aa', 'b', 'ccc'], 0, 3, widthOf)).toBe(2);
  expect(endOfRun(['aa', 'b', 'ccc'], 1, 4, widthOf)).toBe(3);
  expect(endOfRun(['aaaa', 'b'], 0, 3, widthOf)).toBe(1);
  expect(endOfRun(['', 'aaaa'], 0, 3, widthOf)).toBe(1);
});

it('loses nothing, keeps to the limit, and begins a run only where the piece did not fit any more', () => {
  const pieces = fc.array(fc.string({ unit: fc.constant('x'), maxLength: 9 }), { maxLength: 40 });
  fc.assert(
    fc.property(pieces, fc.integer({ min: 1, max: 20 }), (all, max) => {
      const runs = runsWithin(all, max, widthOf);
      expect(runs.flat()).toEqual(all);
      for (const [index, run] of runs.entries()) {
        expect(run.length === 1 || run.join('').length <= max).toBe(true);
        const [next] = runs[index + 1] ?? [];
        if (next !== undefined) expect(run.join('').length + next.length).toBeGreaterThan(max);
      }
    }),
  );
});

it('knows white space, also a no-break one', () => {
  expect([' ', '\n', '\u00A0', 'a', '', undefined].map(isSpace)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
