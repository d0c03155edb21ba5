import { renderAsync } from '@resvg/resvg-js';
import { fontFamily, fontFiles, loadFonts } from './fonts.ts';
import { encodePng } from './png.ts';
import { type ResultCard, resultSvg } from './resultSvg.ts';

/** A published result as a PNG picture; drawn and compressed off the event loop. */
export const renderResultCard = async (data: ResultCard): Promise<Uint8Array> => {
  const svg = resultSvg(data, await loadFonts());
  const image = await renderAsync(svg, {
    font: { loadSystemFonts: false, fontFiles, defaultFontFamily: fontFamily },
  });
  return encodePng(image.pixels, image.width, image.height);
};
