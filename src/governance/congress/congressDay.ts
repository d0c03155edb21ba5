import { z } from 'zod';
import { ok, type Result, refuse } from '../../result.ts';
import { type Day, dayOf } from '../kit/day.ts';

export const congressDayRefusals = ['congress.dayUnreadable', 'congress.dayOutOfRange'] as const;
export type CongressDayRefusal = (typeof congressDayRefusals)[number];

/** Before the first assemblies in exile there was nothing to be composed; further ahead than this nothing is planned. */
const firstYear = 2020;
const yearsAhead = 10;

const dotted = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/;
const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const instant = z.iso.datetime({ offset: true });

/** The calendar day of these numbers; undefined for 31 February and the like. */
const dayFrom = (year: number, month: number, dayOfMonth: number): Day | undefined => {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth ? dayOf(date) : undefined;
};

const readDay = (text: string): Day | undefined => {
  const [, d, m, y] = dotted.exec(text) ?? [];
  if (y !== undefined) return dayFrom(Number(y), Number(m), Number(d));
  const [, isoY, isoM, isoD] = iso.exec(text) ?? [];
  return isoY === undefined ? undefined : dayFrom(Number(isoY), Number(isoM), Number(isoD));
};

const yearOf = (day: Day): number => Number(day.slice(0, 4));

const inRange = (day: Day, today: Day): Result<Day, CongressDayRefusal> => {
  const to = yearOf(today) + yearsAhead;
  return yearOf(day) >= firstYear && yearOf(day) <= to
    ? ok(day)
    : refuse({ code: 'congress.dayOutOfRange', facts: { from: firstYear, to } });
};

/**
 * A typed day on which the Congress is to be shown, such as 24.11.2026 or 2026-11-24; `today` is the UTC day of now. Refusals:
 * congress.dayUnreadable, congress.dayOutOfRange {from, to: years}. Source: rule G10.
 */
export const parseCongressDay = (text: string, today: Day): Result<Day, CongressDayRefusal> => {
  const day = readDay(text.trim());
  return day === undefined ? refuse('congress.dayUnreadable') : inRange(day, today);
};

/** The instant that stands for a day: now for today, noon UTC for any other. */
export const instantOfDay = (day: Day, now: Date): Date =>
  day === dayOf(now) ? now : new Date(`${day}T12:00:00.000Z`);

/**
 * `at` of an address: a day, or an exact instant of ISO 8601 with its offset. Refusals: congress.dayUnreadable,
 * congress.dayOutOfRange {from, to: years}.
 */
export const parseCongressMoment = (text: string, now: Date): Result<Date, CongressDayRefusal> => {
  const exact = instant.safeParse(text.trim());
  if (!exact.success) {
    const day = parseCongressDay(text, dayOf(now));
    return day.ok ? ok(instantOfDay(day.value, now)) : day;
  }
  const at = new Date(exact.data);
  const day = inRange(dayOf(at), dayOf(now));
  return day.ok ? ok(at) : day;
};
