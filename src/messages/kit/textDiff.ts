import { diffArrays } from 'diff';
import { runsWithin } from '../../governance/kit/breaking.ts';
import type { ContentLocale, Texts } from '../../governance/kit/text.ts';

/** A run of a text: in both versions, only in the earlier, or only in the later one. */
export type Piece = { readonly mark: 'same' | 'gone' | 'new'; readonly text: string };
/** A paragraph that changed. `skipped`: as many unchanged ones stand between it and the one before. */
export type ChangedParagraph = { readonly skipped: number; readonly pieces: Piece[] };

/** Beyond so many changes the comparison would take seconds, and nobody could read it: the whole is shown as replaced. */
const MOST_EDITS = 2_000;
/** Two paragraphs that share less than this are two, not one that changed. */
const LEAST_SHARED = 0.4;
/** Pairs of paragraphs that are weighed against one another. */
const MOST_PAIRS = 2_500;

/** Between two paragraphs of a page. */
const GAP = 2;

const paragraphsOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** Words, spaces, single signs. The package's own words know no Cyrillic. */
const tokensOf = (text: string): string[] =>
  text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu) ?? [];

const wordsOf = (text: string): Set<string> => new Set(text.match(/[\p{L}\p{N}\p{M}]+/gu));

const shared = (one: string, other: string): number => {
  const [words, others] = [wordsOf(one), wordsOf(other)];
  return words.intersection(others).size / Math.max(words.size, others.size, 1);
};

const markOf = ({ added, removed }: { added: boolean; removed: boolean }): Piece['mark'] =>
  added ? 'new' : removed ? 'gone' : 'same';

type Run<Item> = { readonly mark: Piece['mark']; readonly items: readonly Item[] };

const runsOf = (before: readonly string[], after: readonly string[]): Run<string>[] => {
  const found = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS });
  return found === undefined
    ? [
        { mark: 'gone', items: before },
        { mark: 'new', items: after },
      ]
    : found.map((change) => ({ mark: markOf(change), items: change.value }));
};

const compareWords = (before: string, after: string): Piece[] =>
  runsOf(tokensOf(before), tokensOf(after)).map(({ mark, items }) => ({ mark, text: items.join('') }));

type Pair = { readonly before?: string; readonly after?: string };

/** Which removed paragraph became which added one, in their order; the others are gone or new. */
const pairUp = (removed: readonly string[], added: readonly string[]): Pair[] => {
  const pairs: Pair[] = [];
  const weighs = removed.length * added.length <= MOST_PAIRS;
  let next = 0;
  for (const before of removed) {
    const at = weighs
      ? added.findIndex((after, index) => index >= next && shared(before, after) >= LEAST_SHARED)
      : -1;
    const after = added[at];
    if (after === undefined) {
      pairs.push({ before });
      continue;
    }
    pairs.push(...added.slice(next, at).map((one) => ({ after: one })), { before, after });
    next = at + 1;
  }
  return [...pairs, ...added.slice(next).map((after) => ({ after }))];
};

const piecesOf = ({ before, after }: Pair): Piece[] => {
  if (before !== undefined && after !== undefined) return compareWords(before, after);
  return before === undefined ? [{ mark: 'new', text: after ?? '' }] : [{ mark: 'gone', text: before }];
};

/** What a later version of a text changed, paragraph by paragraph and word by word; empty: no word of it. */
export const compareTexts = (before: string, after: string): ChangedParagraph[] => {
  const changes: ChangedParagraph[] = [];
  let skipped = 0;
  let removed: readonly string[] = [];
  let added: readonly string[] = [];
  const flush = (): void => {
    for (const pair of pairUp(removed, added)) {
      changes.push({ skipped, pieces: piecesOf(pair) });
      skipped = 0;
    }
    removed = [];
    added = [];
  };
  for (const { mark, items } of runsOf(paragraphsOf(before), paragraphsOf(after))) {
    if (mark === 'gone') removed = items;
    else if (mark === 'new') added = items;
    else {
      flush();
      skipped = items.length;
    }
  }
  flush();
  return changes;
};

/** The same in both languages. */
export const compareBoth = (
  before: Texts,
  after: Texts,
): Readonly<Record<ContentLocale, ChangedParagraph[]>> => ({
  ru: compareTexts(before.ru, after.ru),
  en: compareTexts(before.en, after.en),
});

const lengthOf = (pieces: readonly Piece[]): number =>
  pieces.reduce((length, { text }) => length + text.length, 0);

/** Neighbours with the same mark as one. */
const joined = (tokens: readonly Piece[]): Piece[] => {
  const pieces: Piece[] = [];
  for (const { mark, text } of tokens) {
    const last = pieces.at(-1);
    if (last?.mark === mark) pieces[pieces.length - 1] = { mark, text: last.text + text };
    else pieces.push({ mark, text });
  }
  return pieces;
};

/** A paragraph longer than a page in parts of at most `max`, cut between words. */
const splitParagraph = ({ skipped, pieces }: ChangedParagraph, max: number): ChangedParagraph[] => {
  const tokens = pieces.flatMap(({ mark, text }) => tokensOf(text).map((token) => ({ mark, text: token })));
  return runsWithin(tokens, max, ({ text }) => text.length).map((run, index) => ({
    skipped: index === 0 ? skipped : 0,
    pieces: joined(run),
  }));
};

/** Changed paragraphs as pages of at most `max` characters; what doesn't fit a page is cut between words. */
export const pageChanges = (changes: readonly ChangedParagraph[], max: number): ChangedParagraph[][] => {
  const widthOf = ({ pieces }: ChangedParagraph): number => lengthOf(pieces) + GAP;
  const parts = changes.flatMap((change) =>
    widthOf(change) > max ? splitParagraph(change, max - GAP) : [change],
  );
  return runsWithin(parts, max, widthOf);
};
