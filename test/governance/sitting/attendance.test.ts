import { describe, expect, it, test } from 'vitest';
import { sessionStates } from '../../../src/governance/session/session.ts';
import {
  decideCheckIn,
  decideCheckOut,
  decidePlan,
  presenceUntil,
  presentNow,
  prolongs,
  voterOfSeat,
} from '../../../src/governance/sitting/attendance.ts';
import { codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00.000Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const bylaws = { presenceHours: 4 };

describe('G7 presence', () => {
  test.each([
    [null, null, undefined],
    ['delegate', at(1), 'delegate'],
    ['substitute', at(1), 'substitute'],
    ['delegate', at(0), undefined],
    ['delegate', null, undefined],
  ] as const)('%s until %s counts as %s', (present, until, expected) => {
    expect(presentNow({ present, until }, now)).toBe(expected);
  });

  it('counts for the hours of the bylaws, and a press prolongs it once it is worth writing', () => {
    expect(presenceUntil(now, bylaws)).toEqual(at(240));
    const here = (until: Date) => ({ present: 'delegate', until }) as const;
    expect(prolongs(here(at(240)), 'delegate', now, bylaws)).toBe(false);
    expect(prolongs(here(at(230)), 'delegate', now, bylaws)).toBe(false);
    expect(prolongs(here(at(229)), 'delegate', now, bylaws)).toBe(true);
    expect(prolongs(here(at(229)), 'substitute', now, bylaws)).toBe(false);
    expect(prolongs(here(at(0)), 'delegate', now, bylaws)).toBe(false);
    expect(prolongs({ present: 'delegate', until: null }, 'delegate', now, bylaws)).toBe(false);
  });

  test.each(sessionStates)('check-in while the session is %s', (state) => {
    const facts = { state, as: 'delegate', present: null, until: null } as const;
    expect(codesOf(decideCheckIn(facts, now))).toEqual(state === 'open' ? [] : ['sitting.notOpen']);
  });

  it('whoever leaves is away, whoever was not there stays so', () => {
    expect(decideCheckOut({ present: 'delegate', until: at(1), as: 'delegate' })).toEqual({ changed: true });
    expect(decideCheckOut({ present: 'substitute', until: at(1), as: 'delegate' })).toEqual({
      changed: false,
    });
    expect(decideCheckOut({ present: null, until: null, as: 'delegate' })).toEqual({ changed: false });
  });
});

describe('G13 delegate or substitute, never both', () => {
  const open = { state: 'open' } as const;
  it('a delegate in the room keeps the substitute out; the delegate takes the seat back', () => {
    const delegateHere = { present: 'delegate', until: at(1) } as const;
    const substituteHere = { present: 'substitute', until: at(1) } as const;
    expect(codesOf(decideCheckIn({ ...open, ...delegateHere, as: 'substitute' }, now))).toEqual([
      'sitting.delegatePresent',
    ]);
    expect(decideCheckIn({ ...open, ...substituteHere, as: 'delegate' }, now)).toEqual({
      ok: true,
      value: 'delegate',
    });
    expect(decideCheckIn({ ...open, ...delegateHere, until: at(0), as: 'substitute' }, now).ok).toBe(true);
  });

  test.each([
    ['session', true, 'delegate', false, 'delegate'],
    ['session', true, 'substitute', false, 'substitute'],
    ['session', true, undefined, false, 'delegate'],
    ['session', true, undefined, true, 'delegate'],
    ['session', false, 'substitute', true, 'delegate'],
    ['outside', true, undefined, false, 'delegate'],
    ['outside', true, 'substitute', false, 'delegate'],
    ['outside', true, 'delegate', true, 'substitute'],
    ['outside', false, undefined, true, 'delegate'],
  ] as const)(
    '%s, substitute named %s, in the room %s, away %s: the %s votes',
    (place, hasSubstitute, presentAs, away, voter) => {
      expect(voterOfSeat({ hasSubstitute, presentAs, away }, place)).toBe(voter);
    },
  );

  it('the delegate alone says who comes', () => {
    const facts = { state: 'called', as: 'delegate', hasSubstitute: true } as const;
    for (const plan of ['comes', 'absent', 'substitute'] as const)
      expect(decidePlan(facts, plan)).toEqual({ ok: true, value: plan });
    expect(codesOf(decidePlan({ ...facts, hasSubstitute: false }, 'substitute'))).toEqual([
      'sitting.noSubstitute',
    ]);
    expect(decidePlan({ ...facts, hasSubstitute: false }, 'absent').ok).toBe(true);
    expect(codesOf(decidePlan({ ...facts, as: 'substitute' }, 'comes'))).toEqual([
      'sitting.substituteCannotPlan',
    ]);
    for (const state of ['closed', 'cancelled'] as const)
      expect(codesOf(decidePlan({ ...facts, state }, 'comes'))).toEqual(['sitting.over']);
  });
});
