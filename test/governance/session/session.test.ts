import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { wallClock } from '../../../src/governance/kit/moment.ts';
import {
  decideSessionMove,
  decideSessionTime,
  parseLength,
  parsePlace,
  parseSessionPlan,
  proposeStart,
  sessionEvents,
  sessionIsDue,
  sessionStates,
} from '../../../src/governance/session/session.ts';
import { accepted, codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00Z');
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
const zone = 'Europe/Berlin';

describe('planning (rule G2)', () => {
  const input = {
    startsAt: '2027-01-25T19:00:00+01:00',
    lengthMinutes: 180,
    zone,
    place: ' Берлин,  зал 2 ',
  };

  it('takes a time with its zone, and a place in words or a link', () => {
    expect(accepted(parseSessionPlan(input))).toEqual({
      startsAt: new Date('2027-01-25T18:00:00Z'),
      lengthMinutes: 180,
      zone,
      place: { kind: 'room', text: 'Берлин,  зал 2' },
    });
    const link = 'https://meet.example.org/veche';
    expect(accepted(parsePlace(link))).toEqual({ kind: 'link', text: link });
  });

  it.each([
    ['180', []],
    [' 30 ', []],
    ['29', ['session.lengthUnreadable']],
    ['1441', ['session.lengthUnreadable']],
    ['three hours', ['session.lengthUnreadable']],
    ['45.5', ['session.lengthUnreadable']],
  ])('reads a length of "%s"', (text, codes) => {
    expect(codesOf(parseLength(text))).toEqual(codes);
  });

  it.each([
    ['no time', { startsAt: 'soon' }, ['session.invalid']],
    ['29 minutes', { lengthMinutes: 29 }, ['session.invalid']],
    ['30 minutes', { lengthMinutes: 30 }, []],
    ['a day', { lengthMinutes: 1440 }, []],
    ['more than a day', { lengthMinutes: 1441 }, ['session.invalid']],
    ['an unknown zone and no place', { zone: 'Mars/Base', place: '' }, ['zone.unknown', 'text.empty']],
    ['a link that is none', { place: 'http://insecure.example' }, ['session.placeLink']],
    ['anything else', { chair: 'me' }, ['session.invalid']],
  ])('%s', (_, change, codes) => {
    expect(codesOf(parseSessionPlan({ ...input, ...change }))).toEqual(codes);
  });

  it.each([
    ['a moment ago', -1, ['session.past']],
    ['now', 0, ['session.past']],
    ['in 23 hours', 23, ['session.tooSoon']],
    ['in 24 hours', 24, []],
    ['in 400 days', 400 * 24, []],
    ['in 401 days', 401 * 24, ['session.tooFar']],
  ])('%s', (_, hours, codes) => {
    const plan = { startsAt: inHours(hours), lengthMinutes: 60 };
    expect(codesOf(decideSessionTime(plan, [], conceptBylaws, now))).toEqual(codes);
  });

  it.each([
    ['ends when the other begins', 97, []],
    ['ends in the middle of it', 98, ['session.overlaps']],
    ['is the same', 100, ['session.overlaps']],
    ['begins before it ends', 101, ['session.overlaps']],
    ['begins when it ends', 102, []],
  ])('%s', (_, hours, codes) => {
    const other = { number: 3, startsAt: inHours(100), lengthMinutes: 120 };
    const plan = { startsAt: inHours(hours), lengthMinutes: 180 };
    expect(codesOf(decideSessionTime(plan, [other], conceptBylaws, now))).toEqual(codes);
  });

  it('says everything that stands against it at once', () => {
    const plan = { startsAt: inHours(1), lengthMinutes: 180 };
    const other = { number: 3, ...plan };
    expect(codesOf(decideSessionTime(plan, [other], conceptBylaws, now))).toEqual([
      'session.tooSoon',
      'session.overlaps',
    ]);
  });
});

describe('the calendar (rule G2: every two months)', () => {
  it.each([
    [
      'the same time of day over the change to summer time',
      '2027-02-15T18:00:00Z',
      zone,
      '2027-04-15T17:00:00.000Z',
    ],
    ['the last day of a shorter month', '2026-12-31T18:00:00Z', zone, '2027-02-28T18:00:00.000Z'],
    ['over the end of a year', '2026-11-20T18:00:00Z', zone, '2027-01-20T18:00:00.000Z'],
    // At 2:30 on 28 March 2027 the clocks of Berlin go from 2:00 to 3:00.
    [
      'an hour that the clocks skip begins after the skip',
      '2027-01-28T01:30:00Z',
      zone,
      '2027-03-28T01:30:00.000Z',
    ],
    ['as often as it takes to be ahead', '2025-01-25T18:00:00Z', zone, '2026-11-25T18:00:00.000Z'],
  ])('%s', (_, startsAt, at, expected) => {
    const last = { startsAt: new Date(startsAt), zone: at };
    expect(proposeStart(last, conceptBylaws, now).toISOString()).toBe(expected);
  });

  it('leaves delegates the time that planning needs', () => {
    const last = { startsAt: new Date('2026-09-25T11:59:00Z'), zone: 'UTC' };
    expect(proposeStart(last, conceptBylaws, now).toISOString()).toBe('2027-01-25T11:59:00.000Z');
    const exact = { startsAt: new Date('2026-09-25T12:00:00Z'), zone: 'UTC' };
    expect(proposeStart(exact, conceptBylaws, now).toISOString()).toBe('2026-11-25T12:00:00.000Z');
  });

  it('keeps the hour on the wall, but for the hours that a clock skips', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tbilisi', 'UTC', '+03:30');
    const times = fc.date({ min: new Date('2024-01-01'), max: new Date('2026-11-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, times, fc.integer({ min: 1, max: 12 }), (at, startsAt, sessionMonths) => {
        const next = proposeStart({ startsAt, zone: at }, { ...conceptBylaws, sessionMonths }, now).getTime();
        expect(next).toBeGreaterThanOrEqual(inHours(conceptBylaws.sessionNoticeHours).getTime());
        const shift = (wallClock(next, at) - wallClock(startsAt.getTime(), at)) % (24 * HOUR_MS);
        expect([0, HOUR_MS]).toContain(shift);
      }),
    );
  });
});

