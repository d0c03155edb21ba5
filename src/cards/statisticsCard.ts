import { renderAsync } from '@resvg/resvg-js';
import { barBlock } from './bar.ts';
import { type Fonts, fontFamily, fontFiles, loadFonts } from './fonts.ts';
import { darkPalette, lightPalette } from './palette.ts';
import { encodePng } from './png.ts';
import { type Block, escapeXml, paragraph } from './svg.ts';

/** Numbers in words already translated: the card knows no language. */
export type StatisticsCard = {
  readonly title: string;
  readonly subtitle: string;
  readonly parts: readonly {
    readonly title: string;
    readonly lines: readonly { readonly label: string; readonly count: number; readonly countText: string }[];
  }[];
  readonly footer: string;
  readonly dark?: boolean;
};

/** Telegram scales photos to 1280; a phone shows them at about a third. */
const cardWidth = 1200;
const margin = 64;
const contentWidth = cardWidth - 2 * margin;
const gap = 36;

/** The card as SVG, 1200 wide and as high as its content; a part without a line that may be shown is left out. */
export const statisticsSvg = (data: StatisticsCard, fonts: Fonts): string => {
  const palette = data.dark === true ? darkPalette : lightPalette;
  const drawn: string[] = [];
  let y = margin;
  const add = ({ svg, height }: Block, space: number): void => {
    drawn.push(svg);
    y += height + space;
  };
  const place = { x: margin, width: contentWidth };
  add(paragraph(fonts, data.title, { ...place, y, size: 60, bold: true, fill: palette.ink }), gap / 3);
  add(paragraph(fonts, data.subtitle, { ...place, y, size: 36, fill: palette.soft }), gap);
  for (const { title, lines } of data.parts.filter((part) => part.lines.length > 0)) {
    add(paragraph(fonts, title, { ...place, y, size: 46, bold: true, fill: palette.ink }), gap / 2);
    const scale = Math.max(1, ...lines.map(({ count }) => count));
    for (const line of lines) {
      add(barBlock(fonts, { ...line, kind: 'option' }, undefined, { ...place, y, scale, palette }), gap / 2);
    }
    y += gap / 2;
  }
  add(paragraph(fonts, data.footer, { ...place, y, size: 34, fill: palette.soft }), 0);
  const height = Math.ceil(y + margin * 0.75);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${height}" viewBox="0 0 ${cardWidth} ${height}">` +
    `<title>${escapeXml(fonts.drawable(data.title))}</title>` +
    `<rect width="${cardWidth}" height="${height}" fill="${palette.page}"/>${drawn.join('')}</svg>`
  );
};

/** The Alliance in numbers as a PNG picture; drawn and compressed off the event loop. */
export const renderStatisticsCard = async (data: StatisticsCard): Promise<Uint8Array> => {
  const image = await renderAsync(statisticsSvg(data, await loadFonts()), {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
  });
  return encodePng(image.pixels, image.width, image.height);
};
