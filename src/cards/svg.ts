import { type Fonts, fontFamily, type TextStyle } from './fonts.ts';
import { wrapText } from './wrap.ts';

/** A piece of a drawing and the height it takes. */
export type Block = { readonly svg: string; readonly height: number };

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
/** Text for an element or attribute of XML. */
export const escapeXml = (text: string): string => text.replace(/[&<>"']/gu, (char) => entities[char] ?? '');

/** One decimal is below what the eye sees, and keeps the bytes the same everywhere. */
export const px = (number: number): string => String(Math.round(number * 10) / 10);

export type Line = TextStyle & {
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'end';
};

export const textLine = (text: string, { x, y, fill, size, bold = false, anchor = 'start' }: Line): string =>
  `<text x="${px(x)}" y="${px(y)}" font-family="${fontFamily}" font-size="${px(size)}"${bold ? ' font-weight="700"' : ''}` +
  `${anchor === 'end' ? ' text-anchor="end"' : ''} fill="${fill}">${escapeXml(text)}</text>`;

// DejaVu's ascent and the distance of lines, in ems.
export const ascent = 0.93;
export const lineHeight = 1.3;

/** A paragraph whose first line's top is at `y`. */
export const paragraph = (
  fonts: Fonts,
  text: string,
  place: Omit<Line, 'anchor'> & { readonly width: number },
): Block => {
  const lines = wrapText(fonts.drawable(text), place.width, (line) => fonts.measure(line, place));
  const step = place.size * lineHeight;
  const svg = lines
    .map((line, index) => textLine(line, { ...place, y: place.y + index * step + place.size * ascent }))
    .join('');
  return { svg, height: lines.length * step };
};
