import { renderAsync } from '@resvg/resvg-js';
import { barBlock } from './bar.ts';
import { type Fonts, fontFamily, fontFiles, loadFonts } from './fonts.ts';
import { darkPalette, lightPalette } from './palette.ts';
import { encodePng } from './png.ts';
import { type Block, escapeXml, paragraph } from './svg.ts';

/** A petition's progress in words already translated: the card knows no language. */
export type PetitionCard = {
  readonly title: string;
  readonly subtitle: string;
  readonly label: string;
  readonly count: number;
  readonly countText: string;
  readonly needed: number;
  readonly threshold: string;
  readonly footer: readonly string[];
  readonly dark?: boolean;
};

/** Telegram scales photos to 1280; a phone shows them at about a third. */
const cardWidth = 1200;
const margin = 64;
const contentWidth = cardWidth - 2 * margin;
const gap = 36;
/** The mark of the threshold stands a little before the end, so that its words have room on both sides. */
const SCALE_OVER = 1.15;

/** The card as SVG, 1200 wide and as high as its content. */
export const petitionSvg = (data: PetitionCard, fonts: Fonts): string => {
  const palette = data.dark === true ? darkPalette : lightPalette;
  const drawn: string[] = [];
  let y = margin;
  const add = ({ svg, height }: Block, space: number): void => {
    drawn.push(svg);
    y += height + space;
  };
  const place = { x: margin, width: contentWidth };
  add(paragraph(fonts, data.subtitle, { ...place, y, size: 36, fill: palette.soft }), gap / 3);
  add(paragraph(fonts, data.title, { ...place, y, size: 56, bold: true, fill: palette.ink }), gap);
  const { label, count, countText, needed } = data;
  const scale = Math.max(count, needed) * SCALE_OVER;
  const threshold = { at: needed, of: scale, label: data.threshold };
  const bar = { label, count, countText, kind: 'yes' } as const;
  add(barBlock(fonts, bar, threshold, { ...place, y, scale, palette }), gap);
  for (const line of data.footer)
    add(paragraph(fonts, line, { ...place, y, size: 34, fill: palette.soft }), gap / 4);
  const height = Math.ceil(y + margin * 0.75);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${cardWidth}" height="${height}" viewBox="0 0 ${cardWidth} ${height}">` +
    `<title>${escapeXml(fonts.drawable(data.title))}</title>` +
    `<rect width="${cardWidth}" height="${height}" fill="${palette.page}"/>${drawn.join('')}</svg>`
  );
};

/** A petition's progress as a PNG picture; drawn and compressed off the event loop. */
export const renderPetitionCard = async (data: PetitionCard): Promise<Uint8Array> => {
  const image = await renderAsync(petitionSvg(data, await loadFonts()), {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
  });
  return encodePng(image.pixels, image.width, image.height);
};
