import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type GlyphWidths, readGlyphWidths } from './trueType.ts';

/** The family name inside the files; system fonts are off, so that a card looks the same on every machine. */
export const fontFamily = 'DejaVu Sans';

const require = createRequire(import.meta.url);
const regularFile = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const boldFile = require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');
/** What the renderer loads. */
export const fontFiles = [regularFile, boldFile];

export type TextStyle = { readonly size: number; readonly bold?: boolean };

export type Fonts = {
  /** Width in pixels. */
  readonly measure: (text: string, style: TextStyle) => number;
  /** The text without characters that the fonts lack (most emoji, control characters): they would be drawn as boxes. */
  readonly drawable: (text: string) => string;
};

// Kerning may move letters apart a little; a line must never reach over its edge.
const kerningAllowance = 1.01;

const createFonts = (regular: GlyphWidths, bold: GlyphWidths): Fonts => ({
  measure: (text, { size, bold: isBold = false }) => {
    const { emWidth } = isBold ? bold : regular;
    const ems = Array.from(text).reduce((sum, char) => sum + (emWidth(char.codePointAt(0) ?? 0) ?? 1), 0);
    return ems * size * kerningAllowance;
  },
  drawable: (text) =>
    Array.from(text.replace(/\p{Zs}/gu, (space) => (space === '\u00A0' ? space : ' ')))
      .filter((char) => {
        const codePoint = char.codePointAt(0) ?? 0;
        return (
          char === '\n' || (regular.emWidth(codePoint) !== undefined && bold.emWidth(codePoint) !== undefined)
        );
      })
      .join(''),
});

let loaded: Promise<Fonts> | undefined;

/** Widths of both fonts, read once for the life of the process. */
export const loadFonts = (): Promise<Fonts> => {
  loaded ??= Promise.all([readFile(regularFile), readFile(boldFile)]).then(([regular, bold]) =>
    createFonts(readGlyphWidths(regular), readGlyphWidths(bold)),
  );
  return loaded;
};
