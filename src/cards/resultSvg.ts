import { type Bar, barBlock, type Threshold } from './bar.ts';
import type { Fonts } from './fonts.ts';
import { darkPalette, lightPalette, type Palette } from './palette.ts';
import { type Block, escapeXml, paragraph, px } from './svg.ts';

/** A result in words already translated: the card knows no language. */
export type ResultCard = {
  readonly title: string;
  readonly subtitle: string;
  readonly verdict: string;
  readonly verdictKind: 'adopted' | 'notAdopted' | 'advisory';
  readonly bars: readonly Bar[];
  /** Drawn as a mark on the Yes bar; `of` is the base. */
  readonly threshold?: Threshold;
  readonly footer: readonly string[];
  readonly dark?: boolean;
};

/** Telegram scales photos to 1280; a phone shows them at about a third. */
export const cardWidth = 1200;
const margin = 64;
const contentWidth = cardWidth - 2 * margin;
const gap = 36;

const subtitleSize = 36;
const footerSize = 34;
// A long question gets a smaller letter, never under what a phone shows legibly (40 px here are about 11 there).
const titleSizes = [
  { upTo: 90, size: 60 },
  { upTo: 220, size: 50 },
  { upTo: Number.POSITIVE_INFINITY, size: 42 },
];
const sizeFor = (text: string): number =>
  titleSizes.find(({ upTo }) => text.length <= upTo)?.size ?? subtitleSize;

/** A sign beside the verdict that needs no colour: check, cross, or the letter i. */
const signs: Readonly<Record<ResultCard['verdictKind'], string>> = {
  adopted: '<path d="M-17 1 L-5 14 L18 -13"/>',
  notAdopted: '<path d="M-14 -14 L14 14 M14 -14 L-14 14"/>',
  advisory: '<path d="M0 -2 L0 16 M0 -16 L0 -15"/>',
};

const verdictBlock = (
  fonts: Fonts,
  { verdict, verdictKind }: ResultCard,
  palette: Palette,
  y: number,
): Block => {
  const padding = 32;
  const radius = 36;
  const textX = margin + padding + 2 * radius + 28;
  const text = paragraph(fonts, verdict, {
    x: textX,
    y: y + padding,
    size: 44,
    bold: true,
    fill: palette.onVerdict,
    width: cardWidth - margin - padding - textX,
  });
  const height = Math.max(text.height, 2 * radius) + 2 * padding;
  // The sign and a verdict of one line stand level in the middle of the band.
  const shift = (height - 2 * padding - text.height) / 2;
  return {
    height,
    svg:
      `<rect x="${margin}" y="${px(y)}" width="${contentWidth}" height="${px(height)}" rx="24" fill="${palette[verdictKind]}"/>` +
      `<g transform="translate(${margin + padding + radius} ${px(y + height / 2)})" fill="none" stroke="${palette.onVerdict}" stroke-width="7" stroke-linecap="round" stroke-linejoin="round">` +
      `<circle r="${radius}" stroke-width="5"/>${signs[verdictKind]}</g>` +
      `<g transform="translate(0 ${px(shift)})">${text.svg}</g>`,
  };
};

const footerBlock = (fonts: Fonts, { footer }: ResultCard, palette: Palette, y: number): Block => {
  const parts = [
    `<rect x="${margin}" y="${px(y)}" width="${contentWidth}" height="2" fill="${palette.edge}"/>`,
  ];
  let height = gap * 0.75;
  for (const line of footer) {
    const place = { x: margin, y: y + height, size: footerSize, fill: palette.soft, width: contentWidth };
    const block = paragraph(fonts, line, place);
    parts.push(block.svg);
    height += block.height;
  }
  return { svg: parts.join(''), height };
};

/** The longest bar fills its track; with a threshold the whole base does, so that the mark stands where it belongs. */
const scaleOf = ({ bars, threshold }: ResultCard): number =>
  Math.max(1, threshold?.of ?? 0, ...bars.map(({ count }) => count));

const hatch = (palette: Palette): string =>
  `<defs><pattern id="hatch" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="14" height="14" fill="${palette.no}"/><rect width="4" height="14" fill="${palette.page}" fill-opacity="0.45"/></pattern></defs>`;

/** The card as SVG, 1200 wide and as high as its content: a pure function of data and font widths. */
export const resultSvg = (data: ResultCard, fonts: Fonts): string => {
  const palette = data.dark === true ? darkPalette : lightPalette;
  const parts: string[] = [];
  let y = margin;
  const add = (block: Block, space: number): void => {
    parts.push(block.svg);
    y += block.height + space;
  };
  const place = { x: margin, width: contentWidth };
  if (data.subtitle !== '') {
    add(paragraph(fonts, data.subtitle, { ...place, y, size: subtitleSize, fill: palette.soft }), gap / 3);
  }
  add(
    paragraph(fonts, data.title, { ...place, y, size: sizeFor(data.title), bold: true, fill: palette.ink }),
    gap,
  );
  add(verdictBlock(fonts, data, palette, y), gap * 1.25);
  const scale = scaleOf(data);
  const marked = data.bars.findIndex(({ kind }) => kind === 'yes');
  data.bars.forEach((bar, index) => {
    const threshold = index === marked ? data.threshold : undefined;
    add(barBlock(fonts, bar, threshold, { ...place, y, scale, palette }), gap);
  });
  if (data.footer.length > 0) add(footerBlock(fonts, data, palette, y), 0);
  const height = Math.ceil(y + margin * 0.75);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${height}" viewBox="0 0 ${cardWidth} ${height}">` +
    `<title>${escapeXml(fonts.drawable(data.title))}</title>${hatch(palette)}` +
    `<rect width="${cardWidth}" height="${height}" fill="${palette.page}"/>${parts.join('')}</svg>`
  );
};
