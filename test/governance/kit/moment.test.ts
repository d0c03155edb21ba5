import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseMoment } from '../../../src/governance/kit/moment.ts';
import { accepted, codesOf } from '../codes.ts';

describe('parseMoment', () => {
  test.each([
    ['24.11.2026 19:00', 'Europe/Berlin', '2026-11-24T18:00:00.000Z'],
    [' 24.11.2026, 19:00 ', 'Europe/Berlin', '2026-11-24T18:00:00.000Z'],
    ['2026-11-24 19:00', '+03:00', '2026-11-24T16:00:00.000Z'],
    ['2026-11-24T19:00', 'UTC', '2026-11-24T19:00:00.000Z'],
    ['2026-11-24, 19:00', 'UTC', '2026-11-24T19:00:00.000Z'],
    ['1.7.2026 9:05', 'Europe/Berlin', '2026-07-01T07:05:00.000Z'],
    ['29.02.2028 00:00', 'Asia/Tbilisi', '2028-02-28T20:00:00.000Z'],
    ['25.10.2026 02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['01.11.2026 01:30', 'America/Anchorage', '2026-11-01T09:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, instant) => {
    expect(accepted(parseMoment(text, zone))).toBe(instant);
  });

  it('says that an hour does not exist when the clocks go forward', () => {
    expect(codesOf(parseMoment('29.03.2026 02:30', 'Europe/Berlin'))).toEqual(['moment.skipped']);
    expect(parseMoment('29.03.2026 03:00', 'Europe/Berlin').ok).toBe(true);
  });

  test.each([
    [''],
    ['завтра'],
    ['30.02.2026 12:00'],
    ['31.04.2026 12:00'],
    ['24.13.2026 12:00'],
    ['00.11.2026 12:00'],
    ['24.11.2026 24:00'],
    ['24.11.2026 12:60'],
    ['24.11.26 12:00'],
    ['24.11.2026'],
    ['2026-02-30 12:00'],
  ])('cannot read %j', (text) => {
    expect(codesOf(parseMoment(text, 'UTC'))).toEqual(['moment.unreadable']);
  });

  it('gives an instant at which the clocks of the zone show what was typed', () => {
    const zones = fc.constantFrom(
      'Europe/Berlin',
      'America/Anchorage',
      'Asia/Kathmandu',
      'Pacific/Apia',
      '-03:30',
    );
    const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, zones, (minute, timeZone) => {
        const instant = new Date(minute * 60_000);
        const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
        const parsed = new Date(accepted(parseMoment(format.format(instant), timeZone)));
        expect(format.format(parsed)).toBe(format.format(instant));
        // The earlier of two that read the same.
        expect(parsed.getTime()).toBeLessThanOrEqual(instant.getTime());
      }),
    );
  });

  it('reads in any number of zones', () => {
    const zones = Array.from({ length: 600 }, (_, minutes) => {
      const two = (number: number) => String(number).padStart(2, '0');
      return `+${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    });
    const read = zones.map((zone) => accepted(parseMoment('2026-11-24 19:00', zone)));
    expect([read[0], read[599]]).toEqual(['2026-11-24T19:00:00.000Z', '2026-11-24T09:01:00.000Z']);
  });
});
