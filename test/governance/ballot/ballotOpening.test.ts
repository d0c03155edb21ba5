import { describe, expect, it, test } from 'vitest';
import { ballotStates, closingTime } from '../../../src/governance/ballot/ballot.ts';
import {
  decideOpening,
  decideSchedule,
  type OpeningFacts,
  type ScheduleFacts,
} from '../../../src/governance/ballot/ballotOpening.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { accepted, codesOf } from '../codes.ts';

const bylaws = { version: 1, bylaws: conceptBylaws };
const now = new Date('2026-11-24T12:00:00.000Z');
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const at = (offset: number) => new Date(now.getTime() + offset);
const iso = (offset: number) => at(offset).toISOString();

const poll: OpeningFacts = {
  state: 'draft',
  class: 'strawPoll',
  electorate: 'members',
  rule: 'advisory',
  plan: { durationMinutes: 60 },
  rollSize: 120,
  now,
};
const rollCall = { class: 'rollCall', electorate: 'list', rollSize: 21 } as const;
const strategic = { ...rollCall, rule: 'strategic', plan: { closesAt: iso(72 * hour) } } as const;
const open = (change: Partial<OpeningFacts>) => decideOpening({ ...poll, ...change }, bylaws);

describe('decideOpening', () => {
  it('G10 fixes time, base and voters at the opening', () => {
    expect(accepted(open({}))).toEqual({
      opensAt: now,
      closesAt: at(hour),
      base: { all: 120 },
      voters: 'all',
    });
    expect(accepted(open(strategic))).toEqual({
      opensAt: now,
      closesAt: at(72 * hour),
      base: { all: 21 },
      voters: 'all',
    });
  });

  it.each(['current', 'statement'] as const)('G4, G5 %s: only the present vote, with a quorum', (rule) => {
    const facts = { ...rollCall, rule, present: 11 };
    expect(accepted(open(facts))).toMatchObject({ base: { all: 21, present: 11 }, voters: 'present' });
    expect(open({ ...facts, present: 10 })).toEqual({
      ok: false,
      refusals: [{ code: 'ballot.noQuorum', facts: { needed: 11, present: 10 } }],
    });
    expect(open({ ...rollCall, rule })).toMatchObject({
      refusals: [{ code: 'ballot.noQuorum', facts: { needed: 11, present: 0 } }],
    });
  });

  test.each<[string, Partial<OpeningFacts>, string[]]>([
    ['M7 a roll call of members', { ...strategic, electorate: 'members' }, ['ballot.rollCallOfMembers']],
    ['a binding straw poll', { rule: 'strategic', plan: strategic.plan }, ['ballot.ruleOfClass']],
    ['an advisory roll call', { ...rollCall }, ['ballot.ruleOfClass']],
    ['an empty roll', { rollSize: 0 }, ['ballot.emptyRoll']],
    [
      'an empty roll of a current question',
      { ...rollCall, rule: 'current', rollSize: 0 },
      ['ballot.emptyRoll'],
    ],
    ['a deadline that is now', { plan: { closesAt: iso(0) } }, ['ballot.windowPast']],
    ['a deadline in the past', { ...strategic, plan: { closesAt: iso(-1) } }, ['ballot.windowPast']],
  ])('refuses %s', (_, change, codes) => {
    expect(codesOf(open(change))).toEqual(codes);
  });

  it.each(ballotStates)('opens a draft or a scheduled ballot only: %s', (state) => {
    const result = open({ state });
    expect(result.ok).toBe(state === 'draft' || state === 'scheduled');
    if (!result.ok) expect(result.refusals).toEqual([{ code: 'ballot.notOpenable', facts: { state } }]);
  });

  it('takes a deadline one millisecond away and a list for a straw poll', () => {
    expect(open({ plan: { closesAt: iso(1) }, electorate: 'list' }).ok).toBe(true);
  });

  it('G14 a strategic vote has 72 hours at least', () => {
    expect(open({ ...strategic, plan: { closesAt: iso(72 * hour - 1) } })).toEqual({
      ok: false,
      refusals: [{ code: 'ballot.windowTooShort', facts: { neededHours: 72 } }],
    });
    expect(open({ ...strategic, plan: { durationMinutes: 72 * 60 } }).ok).toBe(true);
    expect(codesOf(open({ ...strategic, plan: { durationMinutes: 72 * 60 - 1 } }))).toEqual([
      'ballot.windowTooShort',
    ]);
  });

  describe('scheduled', () => {
    const due = (late: number, change: Partial<OpeningFacts> = {}) =>
      open({
        ...strategic,
        state: 'scheduled',
        plan: { opensAt: iso(-late), closesAt: iso(72 * hour - late) },
        ...change,
      });

    it('G14 the announced window counts when the sweep comes a little late, not when hours are lost', () => {
      expect(accepted(due(5 * second))).toMatchObject({ opensAt: now, closesAt: at(72 * hour - 5 * second) });
      expect(due(15 * minute).ok).toBe(true);
      expect(codesOf(due(15 * minute + 1))).toEqual(['ballot.windowTooShort']);
    });

    it('never opens early', () => {
      expect(due(0).ok).toBe(true);
      expect(due(-1)).toEqual({
        ok: false,
        refusals: [{ code: 'ballot.notDue', facts: { at: iso(1) } }],
      });
    });

    it('keeps the announced deadline of a duration', () => {
      const plan = { opensAt: iso(-10 * minute), durationMinutes: 60 };
      expect(accepted(open({ state: 'scheduled', plan })).closesAt).toEqual(at(50 * minute));
      // A draft opened by hand starts its duration with the opening.
      expect(accepted(open({ state: 'draft', plan })).closesAt).toEqual(at(60 * minute));
    });
  });

  it('gives all reasons', () => {
    const change = {
      ...rollCall,
      electorate: 'members',
      rollSize: 0,
      state: 'open',
      plan: { closesAt: iso(-1) },
    } as const;
    expect(codesOf(open(change))).toEqual([
      'ballot.rollCallOfMembers',
      'ballot.ruleOfClass',
      'ballot.notOpenable',
      'ballot.windowPast',
      'ballot.emptyRoll',
    ]);
  });
});

