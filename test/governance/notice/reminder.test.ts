import { expect, it } from 'vitest';
import { reminderTime } from '../../../src/governance/notice/reminder.ts';

const opensAt = new Date('2026-11-20T12:00:00Z');
const after = (hours: number) => new Date(opensAt.getTime() + hours * 3_600_000);

it('reminds a day before the close, or when a quarter of a shorter vote is left', () => {
  expect(reminderTime(opensAt, after(240))).toEqual(after(216));
  expect(reminderTime(opensAt, after(96))).toEqual(after(72));
  expect(reminderTime(opensAt, after(72))).toEqual(after(54));
  expect(reminderTime(opensAt, after(4))).toEqual(after(3));
});
