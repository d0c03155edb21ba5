import { z } from 'zod';
import type { Bylaws } from '../bylaws/bylaws.ts';
import { addDays, type Day } from '../kit/day.ts';

/** What is counted; each but `status` adds up to the number of members. */
export const statisticsTables = ['status', 'language', 'country', 'joined', 'gender', 'origin'] as const;
export type StatisticsTable = (typeof statisticsTables)[number];

/** Who said nothing. */
export const UNDECLARED = 'undeclared';
/** People of every group that is too small to be shown, together with those who said nothing. */
export const REST = 'rest';
/** Months before the last twelve, as one group. */
export const EARLIER = 'earlier';

/**
 * Published numbers are rounded down to a multiple of this: a single person who joins or leaves changes no number in four
 * of five cases, and a hidden group can't be had exactly by subtracting.
 */
const STEP = 5;

/**
 * A new snapshot comes a week after the last one at the earliest, and only when at least one cell's worth of people became
 * members in between: two snapshots with a single joining between them would tell that person's declarations to whoever
 * knows that they joined. Never daily, and never on request.
 */
const SNAPSHOT_DAYS = 7;

export type Counts = Readonly<Record<string, number>>;
/** The published part of a table; what is not in it is not told. */
export type Cells = Readonly<Record<string, number>>;

const round = (count: number): number => count - (count % STEP);

/**
 * One table as groups of at least `cell` people that add up to the whole: groups under it are put together with those who said
 * nothing, and with the next smallest as long as they are too few. So every number that is shown, or found by subtracting, is of
 * at least `cell` people and of at least two groups; and a group of nobody looks like a group of a few. Source: I4.
 */
export const mergeSmall = (counts: Counts, cell: number): Cells => {
  const named = Object.entries(counts).filter(([name]) => name !== UNDECLARED);
  const bySize = named.toSorted(([a, left], [b, right]) => left - right || (a < b ? -1 : 1));
  const small = bySize.filter(([, count]) => count < cell).length;
  const undeclared = counts[UNDECLARED];
  const hasRest = small > 0 || undeclared !== undefined;
  const restOf = (merged: number): number =>
    bySize.slice(0, merged).reduce((sum, [, count]) => sum + count, undeclared ?? 0);
  let merged = small;
  while (hasRest && merged < bySize.length && restOf(merged) < cell) merged += 1;
  const hidden = new Set(bySize.slice(0, merged).map(([name]) => name));
  return Object.fromEntries([
    ...named.flatMap(([name, count]) => (hidden.has(name) ? [] : [[name, round(count)]])),
    ...(hasRest ? [[REST, round(restOf(merged))]] : []),
  ]);
};

/** The large groups of a table whose sum nobody is told. */
const largeOnly = (counts: Counts, cell: number): Cells =>
  Object.fromEntries(
    Object.entries(counts).flatMap(([name, count]) => (count < cell ? [] : [[name, round(count)]])),
  );

const cells = z.record(z.string(), z.int());
/** A published snapshot, as it is stored and given to programs. */
export const snapshotSchema = z.object({
  /** The smallest group shown, and the multiple to which numbers are rounded down. */
  cell: z.int(),
  step: z.int(),
  members: z.int(),
  tables: z.record(z.enum(statisticsTables), cells),
});
export type Snapshot = Readonly<z.infer<typeof snapshotSchema>>;

export type MemberCounts = {
  readonly members: number;
  readonly tables: Readonly<Record<StatisticsTable, Counts>>;
};

/**
 * What may be published of the day's counts; undefined while the Alliance itself is smaller than a cell. The tables share one sum,
 * the members, and nothing else: they are of different properties and never crossed, so none helps to subtract in another.
 * `status` holds that sum as one of its groups, and has no sum of its own. Source: I4.
 */
export const decideSnapshot = (
  { members, tables }: MemberCounts,
  { statisticsCell: cell }: Pick<Bylaws, 'statisticsCell'>,
): Snapshot | undefined => {
  if (members < cell) return undefined;
  const { status, language, country, joined, gender, origin } = tables;
  return {
    cell,
    step: STEP,
    members: round(members),
    tables: {
      status: largeOnly({ ...status, member: members }, cell),
      language: mergeSmall(language, cell),
      country: mergeSmall(country, cell),
      joined: mergeSmall(joined, cell),
      gender: mergeSmall(gender, cell),
      origin: mergeSmall(origin, cell),
    },
  };
};

/** Whether a snapshot is due: `joined` people became members since the day of the last one. */
export const snapshotIsDue = (
  facts: { readonly today: Day; readonly last: Day | undefined; readonly joined: number },
  { statisticsCell }: Pick<Bylaws, 'statisticsCell'>,
): boolean =>
  facts.last === undefined ||
  (addDays(facts.last, SNAPSHOT_DAYS) <= facts.today && facts.joined >= statisticsCell);

const MONTHS = 12;

/** The last twelve months, oldest first, as 'YYYY-MM'. */
export const lastMonths = (today: Day): string[] => {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const count = year * 12 + month - 1;
  return Array.from({ length: MONTHS }, (_, index) => {
    const at = count - MONTHS + 1 + index;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
};

/** The group of somebody verified on `day`. */
export const monthGroup = (day: Day | null, months: readonly string[]): string => {
  const month = (day ?? '').slice(0, 'YYYY-MM'.length);
  return months.includes(month) ? month : EARLIER;
};
