import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it, test } from 'vitest';
import { fontFiles, loadFonts } from '../../src/cards/fonts.ts';
import { textLine } from '../../src/cards/svg.ts';
import { readGlyphWidths } from '../../src/cards/trueType.ts';

const fonts = await loadFonts();

describe('measure', () => {
  test.each([
    ['Поддержать обращение к Парламентской ассамблее'],
    ['Should the monthly digest be published?'],
    ['1 234 567 × 3 = 3 703 701 < 3 703 702'],
    ['Wiiiillliam AVAVA ТУТУ'],
  ])('agrees with what the renderer draws, and is never less: %s', (text) => {
    for (const bold of [false, true]) {
      const line = textLine(text, { x: 0, y: 60, size: 44, bold, fill: '#000' });
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="100">${line}</svg>`;
      const drawn = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox()?.width ?? 0;
      const measured = fonts.measure(text, { size: 44, bold });
      expect(measured).toBeGreaterThanOrEqual(drawn);
      // Side bearings and the allowance for kerning.
      expect(measured).toBeLessThan(drawn * 1.05 + 6);
    }
  });

  it('knows both fonts and scales with the size', () => {
    const narrow = fonts.measure('Да', { size: 40 });
    expect(fonts.measure('Да', { size: 80 })).toBeCloseTo(2 * narrow);
    expect(fonts.measure('Да', { size: 40, bold: true })).toBeGreaterThan(narrow);
    expect(fonts.measure('', { size: 40 })).toBe(0);
  });
});

describe('drawable', () => {
  it('leaves out what would be a box, keeps the rest', () => {
    expect(fonts.drawable('Да 🎉 ёж\u0007\uD800 № 5\u00A0%\u2009!')).toBe('Да  ёж № 5\u00A0% !');
    expect(fonts.drawable('a\nb')).toBe('a\nb');
  });
});

it('a file that is no such font is refused in words', () => {
  expect(() => readGlyphWidths(new Uint8Array(64))).toThrow(/no table "head"/u);
});
