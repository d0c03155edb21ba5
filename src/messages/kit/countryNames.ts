import type { Locale } from '../../config.ts';
import { countries } from '../../governance/statistics/country.ts';

export type NamedCountry = { readonly code: string; readonly name: string };

const made = new Map<Locale, readonly NamedCountry[]>();

/** All countries in the language's own names and order; made once, the names come from the runtime. */
export const namedCountries = (locale: Locale): readonly NamedCountry[] => {
  const known = made.get(locale);
  if (known !== undefined) return known;
  const names = new Intl.DisplayNames(locale, { type: 'region', style: 'short' });
  const { compare } = new Intl.Collator(locale);
  const sorted = countries
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((a, b) => compare(a.name, b.name));
  made.set(locale, sorted);
  return sorted;
};

export const countryName = (code: string, locale: Locale): string =>
  namedCountries(locale).find((one) => one.code === code)?.name ?? code;

const folded = (text: string): string =>
  text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/ё/gu, 'е');

/** Countries whose name has a word that begins with `words`, or whose code it is. */
export const findCountries = (words: string, locale: Locale): readonly NamedCountry[] => {
  const wanted = folded(words.trim());
  if (wanted === '') return [];
  return namedCountries(locale).filter(
    ({ code, name }) =>
      folded(code) === wanted || folded(name).startsWith(wanted) || folded(name).includes(` ${wanted}`),
  );
};
