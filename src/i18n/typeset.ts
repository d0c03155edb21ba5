import type { Locale } from '../config.ts';

const NBSP = '\u00a0';

// Words that a line must not end with: short prepositions, conjunctions and particles before what they belong to.
const shortRussian =
  /(?<![\p{L}\p{N}])(в|во|к|ко|с|со|о|об|от|до|за|из|на|по|у|и|а|но|не|ни|для|при|без|№|§) (?=\S)/giu;
const shortEnglish = /(?<![\p{L}\p{N}])(No\.|§) (?=\S)/gu;
const beforeDash = / (?=—)/g;
const numberAndUnit =
  /(\d|\}\}) (?=%|(?:дн|час|мин|сек|лет|год|мес|стр|человек|из|people|of|days?|hours?|minutes?)(?:\p{L}|(?!\p{L})))/gu;

/** Sets the non-breaking spaces that good typesetting asks for, so that texts are written with plain ones. */
export const typeset = (text: string, locale: Locale): string => {
  const short = locale === 'ru' ? shortRussian : shortEnglish;
  // Twice: two short words in a row ("и в") share a space that one pass can match only once.
  const once = text.replace(short, `$1${NBSP}`).replace(short, `$1${NBSP}`);
  return once.replace(beforeDash, NBSP).replace(numberAndUnit, `$1${NBSP}`);
};
