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

type Format = { readonly day: Intl.DateTimeFormat; readonly time: Intl.DateTimeFormat };

/** Zones are few, and people type them: a bound keeps absurd ones from filling the memory. */
const FORMATS_KEPT = 500;
const formats = new Map<string, Format>();

// Making a format costs more than everything else on a screen; using one costs nothing.
const formatFor = (locale: Locale, zone: string): Format => {
  const key = `${locale} ${zone}`;
  const kept = formats.get(key);
  if (kept !== undefined) return kept;
  const tag = languageTags[locale];
  const timeZone = intlZone(zone);
  const made: Format = {
    day: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', timeZone }),
    time: new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
  };
  if (formats.size >= FORMATS_KEPT) formats.clear();
  formats.set(key, made);
  return made;
};

const dayAndTime = (at: Date, locale: Locale, zone: string): { day: string; time: string } => {
  const format = formatFor(locale, zone);
  return { day: format.day.format(at).replace(' ', NBSP), time: format.time.format(at) };
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

/** «19:00» in the given zone. */
export const formatTime = (at: Date, locale: Locale, zone: string): string =>
  dayAndTime(at, locale, zone).time;

/** «24 ноября» in the given zone, or in UTC while that is not known. */
export const formatDate = (at: Date, locale: Locale, zone: string | undefined): string =>
  dayAndTime(at, locale, zone ?? 'UTC').day;

/** «24 ноября 2026 г.» from a UTC day such as 2026-11-24. */
export const formatDay = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(' ', NBSP);

/** «ноябрь 2026 г.» from '2026-11'. */
export const formatMonth = (month: string, locale: Locale): string =>
  new Intl.DateTimeFormat(languageTags[locale], { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** «24 ноября» from a UTC day that is near: its year goes without saying. */
export const formatNearDay = (day: string, locale: Locale): string =>
  formatDate(new Date(`${day}T00:00:00Z`), locale, undefined);

/** «вт» from a day such as 2026-11-24. */
export const formatWeekday = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(languageTags[locale], { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

const numbers: Readonly<Record<Locale, Intl.NumberFormat>> = {
  ru: new Intl.NumberFormat(languageTags.ru),
  en: new Intl.NumberFormat(languageTags.en),
};

export const formatNumber = (value: number, locale: Locale): string => numbers[locale].format(value);
