import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/playground/entities/html.ts';
import { splitHtml } from '../../src/telegram/splitText.ts';

const words = fc.array(
  fc.constantFrom('слово', 'word', '👩‍👩‍👧', '&lt;', '&amp;', '&#128512;', '\n', '\n\n', ' ', 'e\u0301'),
  {
    maxLength: 60,
  },
);
const tagged = fc.letrec<{ html: string; run: string; tag: string }>((tie) => ({
  run: words.map((parts) => parts.join('')),
  tag: fc
    .tuple(fc.constantFrom('b', 'i', 'a href="https://x.org/?a=1>2"', 'blockquote expandable'), tie('html'))
    .map(([tag, inner]) => `<${tag}>${inner}</${tag.split(' ')[0]}>`),
  html: fc
    .array(fc.oneof({ depthSize: 'small', maxDepth: 3 }, tie('run'), tie('tag')), { maxLength: 5 })
    .map((parts) => parts.join('')),
})).html;

/** Each visible character with the formatting it stands in, as Telegram reads it. */
const marksOf = (html: string): string[] => {
  const { text, entities } = parseHtml(html);
  return [...text].flatMap((character, index) => {
    const at = [...text].slice(0, index).join('').length;
    const marks = entities
      .filter(({ offset, length }) => offset <= at && at < offset + length)
      .map(({ type, url }) => `${type}${url ?? ''}`);
    return character.trim() === '' ? [] : [`${character} ${[...new Set(marks)].toSorted().join(' ')}`];
  });
};

const squeeze = (text: string): string => text.replace(/\s+/gu, '');

describe('splitHtml', () => {
  it('keeps every visible character in order, every part valid, within the limit and not empty', () => {
    fc.assert(
      fc.property(tagged, fc.integer({ min: 16, max: 120 }), (html, limit) => {
        const whole = parseHtml(html);
        const parts = splitHtml(html, limit).map(parseHtml);
        expect(squeeze(parts.map(({ text }) => text).join(''))).toBe(squeeze(whole.text));
        if (whole.text.trim() === '') return;
        for (const { text } of parts) {
          expect(text.length).toBeLessThanOrEqual(limit);
          expect(text.isWellFormed()).toBe(true);
          expect(text.trim()).not.toBe('');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the formatting of every visible character', () => {
    fc.assert(
      fc.property(tagged, (html) => {
        expect(splitHtml(html, 40).flatMap(marksOf)).toEqual(marksOf(html));
      }),
    );
  });

  it('ends parts at paragraphs, else at lines, else at words', () => {
    expect(splitHtml('aaaa bbbb\ncccc\n\ndddd', 18)).toEqual(['aaaa bbbb\ncccc', 'dddd']);
    expect(splitHtml('aaaa bbbb\ncccc dddd', 16)).toEqual(['aaaa bbbb', 'cccc dddd']);
    expect(splitHtml('aaaa bbbb cccc', 12)).toEqual(['aaaa bbbb', 'cccc']);
    expect(splitHtml('aaaaaa', 4)).toEqual(['aaaa', 'aa']);
  });

  it('goes on with the formatting in the next part', () => {
    expect(splitHtml('<b>aaaa <a href="https://x.org">bbbb cccc</a></b> d', 10)).toEqual([
      '<b>aaaa <a href="https://x.org">bbbb </a></b>',
      '<b><a href="https://x.org">cccc</a></b> d',
    ]);
  });

  it('leaves a text of 4096 units shown as it is and cuts one of 4097', () => {
    const full = `<b>${'&lt;'.repeat(4096)}</b>`;
    expect(splitHtml(full)).toEqual([full]);
    expect(splitHtml(`${full}!`)).toHaveLength(2);
  });

  it('passes a text with nothing to show on, so that Telegram refuses it', () => {
    expect(splitHtml('<b> </b>')).toEqual(['<b> </b>']);
    expect(splitHtml('')).toEqual(['']);
  });

  it('cuts one letter under ten thousand marks', () => {
    expect(splitHtml(`e${'\u0301'.repeat(10_000)}`)).toHaveLength(3);
  });
});
