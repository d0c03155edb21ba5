import type { Locale } from '../../config.ts';
import type { Translator } from '../../i18n/translator.ts';
import { type City, cities, cityZones } from '../person/meCallbacks.ts';

const MINUS = '−';

// A name in the reader's language: «Москва», «Польша», “New York”. An offset has none.
const placeOf = ({ t, locale }: Translator, zone: string): string | undefined => {
  const city = cities.find((one: City) => cityZones[one] === zone);
  if (city !== undefined) return t(($) => $.join.settings.city[city]);
  if (!zone.includes('/')) return undefined;
  return locale === 'en' ? zone.split('/').at(-1)?.replaceAll('_', ' ') : intlPart(zone, locale);
};

const intlPart = (zone: string, locale: Locale): string | undefined => {
  const name = partOf(zone, locale, 'shortGeneric', new Date(0));
  return name?.startsWith('GMT') ? undefined : name;
};

const partOf = (
  timeZone: string,
  locale: Locale,
  timeZoneName: 'shortGeneric' | 'shortOffset',
  at: Date,
): string | undefined =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;

/** 'UTC+1' at that moment: a zone's offset changes with the season. */
const offsetOf = (zone: string, at: Date): string => {
  const [, sign, rest = ''] = /^GMT([+\-−])?(.*)$/.exec(partOf(zone, 'en', 'shortOffset', at) ?? '') ?? [];
  return sign === undefined || rest === '0' ? 'UTC' : `UTC${sign === '+' ? sign : MINUS}${rest}`;
};

/** A time zone as people say it, «Берлин, UTC+1»; what is stored stays the name in the database of zones. */
export const zoneText = (translator: Translator, zone: string, at: Date): string => {
  const place = placeOf(translator, zone);
  const offset = offsetOf(zone, at);
  return place === undefined ? offset : `${place}, ${offset}`;
};
