import { describe, expect, test } from 'vitest';
import { dueTellings } from '../../../src/governance/declaration/renewal.ts';

const first = { version: 1, since: '2026-01-01' };
const second = { version: 2, since: '2026-03-01' };
const fourth = { version: 4, since: '2026-05-01' };
const bylaws = { signatureGraceDays: 120 };
/** 2026-03-01 and 120 days. */
const until = '2026-06-29';
const left = (now: string, versions = [first, second]) =>
  dueTellings(versions, bylaws, new Date(now)).map(({ version, daysLeft }) => [version, daysLeft]);

describe('what is told of a new version of the Declaration (M4)', () => {
  test('nothing of the first', () => {
    expect(left('2026-01-01T12:00:00Z', [first])).toEqual([]);
    expect(left('2026-01-01T12:00:00Z', [])).toEqual([]);
  });
  test('at once that it is there, with the last day of the grace', () => {
    expect(dueTellings([first, second], bylaws, new Date('2026-03-01T00:00:00Z'))).toEqual([
      { version: 2, previous: 1, daysLeft: null, until },
    ]);
  });
  test.each([
    ['2026-05-30T11:59:59Z', null],
    ['2026-05-30T12:00:00Z', 30],
    ['2026-06-22T11:59:59Z', 30],
    ['2026-06-22T12:00:00Z', 7],
    ['2026-06-28T12:00:00Z', 1],
    ['2026-06-29T23:59:59Z', 1],
  ])('at %s: %s', (now, days) => {
    expect(left(now)).toEqual([[2, days]]);
  });
  test('nothing when the grace is over', () => {
    expect(left('2026-06-30T00:00:00Z')).toEqual([]);
  });
  test('two graces that run at once are told of each', () => {
    expect(left('2026-05-30T12:00:00Z', [first, second, fourth])).toEqual([
      [2, 30],
      [4, null],
    ]);
  });
  test('a grace shorter than a reminder has none of those before it began', () => {
    const tellings = dueTellings(
      [first, second],
      { signatureGraceDays: 7 },
      new Date('2026-03-06T00:00:00Z'),
    );
    expect(tellings).toMatchObject([{ daysLeft: null }]);
  });
});
