import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesHtml } from '../../../src/messages/kit/changes.ts';
import {
  type ChangedParagraph,
  compareTexts,
  type Piece,
  pageChanges,
} from '../../../src/messages/kit/textDiff.ts';

const textOf = (pieces: readonly Piece[], without: Piece['mark']): string =>
  pieces.flatMap(({ mark, text }) => (mark === without ? [] : [text])).join('');
/** What a version's paragraphs are, by the comparison: those that only the other one has are left out. */
const sideOf = (changes: readonly ChangedParagraph[], without: Piece['mark']): string[] =>
  changes.map(({ pieces }) => textOf(pieces, without)).filter((text) => text !== '');
const inkOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

describe('what a version changed', () => {
  it('is told word by word, in Cyrillic too, and leaves out what stayed', () => {
    const before = 'Заголовок\n\nМы хотим жить в свободной стране.\n\nКонец';
    const after = 'Заголовок\n\nМы хотим жить в мирной стране.\n\nНовый пункт.\n\nКонец';
    expect(compareTexts(before, after)).toEqual([
      {
        skipped: 1,
        pieces: [
          { mark: 'same', text: 'Мы хотим жить в ' },
          { mark: 'gone', text: 'свободной' },
          { mark: 'new', text: 'мирной' },
          { mark: 'same', text: ' стране.' },
        ],
      },
      { skipped: 0, pieces: [{ mark: 'new', text: 'Новый пункт.' }] },
    ]);
  });

  it('is nothing where only line ends and empty lines differ', () => {
    expect(compareTexts('а\nб', 'а\n\n\nб\n')).toEqual([]);
  });

  it('shows two paragraphs that have little in common as one gone and one new', () => {
    const changes = compareTexts('Свобода слова для всех.', 'Бюджет принимает Конгресс.');
    expect(changes.map(({ pieces }) => pieces.map(({ mark }) => mark))).toEqual([['gone'], ['new']]);
  });

  it('has both texts in it, whatever they are', () => {
    const paragraph = fc.stringMatching(/^[абв <&]{1,12}$/u);
    const text = fc.array(paragraph, { maxLength: 8 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = compareTexts(before, after);
        const kept = inkOf(before).length - sideOf(changes, 'new').length;
        expect(inkOf(before)).toEqual(expect.arrayContaining(sideOf(changes, 'new')));
        expect(inkOf(after)).toEqual(expect.arrayContaining(sideOf(changes, 'gone')));
        expect(inkOf(after).length - sideOf(changes, 'gone').length).toBe(kept);
      }),
    );
  });

  it('gives up counting words of a text that was written anew, and still shows both, in pages', () => {
    const words = (letter: string) =>
      Array.from({ length: 5_000 }, (_, index) => `${letter}${index}`).join(' ');
    const changes = compareTexts(words('а'), words('б'));
    const pages = pageChanges(changes, 1_500);
    const lengths = pages.map((page) =>
      page.flatMap(({ pieces }) => pieces).reduce((sum, { text }) => sum + text.length, 0),
    );
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1_500);
    expect(
      pages
        .flat()
        .flatMap(({ pieces }) => pieces)
        .map(({ text }) => text)
        .join(''),
    ).toBe(words('а') + words('б'));
  });

  it('fills a page with short paragraphs no further than a message goes', () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => String(index % 10)).join('\n');
    const pages = pageChanges(compareTexts('', lines), 1_500);
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(500);
  });
});

it('is escaped for Telegram, marked by tags, with an ellipsis for what was left out', () => {
  const page: ChangedParagraph[] = [
    {
      skipped: 2,
      pieces: [
        { mark: 'gone', text: '<b>' },
        { mark: 'new', text: 'a & b' },
      ],
    },
    { skipped: 0, pieces: [{ mark: 'same', text: '"c"' }] },
  ];
  expect(changesHtml(page)).toBe('…\n<s>&lt;b&gt;</s><u>a &amp; b</u>\n\n&quot;c&quot;');
});
