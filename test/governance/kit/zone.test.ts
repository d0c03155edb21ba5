import { describe, expect, test } from 'vitest';
import { parseZone } from '../../../src/governance/kit/zone.ts';
import { accepted, codesOf } from '../codes.ts';

describe('parseZone', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [' europe/berlin ', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['UTC', 'UTC'],
    ['UTC+0', 'UTC'],
    ['-00:00', 'UTC'],
    ['UTC+3', '+03:00'],
    ['utc +3', '+03:00'],
    ['GMT-3:30', '-03:30'],
    ['+03:30', '+03:30'],
    ['−0330', '-03:30'],
    ['+5', '+05:00'],
    ['+0545', '+05:45'],
    ['+14', '+14:00'],
    ['-12:00', '-12:00'],
  ])('%j is %s', (text, zone) => {
    expect(accepted(parseZone(text))).toBe(zone);
    // Whatever is returned can be used to show a deadline.
    expect(() => new Intl.DateTimeFormat('ru', { timeZone: zone })).not.toThrow();
  });

  test.each([
    [''],
    ['Narnia'],
    ['UTC+'],
    ['+14:15'],
    ['-12:15'],
    ['+15'],
    ['-13'],
    ['+03:20'],
    ['3'],
    ['+3:5'],
    ['+03:60'],
    ['+03:75'],
  ])('%j is no zone', (text) => {
    expect(codesOf(parseZone(text))).toEqual(['zone.unknown']);
  });
});
