import type { Locale } from '../config.ts';

const languageTags: Readonly<Record<Locale, string>> = { ru: 'ru-RU', en: 'en-GB' };

/** A number must not stand at a line's end without what it counts: «24 ноября», «19:00 UTC». */
const NBSP = '\u00a0';

const offsetZone = /^UTC([+-])(\d{1,2})(?::(\d{2}))?$/;

// Intl takes "+03:00"; people write and read "UTC+3".
const intlZone = (zone: string): string => {
  const offset = offsetZone.exec(zone);
  if (offset === null) return zone;
  const [, sign = '+', hours = '0', minutes = '00'] = offset;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
};

const dayAndTime = (at: Date, locale: Locale, zone: string): { day: string; time: string } => {
  const timeZone = intlZone(zone);
  return {
    day: new Intl.DateTimeFormat(languageTags[locale], { day: 'numeric', month: 'long', timeZone })
      .format(at)
      .replace(' ', NBSP),
    time: new Intl.DateTimeFormat(languageTags[locale], {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    }).format(at),
  };
};

/** «24 ноября, 19:00» in the given zone. */
export const formatMoment = (at: Date, locale: Locale, zone: string): string => {
  const { day, time } = dayAndTime(at, locale, zone);
  return `${day}, ${time}`;
};

/**
 * A deadline for one reader: in their zone with UTC beside it, or in UTC alone while their zone is not known.
 * «24 ноября, 19:00 (16:00 UTC)»; the day is repeated where it differs.
 */
export const formatDeadline = (at: Date, locale: Locale, zone: string | undefined): string => {
  const utc = dayAndTime(at, locale, 'UTC');
  if (zone === undefined || zone === 'UTC') return `${utc.day}, ${utc.time}${NBSP}UTC`;
  const own = dayAndTime(at, locale, zone);
  const utcText = own.day === utc.day ? utc.time : `${utc.day}, ${utc.time}`;
  return `${own.day}, ${own.time} (${utcText}${NBSP}UTC)`;
};

/** '2026': the year of a moment that somebody typed, in their zone. */
export const formatYear = (at: Date, zone: string | undefined): string =>
  new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: intlZone(zone ?? 'UTC') }).format(at);

/** «24 ноября» in the given zone, or in UTC while that is not known. */
export const formatDate = (at: Date, locale: Locale, zone: string | undefined): string =>
  dayAndTime(at, locale, zone ?? 'UTC').day;

/** «24 ноября 2026 г.» from a UTC day such as 2026-11-24. */
export const formatDay = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(' ', NBSP);

/** «24 ноября» from a UTC day that is near: its year goes without saying. */
export const formatNearDay = (day: string, locale: Locale): string =>
  formatDate(new Date(`${day}T00:00:00Z`), locale, undefined);

export const formatNumber = (value: number, locale: Locale): string =>
  new Intl.NumberFormat(languageTags[locale]).format(value);
