import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapText } from '../../src/cards/wrap.ts';

const length = (text: string) => text.length;

describe('wrapText', () => {
  it('breaks at spaces and at line ends, never at a no-break space', () => {
    expect(wrapText('aa bb cc', 5, length)).toEqual(['aa bb', 'cc']);
    expect(wrapText('aa\nbb  cc ', 5, length)).toEqual(['aa', 'bb cc']);
    expect(wrapText('aa b\u00A0b', 5, length)).toEqual(['aa', 'b\u00A0b']);
    expect(wrapText('', 5, length)).toEqual(['']);
    expect(wrapText('a\n\nb', 5, length)).toEqual(['a', '', 'b']);
  });

  it('breaks a word longer than the line, never a grapheme', () => {
    expect(wrapText('abcdefgh ij', 3, length)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(wrapText('aae\u0301', 3, length)).toEqual(['aa', 'e\u0301']);
    expect(wrapText('e\u0301e\u0301', 1, length)).toEqual(['e\u0301', 'e\u0301']);
  });

  it('has no line over the width and loses no letter (any text)', () => {
    const text = fc.array(fc.constantFrom('a', 'bb', 'ccc', ' ', ' ', '\n', '\u00A0', 'й'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 12 }), (parts, width) => {
        const lines = wrapText(parts.join(''), width, length);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        const letters = (joined: string) => joined.replace(/[ \n]/gu, '');
        expect(letters(lines.join(''))).toBe(letters(parts.join('')));
      }),
    );
  });
});
