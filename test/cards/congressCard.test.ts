import { expect, it, test } from 'vitest';
import { congressSvg, renderCongressCard } from '../../src/cards/congressCard.ts';
import { loadFonts } from '../../src/cards/fonts.ts';
import { hemicycle } from '../../src/cards/hemicycle.ts';

const radius = 536;

test.each([0, 1, 3, 4, 10, 104, 300])(
  '%i seats stand apart on a half circle, from left to right',
  (seats) => {
    const { places, diameter, hole } = hemicycle(seats, radius);
    expect(places).toHaveLength(seats);
    for (const [index, { x, y }] of places.entries()) {
      expect(Math.hypot(x, y)).toBeLessThanOrEqual(radius - diameter / 2 + 0.001);
      expect(y).toBeLessThanOrEqual(0);
      // The numbers stand there.
      expect(Math.hypot(x, y) - diameter / 2).toBeGreaterThanOrEqual(hole - 0.001);
      const nearest = Math.min(
        ...places.filter((_, at) => at !== index).map((one) => Math.hypot(one.x - x, one.y - y)),
      );
      expect(nearest).toBeGreaterThan(diameter);
    }
    const angles = places.map(({ x, y }) => Math.atan2(-y, x));
    expect(angles.toSorted((a, b) => b - a)).toEqual(angles);
  },
);

it('has room for a Congress of 1,250', () => {
  const { places, diameter } = hemicycle(1250, radius);
  expect(places).toHaveLength(1250);
  expect(diameter).toBeGreaterThan(10);
});

const card = {
  title: 'Состав Конгресса',
  subtitle: '28 ноября 2026 г.',
  middle: '3 из 6',
  below: 'мест занято',
  seats: [
    { kind: 'projectFilled', count: 3, label: 'От проектов, занято', countText: '3' },
    { kind: 'projectVacant', count: 2, label: 'От проектов, свободно', countText: '2' },
    { kind: 'memberFilled', count: 0, label: 'Не рисуется', countText: '0' },
    { kind: 'memberVacant', count: 1, label: 'От членов <Альянса>', countText: '1' },
  ],
  footer: 'Нормы, версия 1.',
} as const;

it('tells kinds of seats apart by form and filling, and leaves out what nobody has', async () => {
  const svg = congressSvg(card, await loadFonts());
  // Each once more as the sign of its line in the legend.
  expect(svg.match(/<circle [^>]*fill="#/g)).toHaveLength(3 + 1);
  expect(svg.match(/<circle [^>]*fill="none"/g)).toHaveLength(2 + 1);
  expect(svg.match(/<rect x[^>]*fill="none"/g)).toHaveLength(1 + 1);
  expect(svg).not.toContain('Не рисуется');
  expect(svg).toContain('От членов &lt;Альянса&gt;');
  expect(congressSvg({ ...card, dark: true }, await loadFonts())).not.toBe(svg);
});

it('is a PNG', async () => {
  const png = await renderCongressCard(card);
  expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
});
