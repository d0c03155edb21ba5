import { describe, expect, it, test } from 'vitest';
import {
  decideOpening,
  decideSchedule,
  type OpeningFacts,
} from '../../../src/governance/ballot/ballotOpening.ts';
import type { CongressFacts } from '../../../src/governance/ballot/congressVote.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { itemStates } from '../../../src/governance/session/item.ts';
import { accepted, codesOf } from '../codes.ts';

const bylaws = { version: 1, bylaws: conceptBylaws };
const now = new Date('2026-11-24T12:00:00.000Z');
const hours = (count: number) => count * 60;

const inSession: CongressFacts = {
  itemState: 'open',
  sessionState: 'open',
  voted: null,
  advisory: 'closed',
  seats: { entitled: 105, filled: 101, needed: 70 },
};
const outside: CongressFacts = { ...inSession, itemState: 'waiting', sessionState: null };
const current: OpeningFacts = {
  state: 'draft',
  class: 'rollCall',
  electorate: 'congress',
  rule: 'current',
  plan: { durationMinutes: 2 },
  rollSize: 101,
  present: 51,
  congress: inSession,
  now,
};
const strategic: OpeningFacts = { ...current, rule: 'strategic' };
const open = (facts: OpeningFacts, change: Partial<OpeningFacts> = {}) =>
  decideOpening({ ...facts, ...change }, bylaws);
const withCongress = (facts: OpeningFacts, change: Partial<CongressFacts>) =>
  open(facts, { congress: { ...(facts.congress ?? inSession), ...change } });

describe('G4, G5, G14 in a session', () => {
  it('quorum 51 of 101: 51 present are enough, 50 are not', () => {
    expect(accepted(open(current))).toMatchObject({ base: { all: 101, present: 51 }, voters: 'present' });
    expect(open(current, { present: 50 })).toEqual({
      ok: false,
      refusals: [{ code: 'ballot.noQuorum', facts: { needed: 51, present: 50 } }],
    });
  });

  it('takes a short window, two minutes at least', () => {
    expect(open({ ...current, rule: 'statement' }).ok).toBe(true);
    expect(open(current, { plan: { durationMinutes: 1 } })).toEqual({
      ok: false,
      refusals: [{ code: 'sitting.voteTooShort', facts: { neededMinutes: 2 } }],
    });
  });

  it('G3 a strategic vote has all as its base and needs no 72 hours; G11 without a quorum it does not open', () => {
    expect(accepted(open(strategic))).toMatchObject({ base: { all: 101 }, voters: 'all' });
    expect(codesOf(open(strategic, { present: 50 }))).toEqual(['ballot.noQuorum']);
  });

  it('asks for the item to be called up first', () => {
    expect(codesOf(withCongress(current, { itemState: 'agenda' }))).toEqual(['sitting.itemNotOpen']);
    expect(codesOf(withCongress(strategic, { itemState: 'agenda' }))).toEqual(['sitting.itemNotOpen']);
  });
});

describe('G14 outside a session', () => {
  const alone = { ...strategic, present: 0, congress: outside, plan: { durationMinutes: hours(72) } };
  it('strategic only, 72 hours at least, whoever is present', () => {
    expect(accepted(open(alone))).toMatchObject({ base: { all: 101 }, voters: 'all' });
    expect(codesOf(open(alone, { plan: { durationMinutes: hours(72) - 1 } }))).toEqual([
      'ballot.windowTooShort',
    ]);
    for (const rule of ['current', 'statement'] as const)
      expect(codesOf(open(alone, { rule }))).toEqual(['sitting.needsSession']);
  });

  it('before its session begins too, unless that was told with the agenda', () => {
    expect(withCongress(alone, { itemState: 'agenda', sessionState: 'planned' }).ok).toBe(true);
    for (const sessionState of ['frozen', 'called'] as const)
      expect(codesOf(withCongress(alone, { itemState: 'agenda', sessionState }))).toEqual([
        'sitting.itemOnAgenda',
      ]);
  });

  it('can be planned when it is strategic', () => {
    const facts = { ...alone, plan: { durationMinutes: hours(72), opensAt: '2026-11-25T12:00:00.000Z' } };
    expect(decideSchedule(facts, bylaws).ok).toBe(true);
    expect(codesOf(decideSchedule({ ...facts, rule: 'current' }, bylaws))).toEqual(['sitting.needsSession']);
  });
});

describe('what a vote of the Congress needs beside the roll', () => {
  test.each(itemStates)('an item that is %s', (itemState) => {
    const codes = codesOf(withCongress(current, { itemState }));
    const expected = {
      moved: ['sitting.itemNotOnAgenda'],
      withdrawn: ['sitting.itemNotOnAgenda'],
      decided: ['sitting.itemDecided'],
      waiting: ['sitting.itemNotOpen'],
      agenda: ['sitting.itemNotOpen'],
      open: [],
    }[itemState];
    expect(codes).toEqual(expected);
  });

  it('is voted on once', () => {
    expect(withCongress(current, { voted: 14, itemState: 'decided' })).toEqual({
      ok: false,
      refusals: [{ code: 'sitting.itemVoted', facts: { number: 14 } }],
    });
  });

  test.each([
    ['none', ['sitting.advisoryMissing']],
    ['running', ['sitting.advisoryRunning']],
    ['declined', []],
    ['closed', []],
  ] as const)('M7 members first: %s', (advisory, codes) => {
    expect(codesOf(withCongress(strategic, { advisory }))).toEqual(codes);
    expect(withCongress(current, { advisory }).ok).toBe(true);
  });

  it('G11 a strategic vote opens while 2/3 of the seats are filled', () => {
    const seats = { entitled: 105, filled: 69, needed: 70 };
    expect(withCongress(strategic, { seats })).toEqual({
      ok: false,
      refusals: [{ code: 'sitting.seatsVacant', facts: seats }],
    });
    expect(withCongress(strategic, { seats: { ...seats, filled: 70 } }).ok).toBe(true);
    expect(withCongress(current, { seats }).ok).toBe(true);
  });

  it('says everything that is missing at once', () => {
    const congress = { ...inSession, itemState: 'agenda', advisory: 'none' } as const;
    const seats = { entitled: 3, filled: 1, needed: 2 };
    const refused = open(strategic, {
      present: 1,
      plan: { durationMinutes: 1 },
      congress: { ...congress, seats },
    });
    expect(codesOf(refused)).toEqual([
      'sitting.itemNotOpen',
      'sitting.voteTooShort',
      'sitting.advisoryMissing',
      'sitting.seatsVacant',
      'ballot.noQuorum',
    ]);
  });

  it('G7 the Congress votes by roll call', () => {
    expect(codesOf(open(current, { class: 'strawPoll', rule: 'advisory' }))).toEqual([
      'ballot.pollOfCongress',
    ]);
  });
});
