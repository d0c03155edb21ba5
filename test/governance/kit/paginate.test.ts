import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageLength, paginate } from '../../../src/governance/kit/paginate.ts';
import { graphemesOf } from '../../../src/governance/kit/text.ts';

describe('paginate', () => {
  it('leaves a short text whole and has no page for nothing', () => {
    expect(paginate('Один абзац.\n\nДругой.')).toEqual(['Один абзац.\n\nДругой.']);
    expect(paginate(' \n ')).toEqual([]);
    expect(paginate('')).toEqual([]);
    expect(paginate(' ab ', 2)).toEqual(['ab']);
  });

  it('cuts at paragraph ends', () => {
    expect(paginate('aaa\n\nbbb\n\nccc', 8)).toEqual(['aaa\n\nbbb', 'ccc']);
    expect(paginate('aaa\r\n\r\nbbb\r\nccc', 9)).toEqual(['aaa\n\nbbb', 'ccc']);
    expect(paginate('aaaa\nbbbb', 4)).toEqual(['aaaa', 'bbbb']);
    // A paragraph as long as a page stays whole though its sentence would fit before.
    expect(paginate('aaa\nB. ccccc', 8)).toEqual(['aaa', 'B. ccccc']);
  });

  it('cuts a paragraph longer than a page at sentence ends, else between words', () => {
    expect(paginate('One two. Three four. Five six', 22)).toEqual(['One two. Three four.', 'Five six']);
    expect(paginate('Раз два! Три? Четыре… Пять', 14)).toEqual(['Раз два! Три?', 'Четыре… Пять']);
    expect(paginate('one two three', 9)).toEqual(['one two', 'three']);
    expect(paginate('1.25 million people', 13)).toEqual(['1.25 million', 'people']);
  });

  it('starts a long paragraph after a short one where a sentence ends, else on its own page', () => {
    expect(paginate('Head\nOne two. Three four five', 16)).toEqual(['Head\nOne two.', 'Three four five']);
    expect(paginate('Head\none two three four', 12)).toEqual(['Head', 'one two', 'three four']);
  });

  it('cuts a word longer than a page, never a grapheme', () => {
    expect(paginate('abcdef', 4)).toEqual(['abcd', 'ef']);
    const family = '👨\u200D👩\u200D👧';
    expect(paginate(family.repeat(3), 2 * family.length + 1)).toEqual([family.repeat(2), family]);
    expect(paginate(`${family}a`, 3)).toEqual([family, 'a']);
  });

  it('has pages of 1,500 at most and loses nothing but white space (any text)', () => {
    expect(pageLength).toBe(1500);
    const unit = fc.oneof(
      fc.constantFrom(' ', ' ', '\n', '. ', 'слово', 'e\u0301', '🇩🇪', '\r\n'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    const texts = fc.array(unit, { maxLength: 120 }).map((units) => units.join(''));
    fc.assert(
      fc.property(texts, fc.integer({ min: 40, max: 90 }), (text, max) => {
        const pages = paginate(text, max);
        const kept = (cells: string[]) => cells.filter((cell) => !/^\s+$/u.test(cell));
        expect(pages.flatMap((page) => kept(graphemesOf(page)))).toEqual(kept(graphemesOf(text)));
        for (const page of pages) {
          expect(page.length).toBeLessThanOrEqual(max);
          expect(page.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('wastes no page: two pages in a row never fit on one', () => {
    const word = fc.constantFrom('aa', 'bbb.', 'cccc', 'd');
    const paragraph = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 12 }), (paragraphs) => {
        const max = 30; // Every paragraph fits on a page.
        const pages = paginate(paragraphs.join('\n'), max);
        expect(pages.join('\n')).toBe(paragraphs.join('\n'));
        pages.slice(1).forEach((page, index) => {
          const [first] = page.split('\n');
          expect(`${pages[index]}\n${first}`.length).toBeGreaterThan(max);
        });
      }),
    );
  });
});
