import { expect, test } from 'vitest';
import { parseMoment } from '../../../src/governance/kit/moment.ts';
import {
  decideEntry,
  decideInvitation,
  foldPublicName,
  type InvitationFacts,
} from '../../../src/governance/list/list.ts';
import { reminderTime } from '../../../src/governance/notice/reminder.ts';

const now = new Date('2026-11-22T10:00:00Z');
const facts: InvitationFacts = {
  link: { used: false, expiresAt: new Date(now.getTime() + 1) },
  status: 'member',
  onList: false,
  asked: false,
  now,
};
const codes = (changed: Partial<InvitationFacts>) => {
  const decided = decideInvitation({ ...facts, ...changed });
  return decided.ok ? [] : decided.refusals.map(({ code }) => code);
};

test('G7: an invitation is used once, in time, by a member who is not on the list', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ link: null })).toEqual(['list.linkUnknown']);
  expect(codes({ link: { used: true, expiresAt: now } })).toEqual(['list.linkUsed']);
  expect(codes({ link: { used: false, expiresAt: now } })).toEqual(['list.linkExpired']);
  expect(codes({ onList: true, asked: true })).toEqual(['list.alreadyOn']);
  expect(codes({ asked: true, link: { used: true, expiresAt: now } })).toEqual(['list.alreadyAsked']);
  expect(codes({ status: 'signed', link: null })).toEqual(['list.linkUnknown', 'list.notMember']);
});

test('G7: an entry is made once, under a name of its own', () => {
  expect(decideEntry({ onList: false, nameTaken: false }).ok).toBe(true);
  const both = decideEntry({ onList: true, nameTaken: true });
  expect(both.ok ? [] : both.refusals.map(({ code }) => code)).toEqual(['list.alreadyOn', 'list.nameTaken']);
});

test('G7: names that read the same are the same', () => {
  expect(foldPublicName('Алёна  К.')).toBe(foldPublicName('АЛЕНА К'));
  expect(foldPublicName('Ｎatalia')).toBe(foldPublicName('natalia'));
  expect(foldPublicName('Алена')).not.toBe(foldPublicName('Алина'));
});

test('a reminder comes a day before the close, or when a quarter of a shorter time is left', () => {
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  expect(reminderTime(now, at(200))).toEqual(at(176));
  expect(reminderTime(now, at(96))).toEqual(at(72));
  expect(reminderTime(now, at(4))).toEqual(at(3));
});

test('a typed moment is read in the zone, across the nights when clocks change', () => {
  const read = (text: string, zone = 'Europe/Berlin') => {
    const parsed = parseMoment(text, zone);
    return parsed.ok ? parsed.value : parsed.refusals[0].code;
  };
  expect(read('24.11.2026 19:00')).toBe('2026-11-24T18:00:00.000Z');
  expect(read(' 24.11.2026, 19:00 ')).toBe('2026-11-24T18:00:00.000Z');
  expect(read('2026-11-24 9:05')).toBe('2026-11-24T08:05:00.000Z');
  expect(read('2026-07-01T19:00')).toBe('2026-07-01T17:00:00.000Z');
  expect(read('24.11.2026 19:00', '+05:30')).toBe('2026-11-24T13:30:00.000Z');
  expect(read('24.11.2026 00:30', 'UTC')).toBe('2026-11-24T00:30:00.000Z');
  // Spring: 02:00 becomes 03:00. Autumn: 02:30 comes twice, the first one counts.
  expect(read('28.03.2027 02:30')).toBe('moment.skipped');
  expect(read('25.10.2026 02:30')).toBe('2026-10-25T00:30:00.000Z');
  const unreadable = [
    '30.02.2026 19:00', // no such day
    '12.13.2026 19:00',
    '24.11.2026 24:00',
    '24.11.2026 19:60',
    '24.11 19:00',
    'завтра',
    '',
  ];
  for (const text of unreadable) expect(read(text), text).toBe('moment.unreadable');
});
