import type { Fonts } from './fonts.ts';
import type { Palette } from './palette.ts';
import { ascent, type Block, lineHeight, paragraph, px, textLine } from './svg.ts';

export type Bar = {
  readonly label: string;
  readonly count: number;
  readonly countText: string;
  readonly kind: 'yes' | 'no' | 'abstain' | 'notVoted' | 'option';
};

export type Threshold = { readonly at: number; readonly of: number; readonly label: string };

type Place = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** The count that fills the whole track. */
  readonly scale: number;
  readonly palette: Palette;
};

const labelSize = 42;
const countSize = 46;
const thresholdSize = 34;
const trackHeight = 40;
const radius = 12;
// A single vote among thousands must still be seen.
const smallestFill = 6;
const markWidth = 6;
const markReach = 12;

const fills = (kind: Bar['kind'], palette: Palette): string => {
  switch (kind) {
    case 'yes':
    case 'option':
      return `fill="${palette.yes}"`;
    case 'no':
      return 'fill="url(#hatch)"';
    case 'abstain':
      return `fill="${palette.abstain}"`;
    case 'notVoted':
      return `fill="none" stroke="${palette.outline}" stroke-width="4" stroke-dasharray="12 8"`;
  }
};

const trackSvg = ({ count, kind }: Bar, { x, width, scale, palette }: Place, y: number): string => {
  const track = `<rect x="${x}" y="${px(y)}" width="${width}" height="${trackHeight}" rx="${radius}" fill="${palette.track}"/>`;
  if (count <= 0) return track;
  const filled = Math.min(width, Math.max(smallestFill, (width * count) / scale));
  // An outline is drawn on both sides of its path: inside the track it has to be smaller.
  const inset = kind === 'notVoted' ? 2 : 0;
  const inner = Math.max(1, filled - 2 * inset);
  return (
    `${track}<rect x="${x + inset}" y="${px(y + inset)}" width="${px(inner)}" height="${trackHeight - 2 * inset}"` +
    ` rx="${px(Math.min(radius, inner / 2))}" ${fills(kind, palette)}/>`
  );
};

/** The mark over the track and its words under it, as near to the mark as the card's edges allow. */
const thresholdBlock = (fonts: Fonts, { at, of, label }: Threshold, place: Place, y: number): Block => {
  const { x, width, palette } = place;
  const mark = Math.min(x + width, x + (width * at) / Math.max(1, of));
  const halo = `<rect x="${px(mark - markWidth)}" y="${px(y - markReach)}" width="${2 * markWidth}" height="${trackHeight + 2 * markReach}" rx="4" fill="${palette.page}"/>`;
  const line = `<rect x="${px(mark - markWidth / 2)}" y="${px(y - markReach)}" width="${markWidth}" height="${trackHeight + 2 * markReach}" rx="3" fill="${palette.ink}"/>`;
  const top = y + trackHeight + markReach + 6;
  const style = { size: thresholdSize, fill: palette.ink };
  const measured = Math.min(width, fonts.measure(fonts.drawable(label), style));
  const start = Math.min(Math.max(x, mark - measured / 2), x + width - measured);
  const words = paragraph(fonts, label, { ...style, x: start, y: top, width: Math.ceil(measured) });
  return { svg: halo + line + words.svg, height: markReach + 6 + words.height };
};

/** One choice: its words, its count at the right edge, its bar, and the threshold's mark where there is one. */
export const barBlock = (fonts: Fonts, bar: Bar, threshold: Threshold | undefined, place: Place): Block => {
  const { x, y, width, palette } = place;
  const count = fonts.drawable(bar.countText);
  const half = width / 2;
  const wide = fonts.measure(count, { size: countSize, bold: true });
  const size = Math.min(countSize, (countSize * half) / Math.max(1, wide));
  const countWidth = Math.min(wide, half);
  const label = paragraph(fonts, bar.label, {
    x,
    y,
    size: labelSize,
    fill: palette.ink,
    width: width - countWidth - labelSize,
  });
  const number = textLine(count, {
    x: x + width,
    y: y + label.height - labelSize * (lineHeight - ascent),
    size,
    bold: true,
    fill: palette.ink,
    anchor: 'end',
  });
  const trackY = y + label.height + 10;
  const mark = threshold && thresholdBlock(fonts, threshold, place, trackY);
  return {
    svg: label.svg + number + trackSvg(bar, place, trackY) + (mark?.svg ?? ''),
    height: label.height + 10 + trackHeight + (mark?.height ?? 0),
  };
};
