import { expect, it, test } from 'vitest';
import {
  instantOfDay,
  parseCongressDay,
  parseCongressMoment,
} from '../../../src/governance/congress/congressDay.ts';
import { accepted, codesOf } from '../codes.ts';

const today = '2026-11-28';

test.each([
  ['24.11.2026', '2026-11-24'],
  ['1.2.2024', '2024-02-01'],
  ['24/11/2026', '2026-11-24'],
  [' 2026-11-24 ', '2026-11-24'],
  ['29.02.2028', '2028-02-29'],
  ['2020-01-01', '2020-01-01'],
  ['2036-12-31', '2036-12-31'],
])('«%s» is the day %s', (text, day) => {
  expect(accepted(parseCongressDay(text, today))).toBe(day);
});

test.each([
  ['завтра', 'congress.dayUnreadable'],
  ['', 'congress.dayUnreadable'],
  ['31.02.2026', 'congress.dayUnreadable'],
  ['2026-13-01', 'congress.dayUnreadable'],
  ['24.11.26', 'congress.dayUnreadable'],
  ['2019-12-31', 'congress.dayOutOfRange'],
  ['2037-01-01', 'congress.dayOutOfRange'],
])('«%s» is refused: %s', (text, code) => {
  expect(codesOf(parseCongressDay(text, today))).toEqual([code]);
});

it('stands for now on this day and for noon UTC on any other', () => {
  const now = new Date('2026-11-28T17:30:00.000Z');
  expect(instantOfDay(today, now)).toEqual(now);
  expect(instantOfDay('2026-05-01', now)).toEqual(new Date('2026-05-01T12:00:00.000Z'));
});

test.each([
  ['2026-11-24', '2026-11-24T12:00:00.000Z'],
  ['2026-11-24T19:00:00Z', '2026-11-24T19:00:00.000Z'],
  ['2026-11-24T19:00:00+03:00', '2026-11-24T16:00:00.000Z'],
])('`at` of an address: %s is %s', (text, at) => {
  expect(accepted(parseCongressMoment(text, new Date(`${today}T10:00:00Z`)))).toEqual(new Date(at));
});

test.each([
  ['2026-11-24T19:00', 'congress.dayUnreadable'],
  ['2026-02-30T10:00:00Z', 'congress.dayUnreadable'],
  ['2019-01-01T00:00:00Z', 'congress.dayOutOfRange'],
  ['0001-01-01T00:00:00Z', 'congress.dayOutOfRange'],
])('`at` of an address: %s is refused: %s', (text, code) => {
  expect(codesOf(parseCongressMoment(text, new Date(`${today}T10:00:00Z`)))).toEqual([code]);
});
