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
