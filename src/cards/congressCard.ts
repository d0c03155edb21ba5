import { renderAsync } from '@resvg/resvg-js';
import { type Fonts, fontFamily, fontFiles, loadFonts } from './fonts.ts';
import { hemicycle, type SeatPlace } from './hemicycle.ts';
import { darkPalette, lightPalette, type Palette } from './palette.ts';
import { encodePng } from './png.ts';
import { type Block, escapeXml, paragraph, px, textLine } from './svg.ts';

/** Told apart by form and filling, and by colour as well: round for projects, square for members, hollow while vacant. */
export type SeatKind = 'projectFilled' | 'projectVacant' | 'memberFilled' | 'memberVacant';

/** The Congress in words already translated: the card knows no language. */
export type CongressCard = {
  readonly title: string;
  readonly subtitle: string;
  /** In the middle: how many seats are filled, and of how many. */
  readonly middle: string;
  readonly below: string;
  /** From left to right; each with its line in the legend. */
  readonly seats: readonly {
    readonly kind: SeatKind;
    readonly count: number;
    readonly label: string;
    readonly countText: string;
  }[];
  readonly footer: string;
  readonly dark?: boolean;
};

/** Telegram scales photos to 1280; a phone shows them at about a third. */
const cardWidth = 1200;
const margin = 64;
const contentWidth = cardWidth - 2 * margin;
const gap = 36;
const outerRadius = contentWidth / 2;
/** Of the hole's width, what is free where the numbers stand: above its edge it narrows, and they need air. */
const middlePart = 0.8;
/** Drawn no thinner: a hollow seat must still be seen when there are a thousand. */
const thinnestLine = 2;

const seatSvg = (kind: SeatKind, { x, y }: SeatPlace, diameter: number, palette: Palette): string => {
  const hollow = kind === 'projectVacant' || kind === 'memberVacant';
  const line = hollow ? Math.max(thinnestLine, diameter * 0.12) : 0;
  const colour = kind === 'projectFilled' || kind === 'projectVacant' ? palette.yes : palette.no;
  const fill = hollow ? `fill="none" stroke="${colour}" stroke-width="${px(line)}"` : `fill="${colour}"`;
  if (kind === 'projectFilled' || kind === 'projectVacant')
    return `<circle cx="${px(x)}" cy="${px(y)}" r="${px((diameter - line) / 2)}" ${fill}/>`;
  // A square of the circle's width would look larger than it.
  const side = diameter * 0.88 - line;
  return `<rect x="${px(x - side / 2)}" y="${px(y - side / 2)}" width="${px(side)}" height="${px(side)}" ${fill}/>`;
};

const ringsBlock = (
  fonts: Fonts,
  { seats, middle, below }: CongressCard,
  palette: Palette,
  y: number,
): Block => {
  const kinds = seats.flatMap(({ kind, count }) => Array.from({ length: count }, () => kind));
  const { places, diameter, hole } = hemicycle(kinds.length, outerRadius);
  const centre = { x: cardWidth / 2, y: y + outerRadius + diameter / 2 };
  const drawn = places.map(({ x, y: up }, index) =>
    seatSvg(kinds[index] ?? 'projectVacant', { x: centre.x + x, y: centre.y + up }, diameter, palette),
  );
  const centred = (text: string, given: { size: number; bold?: boolean; fill: string }, baseline: number) => {
    const words = fonts.drawable(text);
    const wide = fonts.measure(words, given);
    const style = { ...given, size: given.size * Math.min(1, (2 * hole * middlePart) / wide) };
    return textLine(words, { ...style, x: centre.x - fonts.measure(words, style) / 2, y: baseline });
  };
  return {
    svg:
      drawn.join('') +
      centred(middle, { size: 76, bold: true, fill: palette.ink }, centre.y - 58) +
      centred(below, { size: 36, fill: palette.soft }, centre.y - 4),
    height: outerRadius + diameter / 2 + gap / 2,
  };
};

const legendSize = 40;
const signSize = 38;

const legendBlock = (
  fonts: Fonts,
  { kind, label, countText }: CongressCard['seats'][number],
  palette: Palette,
  y: number,
): Block => {
  const countStyle = { size: legendSize, bold: true };
  const countWidth = fonts.measure(countText, countStyle);
  const textX = margin + signSize + 24;
  const words = paragraph(fonts, label, {
    x: textX,
    y,
    size: legendSize,
    fill: palette.ink,
    width: cardWidth - margin - countWidth - 24 - textX,
  });
  const middle = y + legendSize * 0.65;
  const number = textLine(countText, {
    ...countStyle,
    x: cardWidth - margin,
    y: y + legendSize * 0.93,
    fill: palette.ink,
    anchor: 'end',
  });
  const sign = seatSvg(kind, { x: margin + signSize / 2, y: middle }, signSize, palette);
  return { svg: sign + words.svg + number, height: words.height };
};

/** The card as SVG, 1200 wide and as high as its content; a kind of seat that nobody has is left out. */
export const congressSvg = (data: CongressCard, fonts: Fonts): string => {
  const palette = data.dark === true ? darkPalette : lightPalette;
  const drawn: string[] = [];
  let y = margin;
  const add = ({ svg, height }: Block, space: number): void => {
    drawn.push(svg);
    y += height + space;
  };
  const place = { x: margin, width: contentWidth };
  add(paragraph(fonts, data.title, { ...place, y, size: 60, bold: true, fill: palette.ink }), gap / 3);
  add(paragraph(fonts, data.subtitle, { ...place, y, size: 36, fill: palette.soft }), gap * 1.5);
  add(ringsBlock(fonts, data, palette, y), gap);
  for (const line of data.seats.filter(({ count }) => count > 0))
    add(legendBlock(fonts, line, palette, y), gap / 2);
  add(paragraph(fonts, data.footer, { ...place, y: y + gap / 2, size: 34, fill: palette.soft }), 0);
  const height = Math.ceil(y + margin * 0.75 + gap / 2);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${height}" viewBox="0 0 ${cardWidth} ${height}">` +
    `<title>${escapeXml(fonts.drawable(data.title))}</title>` +
    `<rect width="${cardWidth}" height="${height}" fill="${palette.page}"/>${drawn.join('')}</svg>`
  );
};

/** The composition as a PNG picture; drawn and compressed off the event loop. */
export const renderCongressCard = async (data: CongressCard): Promise<Uint8Array> => {
  const image = await renderAsync(congressSvg(data, await loadFonts()), {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
  });
  return encodePng(image.pixels, image.width, image.height);
};