describe('states', () => {
  it.each([
    ['planned', 'replanned', 'planned'],
    ['planned', 'frozen', 'frozen'],
    ['planned', 'cancelled', 'cancelled'],
    ['frozen', 'changed', 'frozen'],
    ['frozen', 'called', 'called'],
    ['frozen', 'cancelled', 'cancelled'],
    ['called', 'changed', 'called'],
    ['called', 'called', 'called'],
    ['called', 'cancelled', 'cancelled'],
  ] as const)('%s, %s: %s', (from, event, to) => {
    expect(accepted(decideSessionMove(from, event))).toBe(to);
  });

  it('nothing else is possible', () => {
    const possible = sessionStates.flatMap((state) =>
      sessionEvents.filter((event) => decideSessionMove(state, event).ok),
    );
    expect(possible).toHaveLength(9);
    expect(codesOf(decideSessionMove('frozen', 'replanned'))).toEqual(['session.notPlanned']);
    expect(codesOf(decideSessionMove('planned', 'called'))).toEqual(['session.notFrozen']);
    for (const state of ['open', 'closed', 'cancelled'] as const)
      expect(codesOf(decideSessionMove(state, 'cancelled'))).toEqual(['session.over']);
  });
});

describe('reminders', () => {
  it.each([
    ['more than a day before', 'called', 24.1, undefined],
    ['a day before', 'called', 24, 'day'],
    ['two hours before', 'called', 2, 'day'],
    ['an hour before', 'called', 1, 'hour'],
    ['when it begins', 'called', 0, undefined],
    ['of one that nobody was called to', 'frozen', 1, undefined],
  ] as const)('%s', (_, state, hours, due) => {
    expect(sessionIsDue({ state, startsAt: inHours(hours) }, now)).toBe(due);
  });
});
