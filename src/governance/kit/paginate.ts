import { endOfRun, isSpace } from './breaking.ts';
import { graphemesOf } from './text.ts';

/** A page a person reads in a chat without scrolling back. */
export const pageLength = 1500;

const sentenceEnds = ['.', '!', '?', '…'];

/** The last place in (from, to] between two graphemes that `fits`, or `from`. */
const lastPlace = (
  cells: readonly string[],
  from: number,
  to: number,
  fits: (before: string, after: string | undefined) => boolean,
): number => {
  const index = cells.slice(from, to).findLastIndex((before, at) => fits(before, cells[from + at + 1]));
  return from + index + 1;
};

const cutFrom = (cells: readonly string[], from: number, max: number): number => {
  // UTF-16 units, as Telegram counts.
  const limit = endOfRun(cells, from, max, ({ length }) => length);
  if (limit === cells.length) return limit;
  const paragraph = lastPlace(cells, from, limit, (_, after) => after === '\n');
  const next = cells.indexOf('\n', limit);
  const crossing = cells
    .slice(paragraph, next === -1 ? undefined : next)
    .join('')
    .trim();
  if (paragraph > from && crossing.length <= max) return paragraph;
  const isSentenceEnd = (before: string, after: string | undefined) =>
    isSpace(after) && sentenceEnds.includes(before);
  const sentence = lastPlace(cells, paragraph, limit, isSentenceEnd);
  if (sentence > paragraph) return sentence;
  if (paragraph > from) return paragraph;
  const word = lastPlace(cells, from, limit, (_, after) => isSpace(after));
  return word > from ? word : limit;
};

/**
 * A long text as pages of at most `max` UTF-16 units: cut at paragraph ends; a paragraph longer than a page at its
 * sentence ends, else between words, else between graphemes, never inside one. White space at the edges of pages is dropped.
 */
export const paginate = (text: string, max: number = pageLength): string[] => {
  const cells = graphemesOf(text.replace(/\r\n?/gu, '\n'));
  const pages: string[] = [];
  let from = 0;
  while (from < cells.length) {
    if (isSpace(cells[from])) {
      from += 1;
      continue;
    }
    const cut = cutFrom(cells, from, max);
    const end = lastPlace(cells, from, cut, (before) => !isSpace(before));
    pages.push(cells.slice(from, end).join(''));
    from = cut;
  }
  return pages;
};
