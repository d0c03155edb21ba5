import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bar } from '../../src/cards/bar.ts';
import { loadFonts } from '../../src/cards/fonts.ts';
import { renderResultCard } from '../../src/cards/resultCard.ts';
import { cardWidth, type ResultCard, resultSvg } from '../../src/cards/resultSvg.ts';

const fonts = await loadFonts();

const strategic: ResultCard = {
  title: 'Поддержать обращение?',
  subtitle: 'Голосование № 14 · стратегическое',
  verdict: 'Не принято: нужно 70',
  verdictKind: 'notAdopted',
  bars: [
    { label: 'За', count: 68, countText: '68', kind: 'yes' },
    { label: 'Против', count: 17, countText: '17', kind: 'no' },
    { label: 'Воздержались', count: 6, countText: '6', kind: 'abstain' },
    { label: 'Не голосовали', count: 13, countText: '13', kind: 'notVoted' },
  ],
  threshold: { at: 70, of: 104, label: 'нужно 70 из 104' },
  footer: ['68 × 3 = 204 < 208 = 104 × 2', 'Правило G3'],
};
const poll = (bars: Bar[]): ResultCard => ({
  title: 'Where?',
  subtitle: '',
  verdict: 'Straw poll',
  verdictKind: 'advisory',
  bars,
  footer: [],
});
const option = (label: string, count: number): Bar => ({
  label,
  count,
  countText: String(count),
  kind: 'option',
});

const textsOf = (svg: string) =>
  Array.from(svg.matchAll(/<text [^>]*>([^<]*)<\/text>/gu), ([, text]) => text);
const widthsOf = (svg: string, mark: string) =>
  Array.from(svg.matchAll(/<rect [^>]*width="([\d.]+)"[^>]*\/>/gu))
    .filter(([rect]) => rect.includes(mark))
    .map(([, width]) => Number(width));

/** Width, height and pixels of a PNG without filters, as encodePng writes it. */
const readPng = (png: Uint8Array) => {
  const file = Buffer.from(png);
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  const rows = inflateSync(file.subarray(41, 41 + file.readUInt32BE(33)));
  return {
    file,
    width,
    height,
    at: (x: number, y: number) => rows.readUInt32BE(y * (width * 4 + 1) + 1 + x * 4),
  };
};

describe('resultSvg', () => {
  it('shows every text and every number of the data in words', () => {
    const texts = textsOf(resultSvg(strategic, fonts));
    const { title, subtitle, verdict, bars, threshold, footer } = strategic;
    for (const text of [
      title,
      subtitle,
      verdict,
      threshold?.label,
      footer[1],
      ...bars.map(({ label }) => label),
    ]) {
      expect(texts).toContain(text);
    }
    for (const { countText } of bars) expect(texts).toContain(countText);
    expect(texts).toContain('68 × 3 = 204 &lt; 208 = 104 × 2');
  });

  it('draws bars and mark to the scale of the base', () => {
    const svg = resultSvg(strategic, fonts);
    const track = cardWidth - 128;
    expect(widthsOf(svg, 'fill="#0072B2"')).toEqual([Math.round(((track * 68) / 104) * 10) / 10]);
    const mark = /<rect x="([\d.]+)"[^>]*width="6"[^>]*fill="#14202B"/u.exec(svg);
    expect(Number(mark?.[1]) + 3).toBeCloseTo(64 + (track * 70) / 104, 0);
  });

  it('fills the track with the longest option, shows a single vote, and draws nothing for none', () => {
    const svg = resultSvg(poll([option('a', 5000), option('b', 1), option('c', 0)]), fonts);
    expect(widthsOf(svg, 'fill="#0072B2"')).toEqual([cardWidth - 128, 6]);
    expect(textsOf(svg)).toEqual(['Where?', 'Straw poll', 'a', '5000', 'b', '1', 'c', '0']);
  });

  it('escapes what a person wrote', () => {
    const svg = resultSvg(poll([option('<b>"&\'</b>', 1)]), fonts);
    expect(svg).toContain('&lt;b&gt;&quot;&amp;&apos;&lt;/b&gt;');
    expect(svg).not.toContain('<b>');
  });

  it('keeps the mark’s words inside the card at both ends', () => {
    for (const at of [0, 1, 103, 104]) {
      const svg = resultSvg(
        { ...strategic, threshold: { at, of: 104, label: 'needed: a long label' } },
        fonts,
      );
      const x = Number(/<text x="([\d.]+)"[^>]*>needed: a long label/u.exec(svg)?.[1]);
      expect(x).toBeGreaterThanOrEqual(64);
      expect(x + fonts.measure('needed: a long label', { size: 34 })).toBeLessThanOrEqual(cardWidth - 63);
    }
  });

  it('has a dark and a light page, and a sign of its own for each verdict', () => {
    const page = (dark: boolean) =>
      /<rect width="1200" height="\d+" fill="(#\w+)"/u.exec(resultSvg({ ...strategic, dark }, fonts))?.[1];
    expect([page(false), page(true)]).toEqual(['#FFFFFF', '#17212B']);
    const kinds = ['adopted', 'notAdopted', 'advisory'] as const;
    const signs = kinds.map(
      (verdictKind) =>
        /<circle[^>]*\/><path d="[^"]*"/u.exec(resultSvg({ ...strategic, verdictKind }, fonts))?.[0],
    );
    expect(new Set(signs).size).toBe(3);
  });
});

describe('renderResultCard', () => {
  it('is a PNG as large as its drawing', async () => {
    const { file, width, height } = readPng(await renderResultCard(strategic));
    expect(file.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1A\n');
    const [, svgWidth, svgHeight] = /width="(\d+)" height="(\d+)"/u.exec(resultSvg(strategic, fonts)) ?? [];
    expect({ width, height }).toEqual({ width: Number(svgWidth), height: Number(svgHeight) });
    expect(width).toBe(1200);
    expect(file.subarray(-8, -4).toString('latin1')).toBe('IEND');
  });

  it('has the same bytes for the same data', async () => {
    const [first, second] = await Promise.all([renderResultCard(strategic), renderResultCard(strategic)]);
    expect(Buffer.from(first ?? []).equals(Buffer.from(second ?? []))).toBe(true);
  });

  it('never draws over its margins, whatever the words and numbers (also what XML cannot carry)', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('Ш'.repeat(200), 'слово '.repeat(60), 'W'.repeat(60), '&lt;\u0000\uFFFF'),
    );
    const bar = fc.record({
      label: words,
      count: fc.nat({ max: 1_000_000 }),
      countText: fc.oneof(fc.nat().map(String), words),
      kind: fc.constantFrom<Bar['kind']>('yes', 'no', 'abstain', 'notVoted', 'option'),
    });
    const card = fc.record({
      title: words,
      subtitle: words,
      verdict: words,
      verdictKind: fc.constant('advisory' as const),
      bars: fc.array(bar, { minLength: 1, maxLength: 3 }),
      threshold: fc.record({ at: fc.nat({ max: 200 }), of: fc.nat({ max: 100 }), label: words }),
      footer: fc.array(words, { maxLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(card, async (data) => {
        const { width, height, at } = readPng(await renderResultCard(data));
        const white = 0xffffffff;
        for (let y = 0; y < height; y += 3) {
          for (const x of [0, 20, 40, 55, width - 55, width - 40, width - 20, width - 1]) {
            expect(at(x, y)).toBe(white);
          }
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
