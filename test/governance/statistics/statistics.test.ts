import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import {
  type Cells,
  type Counts,
  decideSnapshot,
  EARLIER,
  lastMonths,
  type MemberCounts,
  mergeSmall,
  monthGroup,
  snapshotIsDue,
  snapshotSchema,
  UNDECLARED,
} from '../../../src/governance/statistics/statistics.ts';

const cell = conceptBylaws.statisticsCell;
const step = 5;
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
const size = fc.oneof(fc.nat(12), fc.nat(60), fc.nat(5000));
/** Groups by name; in half of the tables one may also say nothing. */
const tablesOf = (maxKeys: number) =>
  fc
    .tuple(
      fc.dictionary(fc.stringMatching(/^[a-h]$/), size, { minKeys: 1, maxKeys, noNullPrototype: true }),
      fc.option(size),
    )
    .map(([counts, undeclared]): Counts => (undeclared === null ? counts : { ...counts, undeclared }));

/** Every table in which each group has at most one person more or fewer. */
const near = (counts: Counts): Counts[] =>
  Object.entries(counts).reduce<Counts[]>(
    (worlds, [name, count]) =>
      worlds.flatMap((world) => [-1, 0, 1].map((by) => ({ ...world, [name]: count + by }))),
    [{}],
  );

const rounded = (count: number): number => count - (count % step);
/** The groups that were put together, by what is not shown by name. */
const mergedIn = (counts: Counts, cells: Cells): string[] =>
  Object.keys(counts).filter((name) => cells[name] === undefined);

describe('mergeSmall', () => {
  it('shows a table without small groups whole, rounded down', () => {
    expect(mergeSmall({ ru: 14, en: 27 }, cell)).toEqual({ ru: 10, en: 25 });
  });

  it('puts small groups together with those who said nothing', () => {
    expect(mergeSmall({ woman: 40, man: 33, other: 3, undeclared: 100 }, cell)).toEqual({
      woman: 40,
      man: 30,
      rest: 100,
    });
  });

  it('takes the next smallest to them until they are enough', () => {
    expect(mergeSmall({ a: 4, b: 1, c: 50, d: 60 }, cell)).toEqual({ d: 60, rest: 55 });
    expect(mergeSmall({ a: 9, b: 1, c: 50, d: 60 }, cell)).toEqual({ c: 50, d: 60, rest: 10 });
    expect(mergeSmall({ ru: 35, en: 0 }, cell)).toEqual({ rest: 35 });
    expect(mergeSmall({ woman: 40, man: 33, undeclared: 0 }, cell)).toEqual({ woman: 40, rest: 30 });
  });

  it('I4 every number that is shown, or found by subtracting, is of ten people and two groups at least', () => {
    fc.assert(
      fc.property(tablesOf(8), (counts) => {
        const cells = mergeSmall(counts, cell);
        const merged = mergedIn(counts, cells);
        for (const name of Object.keys(counts).filter((one) => !merged.includes(one))) {
          expect(counts[name]).toBeGreaterThanOrEqual(cell);
          expect(cells[name]).toBe(rounded(counts[name] ?? 0));
        }
        const rest = sum(merged.map((name) => counts[name] ?? 0));
        expect(cells.rest).toBe(merged.length === 0 ? undefined : rounded(rest));
        const total = sum(Object.values(counts));
        if (merged.length > 0) expect(rest).toBeGreaterThanOrEqual(Math.min(cell, total));
        const alone = merged.length === 1 && merged[0] !== 'undeclared';
        if (alone && total >= cell) expect(Object.keys(counts)).toHaveLength(1);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves every group that was put together more than one possible size', () => {
    fc.assert(
      fc.property(tablesOf(3), (counts) => {
        const cells = mergeSmall(counts, cell);
        const merged = mergedIn(counts, cells);
        const total = rounded(sum(Object.values(counts)));
        // All worlds in which groups have up to one person more or fewer, and which are published in the same way.
        const same = near(counts).filter(
          (world) =>
            rounded(sum(Object.values(world))) === total &&
            Object.values(world).every((people) => people >= 0) &&
            JSON.stringify(mergeSmall(world, cell)) === JSON.stringify(cells),
        );
        for (const name of merged) {
          const sizes = new Set(same.map((world) => world[name]));
          expect({ counts, name, sizes: sizes.size }).not.toMatchObject({ sizes: 1 });
        }
      }),
      { numRuns: 300 },
    );
  });
});

const day: MemberCounts = {
  members: 112,
  tables: {
    status: { signed: 30, verifying: 12, suspended: 1, leaving: 3 },
    language: { ru: 90, en: 22 },
    country: { DE: 40, GE: 12, AM: 4, [UNDECLARED]: 56 },
    joined: { earlier: 60, '2026-10': 40, '2026-11': 12 },
    gender: { woman: 40, man: 35, other: 2, undeclared: 35 },
    origin: { russian: 20, other: 11, undeclared: 81 },
  },
};

describe('decideSnapshot', () => {
  it('I4 publishes groups of at least ten, rounded down', () => {
    const snapshot = decideSnapshot(day, conceptBylaws);
    expect(snapshotSchema.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
    expect(snapshot).toEqual({
      cell,
      step,
      members: 110,
      tables: {
        status: { signed: 30, verifying: 10, member: 110 },
        language: { ru: 90, en: 20 },
        country: { DE: 40, GE: 10, rest: 60 },
        joined: { earlier: 60, '2026-10': 40, '2026-11': 10 },
        gender: { woman: 40, man: 35, rest: 35 },
        origin: { russian: 20, other: 10, rest: 80 },
      },
    });
  });

  it('says nothing of an Alliance smaller than a cell', () => {
    expect(decideSnapshot({ ...day, members: cell - 1 }, conceptBylaws)).toBeUndefined();
    expect(decideSnapshot({ ...day, members: cell }, conceptBylaws)?.members).toBe(cell);
  });
});

describe('snapshotIsDue', () => {
  const due = (today: string, last: string | undefined, joined: number) =>
    snapshotIsDue({ today, last, joined }, conceptBylaws);

  it('comes once a week, and only with enough new members between two', () => {
    expect(due('2026-11-22', undefined, 0)).toBe(true);
    expect(due('2026-11-22', '2026-11-15', 10)).toBe(true);
    expect(due('2026-11-21', '2026-11-15', 10)).toBe(false);
    expect(due('2026-11-22', '2026-11-15', 9)).toBe(false);
  });
});

describe('months', () => {
  it('are the last twelve, and one group for what was before', () => {
    const months = lastMonths('2026-02-03');
    expect(months).toHaveLength(12);
    expect([months[0], months[10], months[11]]).toEqual(['2025-03', '2026-01', '2026-02']);
    expect(monthGroup('2026-01-31', months)).toBe('2026-01');
    expect(monthGroup('2025-02-28', months)).toBe(EARLIER);
    expect(monthGroup(null, months)).toBe(EARLIER);
  });
});
