import { expect, test } from 'vitest';
import { zoneText } from '../../../src/messages/kit/zone.ts';
import { i18n } from '../../support/texts.ts';

const winter = new Date('2026-12-02T18:00:00Z');
const summer = new Date('2026-07-02T18:00:00Z');

test.each([
  ['Europe/Berlin', winter, 'Берлин, UTC+1', 'Berlin, UTC+1'],
  ['Europe/Berlin', summer, 'Берлин, UTC+2', 'Berlin, UTC+2'],
  ['Europe/London', winter, 'Лондон, UTC', 'London, UTC'],
  ['America/New_York', winter, 'Нью-Йорк, UTC−5', 'New York, UTC−5'],
  ['America/Argentina/Buenos_Aires', winter, 'Буэнос-Айрес, UTC−3', 'Buenos Aires, UTC−3'],
  ['Europe/Moscow', winter, 'Москва, UTC+3', 'Moscow, UTC+3'],
  ['+03:30', winter, 'UTC+3:30', 'UTC+3:30'],
  ['UTC', winter, 'UTC', 'UTC'],
])('a person reads the zone %s at %s as a place with its offset', (zone, at, ru, en) => {
  expect(zoneText(i18n.translatorFor('ru'), zone, at)).toBe(ru);
  expect(zoneText(i18n.translatorFor('en'), zone, at)).toBe(en);
});
