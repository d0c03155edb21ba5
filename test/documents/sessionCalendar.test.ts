import { expect, it } from 'vitest';
import type { Session } from '../../src/db/read/session/session.ts';
import { sessionCalendar } from '../../src/documents/sessionCalendar.ts';
import { i18n } from '../support/texts.ts';

const ID = '00000000-0000-4000-8000-000000000007';
const session: Session = {
  id: ID,
  number: 7,
  state: 'called',
  // The night in which Berlin's clocks go back: 01:30 UTC is 02:30 there, for the second time.
  startsAt: new Date('2026-10-25T01:30:00Z'),
  zone: 'Europe/Berlin',
  lengthMinutes: 240,
  place: { kind: 'room', text: 'Берлин, Дом демократии' },
  chairId: null,
  agendaHash: null,
  agendaFrozenAt: null,
  broadcastId: null,
  broadcastSeq: 0,
  toldSeq: 0,
  revision: 3,
  openedAt: null,
  closedAt: null,
  dissentUntil: null,
};
const given = { link: 'https://t.me/veche_bot?start=session_7', now: new Date('2026-10-01T12:00:00Z') };
const calendarOf = (change: Partial<Session>, withPlace: boolean, locale: 'ru' | 'en' = 'ru') =>
  sessionCalendar(
    { translator: i18n.translatorFor(locale), zone: undefined },
    { ...session, ...change },
    { ...given, withPlace },
  )
    .replaceAll('\r\n ', '')
    .split('\r\n');

it('says the start and the end in UTC, with an identity that stays and a sequence that rises', () => {
  const lines = calendarOf({}, true);
  expect(lines).toContain('METHOD:PUBLISH');
  expect(lines).toContain('DTSTART:20261025T013000Z');
  expect(lines).toContain('DTEND:20261025T053000Z');
  expect(lines).toContain(`UID:session-${ID}@veche`);
  expect(lines).toContain('SEQUENCE:3');
  expect(lines).toContain('STATUS:CONFIRMED');
});

it('tells the place to delegates and to nobody else', () => {
  expect(calendarOf({}, true).join()).toContain('Дом демократии');
  expect(calendarOf({}, false).join()).not.toContain('демократии');
});

it.each(['ru', 'en'] as const)(
  'a cancelled session leaves the calendar, and no text is missing (%s)',
  (locale) => {
    const lines = calendarOf({ state: 'cancelled', revision: 4 }, false, locale);
    expect(lines).toContain('METHOD:CANCEL');
    expect(lines).toContain('STATUS:CANCELLED');
    expect(lines).toContain('SEQUENCE:4');
    expect(lines.join()).not.toContain('{{');
  },
);
