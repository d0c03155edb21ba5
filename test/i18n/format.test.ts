import { describe, expect, it } from 'vitest';
import { formatDay, formatDeadline, formatMoment } from '../../src/i18n/format.ts';

const at = new Date('2026-11-24T16:00:00Z');

describe('formatDeadline', () => {
  it.each([
    ['ru', 'Europe/Moscow', '24 ноября, 19:00 (16:00 UTC)'],
    ['en', 'Europe/Moscow', '24 November, 19:00 (16:00 UTC)'],
    ['ru', 'UTC+3', '24 ноября, 19:00 (16:00 UTC)'],
    ['ru', 'UTC-3:30', '24 ноября, 12:30 (16:00 UTC)'],
    ['ru', undefined, '24 ноября, 16:00 UTC'],
    ['en', 'UTC', '24 November, 16:00 UTC'],
    ['ru', 'Asia/Vladivostok', '25 ноября, 02:00 (24 ноября, 16:00 UTC)'],
  ] as const)('%s in %s', (locale, zone, text) => {
    expect(formatDeadline(at, locale, zone).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('keeps both readings of an hour that a clock shows twice apart by UTC', () => {
    const [first, second] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((moment) =>
      formatDeadline(new Date(moment), 'ru', 'Europe/Berlin'),
    );
    expect(first).toBe('25\u00a0октября, 02:30 (00:30\u00a0UTC)');
    expect(second).toBe('25\u00a0октября, 02:30 (01:30\u00a0UTC)');
  });
});

it('formatMoment and formatDay ignore the zone of the machine', () => {
  expect(formatMoment(at, 'en', 'UTC')).toBe('24\u00a0November, 16:00');
  expect(formatDay('2026-11-24', 'ru').replaceAll('\u00a0', ' ')).toBe('24 ноября 2026 г.');
});
