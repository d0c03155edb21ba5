import { maxOptions, minOptions, optionLimits } from '../../../governance/ballot/ballotDraft.ts';
import { cleanText, type Texts } from '../../../governance/kit/text.ts';
import { ok, type Result, refuse } from '../../../result.ts';

const MINUTES = { minute: 1, hour: 60, day: 1440 } as const;
/** 90 days, as the rule for drafts has it. */
const MAX_MINUTES = 90 * MINUTES.day;
const durationPattern = /^(\d{1,6})\s*(м|мин|m|min|ч|час|h|hour|д|дн|день|d|day)\p{L}*\.?$/iu;

const unitOf = (word: string): number => {
  if (/^[мm]/iu.test(word)) return MINUTES.minute;
  return /^[чh]/iu.test(word) ? MINUTES.hour : MINUTES.day;
};

/** '48 ч', '30 min', '5 дней' as minutes, at least `neededHours`. Refusals: draft.duration, ballot.windowTooShort {neededHours}. */
export const parseDuration = (text: string, neededHours = 0): Result<string> => {
  const [, amount, unit] = durationPattern.exec(text.trim()) ?? [];
  const minutes = Number(amount) * (unit === undefined ? 0 : unitOf(unit));
  if (!(minutes >= 1 && minutes <= MAX_MINUTES)) return refuse('draft.duration');
  return minutes < neededHours * MINUTES.hour
    ? refuse({ code: 'ballot.windowTooShort', facts: { neededHours } })
    : ok(String(minutes));
};

/** A list's number as typed, one of those that exist. Refusals: list.number, list.unknown. */
export const parseListNumber = (text: string, known: readonly number[]): Result<string> => {
  const [, digits] = /^(?:№\s*)?([1-9]\d{0,6})$/u.exec(text.trim()) ?? [];
  if (digits === undefined) return refuse('list.number');
  return known.includes(Number(digits)) ? ok(digits) : refuse('list.unknown');
};

/** 'В мае | In May' a line; what `parseOptions` accepted. */
export const readOptions = (text: string): Texts[] =>
  text.split('\n').map((line) => {
    const [ru = '', en = ''] = line.split('|').map((part) => part.trim());
    return { ru, en };
  });

/** Options as typed, a line each, both languages with a bar between. Refusals: draft.optionLines, draft.sameOptions, text.tooLong. */
export const parseOptions = (text: string): Result<string> => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const hasBoth = lines.every((line) => /^[^|]*[^|\s][^|]*\|[^|]*[^|\s][^|]*$/u.test(line));
  if (!hasBoth || lines.length < minOptions || lines.length > maxOptions) return refuse('draft.optionLines');
  const options = readOptions(lines.join('\n'));
  // Said here and not only by the action: at the end of the form everything would have to be typed again.
  const isTwice = (locale: 'ru' | 'en') =>
    new Set(options.map((option) => option[locale].toLowerCase())).size < options.length;
  if (isTwice('ru') || isTwice('en')) return refuse('draft.sameOptions');
  for (const part of options.flatMap(({ ru, en }) => [ru, en])) {
    const cleaned = cleanText(part, optionLimits);
    if (!cleaned.ok) return cleaned;
  }
  return ok(lines.join('\n'));
};
