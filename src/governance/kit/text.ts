import { ok, type Refusal, type Result, refuse } from '../../result.ts';

/** The languages every published text must exist in; the first is the fallback. */
export const contentLocales = ['ru', 'en'] as const;
export type ContentLocale = (typeof contentLocales)[number];
/** One text in every language. */
export type Texts = Readonly<Record<ContentLocale, string>>;

export const textRefusals = [
  'text.empty',
  'text.tooShort',
  'text.tooLong',
  'text.unreadable',
  'text.noLetter',
] as const;
export type TextRefusal = (typeof textRefusals)[number];

/** Lengths in graphemes: what a person counts as one character. */
export type TextLimits = { readonly min?: number; readonly max: number; readonly multiline?: boolean };

/** A phrase by which a person recognises the real bot; shown to that person only. */
export const phraseLimits: TextLimits = { min: 2, max: 60 };
/** The name under which a person appears in public records (rule G7). */
export const publicNameLimits: TextLimits = { min: 2, max: 60 };

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The text's graphemes, in order; joined they are the text again. */
export const graphemesOf = (text: string): string[] =>
  Array.from(segmenter.segment(text), ({ segment }) => segment);

/** A text that no database or font can carry: a lone surrogate or NUL. */
export const isUnreadable = (text: string): boolean => !text.isWellFormed() || text.includes('\0');

// Unicode's line and paragraph separators, vertical tab, form feed and NEL too: one kind of line end.
const lineEnds = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu;
// Control, format (direction overrides, zero width) and default-ignorable characters (Hangul fillers): they show nothing
// and can disguise what a text says. Kept: the line end, the variation selectors of emoji, and the joiner.
const invisible = /(?!\n|\uFE0E|\uFE0F|\u200D)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
// The joiner stays only where it joins two pictograms into one.
const strayJoiner =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
// More marks on one letter than any orthography uses: they paint over the neighbouring lines.
const piledMarks = /(\p{M}{5})\p{M}+/gu;
// U+2800 is a braille pattern without dots.
const visible = /(?!\u2800)[\p{L}\p{N}\p{P}\p{S}]/u;

/** The text without what shows nothing and may disguise; one kind of line end, NFC. */
export const stripHidden = (text: string): string =>
  text
    .replace(lineEnds, '\n')
    .replaceAll('\t', ' ')
    .replace(invisible, '')
    .replace(strayJoiner, '')
    .normalize('NFC')
    .replace(piledMarks, '$1');

const tidy = (text: string, multiline: boolean): string => {
  const stripped = stripHidden(text);
  return multiline
    ? stripped
        .replace(/ +\n/gu, '\n')
        .replace(/\n{3,}/gu, '\n\n')
        .trim()
    : stripped.replace(/[ \n]+/gu, ' ').trim();
};

/**
 * A person's text made safe to store and show: NFC, one kind of line end, nothing invisible; single-line unless
 * `multiline`. Refused, never cut, when nothing visible is left or the length in graphemes is out of bounds.
 * Source: security.md, Inputs. Refusals: text.unreadable, text.empty, text.tooShort {min, length}, text.tooLong {max, length}.
 */
export const cleanText = (text: string, limits: TextLimits): Result<string, TextRefusal> => {
  if (isUnreadable(text)) return refuse('text.unreadable');
  const cleaned = tidy(text, limits.multiline ?? false);
  if (!visible.test(cleaned)) return refuse('text.empty');
  const { length } = graphemesOf(cleaned);
  const { min = 1, max } = limits;
  if (length < min) return refuse({ code: 'text.tooShort', facts: { min, length } });
  if (length > max) return refuse({ code: 'text.tooLong', facts: { max, length } });
  return ok(cleaned);
};

/** `cleanText` for one language or list position of a larger input: the refusals carry `path`. */
export const cleanTextAt = (
  path: string,
  text: string,
  limits: TextLimits,
  refusals: Refusal<TextRefusal>[],
): string => {
  const cleaned = cleanText(text, limits);
  if (cleaned.ok) return cleaned.value;
  refusals.push(...cleaned.refusals.map((refusal) => ({ ...refusal, path })));
  return '';
};

// Typographic spaces look like a plain one: two names or phrases must not differ by them.
const oneLine = (text: string): string => text.replace(/\p{Zs}/gu, ' ');

/**
 * What two texts are compared by when only the words matter: letter case, «ё», punctuation and typographic forms of a
 * letter or space don't.
 */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

/** The private phrase. Refusals: those of cleanText. */
export const parsePhrase = (text: string): Result<string, TextRefusal> =>
  cleanText(oneLine(text), phraseLimits);

/** A public name: must have a letter, so that signs alone cannot pose as a mark of the list. Source: rule G7 default. */
export const parsePublicName = (text: string): Result<string, TextRefusal> => {
  const name = cleanText(oneLine(text), publicNameLimits);
  return name.ok && !/\p{L}/u.test(name.value) ? refuse('text.noLetter') : name;
};
