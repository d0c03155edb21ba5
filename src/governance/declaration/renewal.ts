import type { Bylaws } from '../bylaws/bylaws.ts';
import { addDays, type Day } from '../kit/day.ts';
import type { SignedText } from '../member/rights.ts';

/** So many days before the grace of a new version ends, those who have not signed it are reminded. */
export const reminderDays = [30, 7, 1] as const;

/** Noon in Western Europe's winter is morning in New York and afternoon in Tbilisi: nobody's night. */
const reminderHourUtc = 12;

/** What is to be told of one version: that it is there (`daysLeft` null), or how long its grace still lasts. */
export type Telling = {
  readonly version: number;
  /** The version before it that asked for a signature: who signed neither has an older grace, and older reminders. */
  readonly previous: number;
  readonly daysLeft: number | null;
  /** The last day on which the rights go on. */
  readonly until: Day;
};

const reminderAt = (until: Day, days: number): number =>
  Date.parse(`${addDays(until, -days)}T00:00:00Z`) + reminderHourUtc * 3_600_000;

/**
 * What members and signed people have to be told at `now` of the versions that ask for a signature (oldest first): of each whose
 * grace runs, the newest that is due; what was missed before that is not made up for. Source: M4.
 */
export const dueTellings = (
  versions: readonly SignedText[],
  { signatureGraceDays }: Pick<Bylaws, 'signatureGraceDays'>,
  now: Date,
): Telling[] =>
  versions.flatMap(({ version, since }, index): Telling[] => {
    const previous = versions[index - 1]?.version;
    const until = addDays(since, signatureGraceDays);
    const isOver = Date.parse(`${addDays(until, 1)}T00:00:00Z`) <= now.getTime();
    // Nobody has signed anything before the first version.
    if (previous === undefined || isOver) return [];
    const passed = reminderDays.filter(
      (days) => addDays(until, -days) > since && reminderAt(until, days) <= now.getTime(),
    );
    return [{ version, previous, daysLeft: passed.at(-1) ?? null, until }];
  });
