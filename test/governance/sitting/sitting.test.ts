import { describe, expect, it, test } from 'vitest';
import { decideAdvisory } from '../../../src/governance/ballot/advisory.ts';
import { itemStates } from '../../../src/governance/session/item.ts';
import { sessionStates } from '../../../src/governance/session/session.ts';
import {
  decideItemOpening,
  decideSessionClosing,
  decideSessionOpening,
  decideSettingAside,
} from '../../../src/governance/sitting/sitting.ts';
import { codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00.000Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('H1, H2 a session is opened on the chair’s word', () => {
  const facts = { startsAt: now, hasChair: true, now };
  test.each(sessionStates)('from %s', (state) => {
    const expected = {
      planned: ['sitting.notCalled'],
      frozen: [],
      called: [],
      open: [],
      closed: ['sitting.over'],
      cancelled: ['sitting.over'],
    }[state];
    const decided = decideSessionOpening({ ...facts, state });
    expect(codesOf(decided)).toEqual(expected);
    if (decided.ok) expect(decided.value.changed).toBe(state !== 'open');
  });

  it('an hour before its beginning at the earliest, with a chair', () => {
    expect(decideSessionOpening({ ...facts, state: 'called', startsAt: at(60) }).ok).toBe(true);
    expect(decideSessionOpening({ state: 'called', startsAt: at(61), hasChair: false, now })).toEqual({
      ok: false,
      refusals: [
        { code: 'sitting.notYet', facts: { at: at(61).toISOString() } },
        { code: 'sitting.chairMissing' },
      ],
    });
  });
});

describe('H2 a session is closed once nothing of it runs', () => {
  test.each(sessionStates)('from %s', (state) => {
    const decided = decideSessionClosing({ state, running: 0 });
    expect(decided.ok).toBe(state === 'open' || state === 'closed');
    if (decided.ok) expect(decided.value.changed).toBe(state === 'open');
  });

  it('says how many votes run', () => {
    expect(decideSessionClosing({ state: 'open', running: 2 })).toEqual({
      ok: false,
      refusals: [{ code: 'sitting.voteRunning', facts: { count: 2 } }],
    });
    expect(codesOf(decideSessionClosing({ state: 'called', running: 1 }))).toEqual([
      'sitting.notUnderWay',
      'sitting.voteRunning',
    ]);
  });
});

describe('items', () => {
  const facts = { sessionState: 'open', other: null } as const;
  test.each(itemStates)('one that is %s is called up', (state) => {
    const decided = decideItemOpening({ ...facts, state });
    expect(codesOf(decided)).toEqual(state === 'agenda' || state === 'open' ? [] : ['sitting.itemNotListed']);
    if (decided.ok) expect(decided.value.changed).toBe(state === 'agenda');
  });

  it('one at a time, in an open session', () => {
    expect(decideItemOpening({ ...facts, state: 'agenda', other: 3 })).toEqual({
      ok: false,
      refusals: [{ code: 'sitting.itemElsewhere', facts: { number: 3 } }],
    });
    expect(codesOf(decideItemOpening({ ...facts, state: 'agenda', sessionState: 'called' }))).toEqual([
      'sitting.notUnderWay',
    ]);
    expect(codesOf(decideItemOpening({ ...facts, state: 'agenda', sessionState: null }))).toEqual([
      'sitting.notUnderWay',
    ]);
  });

  test.each(itemStates)('one that is %s is put aside', (state) => {
    const decided = decideSettingAside({ state, running: 0 });
    expect(decided.ok).toBe(state === 'agenda' || state === 'open');
    if (decided.ok) expect(decided.value.changed).toBe(state === 'open');
    const running = codesOf(decideSettingAside({ state, running: 1 }));
    expect(running).toContain('sitting.voteRunning');
  });
});

describe('M7 the members are asked before the Congress votes', () => {
  const facts = { class: 'strategic', state: 'agenda', voted: false, advisory: 'none' } as const;
  test.each(itemStates)('about an item that is %s', (state) => {
    const listed = state === 'waiting' || state === 'agenda' || state === 'open';
    expect(codesOf(decideAdvisory({ ...facts, state }, 'ask'))).toEqual(
      listed ? [] : ['advisory.itemNotListed'],
    );
  });

  it('about strategic ones, once, and not too late; who was not to be asked can still be', () => {
    expect(decideAdvisory({ ...facts, advisory: 'declined' }, 'ask')).toEqual({ ok: true, value: 'ask' });
    expect(decideAdvisory(facts, 'decline')).toEqual({ ok: true, value: 'decline' });
    for (const advisory of ['running', 'closed'] as const)
      expect(codesOf(decideAdvisory({ ...facts, advisory }, 'ask'))).toEqual(['advisory.asked']);
    expect(codesOf(decideAdvisory({ ...facts, class: 'current', voted: true }, 'ask'))).toEqual([
      'advisory.notStrategic',
      'advisory.tooLate',
    ]);
  });
});
