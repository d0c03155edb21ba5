/**
 * A UTC calendar day, 'YYYY-MM-DD'. Personal acts are stored by day only: an exact time would tell who acted when.
 * Days compare correctly as plain strings.
 */
export type Day = string;

const millisecondsPerDay = 86_400_000;

/** The UTC day of an instant. */
export const dayOf = (instant: Date): Day => instant.toISOString().slice(0, 'YYYY-MM-DD'.length);

/** The day `days` days after (before, when negative) `day`. */
export const addDays = (day: Day, days: number): Day =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * millisecondsPerDay));

/** The day `months` months after (before, when negative) `day`; in a shorter month its last day. */
export const addMonths = (day: Day, months: number): Day => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  // Day 0 of the month after is the last one of the month wanted.
  const last = new Date(Date.UTC(year, month + months, 0));
  return dayOf(
    new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate()))),
  );
};
