import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, addMonths, dayOf } from '../../../src/governance/kit/day.ts';

it('takes the UTC day, whatever the zone of the server', () => {
  expect(dayOf(new Date('2026-11-24T00:00:00Z'))).toBe('2026-11-24');
  expect(dayOf(new Date('2026-11-24T23:59:59.999Z'))).toBe('2026-11-24');
});

it('counts days across months, leap days and clock changes', () => {
  expect(addDays('2026-11-24', 30)).toBe('2026-12-24');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(addDays('2026-01-01', 0)).toBe('2026-01-01');
});

it('goes forth and back, and orders as text', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 4000 }),
      (instant, days) => {
        const day = dayOf(instant);
        expect(addDays(addDays(day, days), -days)).toBe(day);
        expect(addDays(day, days) > day).toBe(true);
      },
    ),
  );
});

it('counts months to the same date, or to the last day of a shorter month', () => {
  expect(addMonths('2026-05-20', 6)).toBe('2026-11-20');
  expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
  expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
  expect(addMonths('2026-01-15', -6)).toBe('2025-07-15');
  expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  expect(addMonths('2026-12-01', 0)).toBe('2026-12-01');
});