describe('decideSchedule', () => {
  const draft: ScheduleFacts = {
    state: 'draft',
    class: 'strawPoll',
    electorate: 'members',
    rule: 'advisory',
    plan: { opensAt: iso(1), durationMinutes: 1 },
    now,
  };
  const schedule = (change: Partial<ScheduleFacts>) => decideSchedule({ ...draft, ...change }, bylaws);

  it('announces opening and deadline', () => {
    expect(accepted(schedule({}))).toEqual({ opensAt: at(1), closesAt: at(minute + 1) });
  });

  test.each<[string, Partial<ScheduleFacts>, string[]]>([
    ['a ballot that is no draft', { state: 'scheduled' }, ['ballot.notDraft']],
    ['an opening now', { plan: { opensAt: iso(0), durationMinutes: 1 } }, ['ballot.windowPast']],
    [
      'a deadline at the opening',
      { plan: { opensAt: iso(9), closesAt: iso(9) } },
      ['ballot.windowBackwards'],
    ],
    ['M7 a roll call of members', { class: 'rollCall' }, ['ballot.rollCallOfMembers', 'ballot.ruleOfClass']],
    [
      'G14 a strategic window of less than 72 hours',
      {
        class: 'rollCall',
        electorate: 'list',
        rule: 'strategic',
        plan: { opensAt: iso(hour), closesAt: iso(73 * hour - 1) },
      },
      ['ballot.windowTooShort'],
    ],
  ])('refuses %s', (_, change, codes) => {
    expect(codesOf(schedule(change))).toEqual(codes);
  });

  it('takes 72 hours, and one millisecond for a straw poll', () => {
    const plan = { opensAt: iso(hour), closesAt: iso(73 * hour) };
    expect(schedule({ class: 'rollCall', electorate: 'list', rule: 'strategic', plan }).ok).toBe(true);
    expect(schedule({ plan: { opensAt: iso(9), closesAt: iso(10) } }).ok).toBe(true);
  });

  it('says which state a ballot is in that cannot be scheduled', () => {
    expect(schedule({ state: 'open' })).toMatchObject({ refusals: [{ facts: { state: 'open' } }] });
  });
});

it('deadlines are instants: a night of the clock change has its true length', () => {
  const night = new Date('2026-10-25T00:00:00+02:00');
  expect(closingTime({ durationMinutes: 24 * 60 }, night).toISOString()).toBe('2026-10-25T22:00:00.000Z');
  expect(closingTime({ closesAt: '2026-10-26T00:00:00+01:00' }, night).toISOString()).toBe(
    '2026-10-25T23:00:00.000Z',
  );
});
