import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { closingGraceMs } from '../../../src/governance/ballot/ballot.ts';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import {
  candidatesMax,
  countProjectVote,
  decideFromVote,
  decideNominating,
  decideProjectCast,
  decideStanding,
  decideVoteOpening,
  decideVoteWithdrawal,
  dueVoteStep,
  isVoteUnderWay,
  type NominatingFacts,
  type ProjectCastFacts,
} from '../../../src/governance/projectVote/projectVote.ts';
import { accepted, codesOf } from '../codes.ts';

const now = new Date('2026-11-28T12:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const free = {
  head: 'leader',
  takesPart: true,
  disputed: false,
  protocolUnderWay: null,
  voteUnderWay: null,
  confirmed: { participants: 5, active: 5 },
} as const;

test.each<[number, number, string[]]>([
  [1, 24, []],
  [0, 24, ['choosing.windowTooShort']],
  [1, 23, ['choosing.windowTooShort']],
  [721, 24, ['choosing.windowTooLong']],
  [720, 720, []],
])('D3 nominating %i h, voting %i h', (nominatingHours, votingHours, expected) => {
  const given = { numbers: { participants: 12, active: 12 }, plan: { nominatingHours, votingHours } };
  expect(codesOf(decideVoteOpening({ ...free, now }, given, conceptBylaws))).toEqual(expected);
});

it('fixes the times and the seats; one delegate is replaced by a vote of one seat', () => {
  const given = { numbers: { participants: 12, active: 12 }, plan: { nominatingHours: 2, votingHours: 24 } };
  expect(accepted(decideVoteOpening({ ...free, now }, given, conceptBylaws))).toEqual({
    opensAt: later(2 * 3_600_000),
    closesAt: later(26 * 3_600_000),
    seats: 2,
  });
  const replacing = { ...free, now, replaced: { inForce: true } };
  expect(accepted(decideVoteOpening(replacing, given, conceptBylaws)).seats).toBe(1);
});

describe('candidates', () => {
  const facts: NominatingFacts = {
    state: 'nominating',
    opensAt: later(1),
    now,
    byParticipant: true,
    ofParticipant: true,
    candidate: undefined,
    isOneself: false,
    candidates: 0,
  };
  test.each<[Partial<NominatingFacts>, string[]]>([
    [{}, []],
    [{ now: later(1) }, ['choosing.notNominating']],
    [{ state: 'open' }, ['choosing.notNominating']],
    [{ byParticipant: false, ofParticipant: false }, ['choosing.notParticipant']],
    [{ ofParticipant: false }, ['choosing.candidateUnknown']],
    [{ candidate: { agreed: false } }, ['choosing.alreadyCandidate']],
    [{ candidate: { agreed: true }, isOneself: true }, ['choosing.alreadyCandidate']],
    [{ candidate: { agreed: false }, isOneself: true }, []],
    [{ candidates: candidatesMax }, ['choosing.tooManyCandidates']],
  ])('%o', (change, expected) => {
    expect(codesOf(decideNominating({ ...facts, ...change }))).toEqual(expected);
  });

  it('standing oneself is agreeing at once', () => {
    expect(accepted(decideNominating({ ...facts, isOneself: true }))).toEqual({ agreed: true, isNew: true });
    expect(accepted(decideNominating(facts))).toEqual({ agreed: false, isNew: true });
    expect(codesOf(decideStanding({ ...facts, state: 'closed' }))).toEqual([
      'choosing.notNominating',
      'choosing.notProposed',
    ]);
    expect(decideStanding({ ...facts, candidate: { agreed: false } }).ok).toBe(true);
  });
});

describe('voting (rules D3, G10, G12)', () => {
  const facts: ProjectCastFacts = {
    state: 'open',
    opensAt: now,
    closesAt: later(100),
    onRoll: true,
    seats: 2,
    candidates: ['a', 'b', 'c'],
    previous: undefined,
  };
  const cast = (change: Partial<ProjectCastFacts>, choice: string[], at = later(50)) =>
    decideProjectCast({ ...facts, ...change }, choice, { at, order: 5 });
  test.each<[Partial<ProjectCastFacts>, string[], number, string[]]>([
    [{}, ['a', 'b'], 99, []],
    [{}, [], 0, []],
    [{}, ['a'], 100, ['choosing.closed']],
    [{ state: 'closed' }, ['a'], 50, ['choosing.closed']],
    [{}, ['a'], -1, ['choosing.notOpen']],
    [{ state: 'nominating', onRoll: false }, ['a'], 50, ['choosing.notOpen']],
    [{ state: 'withdrawn' }, ['a'], 50, ['choosing.notOpen']],
    [{ onRoll: false }, ['a'], 50, ['choosing.notOnRoll']],
    [{}, ['a', 'b', 'c'], 50, ['choosing.tooManyChoices']],
    [{}, ['x'], 50, ['choosing.choiceUnknown']],
    [{}, ['a', 'a'], 50, ['choosing.choiceUnknown']],
  ])('%o %o at %i', (change, choice, at, expected) => {
    expect(codesOf(cast(change, choice, later(at)))).toEqual(expected);
  });

  it('the last by arrival counts', () => {
    const previous = (choice: string[], order: number) => ({ previous: { choice, order } });
    expect(accepted(cast({}, ['a']))).toEqual({ effect: 'recorded', store: true });
    expect(accepted(cast(previous(['b'], 4), ['a']))).toEqual({ effect: 'replaced', store: true });
    expect(accepted(cast(previous(['a'], 4), ['a']))).toEqual({ effect: 'unchanged', store: true });
    expect(accepted(cast(previous(['b', 'a'], 5), ['a', 'b']))).toEqual({
      effect: 'unchanged',
      store: false,
    });
    expect(accepted(cast(previous(['a'], 4), ['a', 'b']))).toEqual({ effect: 'replaced', store: true });
    expect(accepted(cast(previous(['a'], 6), ['b']))).toEqual({ effect: 'superseded', store: false });
  });

  it('opens and closes by the clock, with grace for what came in time', () => {
    const at = { opensAt: now, closesAt: now };
    expect(dueVoteStep({ ...at, state: 'nominating', now: later(-1) })).toBeUndefined();
    expect(dueVoteStep({ ...at, state: 'nominating', now })).toBe('open');
    expect(dueVoteStep({ ...at, state: 'open', now: later(closingGraceMs - 1) })).toBeUndefined();
    expect(dueVoteStep({ ...at, state: 'open', now: later(closingGraceMs) })).toBe('close');
    expect(dueVoteStep({ ...at, state: 'closed', now: later(closingGraceMs) })).toBeUndefined();
    expect((['nominating', 'open', 'closed', 'withdrawn'] as const).filter(isVoteUnderWay)).toEqual([
      'nominating',
      'open',
    ]);
  });
});

it('is taken back by a head before its close, and becomes a protocol after it', () => {
  expect(codesOf(decideVoteWithdrawal({ isHead: false, state: 'closed' }))).toEqual([
    'protocol.notHead',
    'choosing.notUnderWay',
  ]);
  expect(accepted(decideVoteWithdrawal({ isHead: true, state: 'open' })).changed).toBe(true);
  expect(accepted(decideVoteWithdrawal({ isHead: true, state: 'withdrawn' })).changed).toBe(false);
  expect(codesOf(decideFromVote({ state: 'open', overtaken: true }))).toEqual(['choosing.notClosed']);
  expect(codesOf(decideFromVote({ state: 'closed', overtaken: true }))).toEqual(['choosing.overtaken']);
  expect(decideFromVote({ state: 'closed', overtaken: false }).ok).toBe(true);
});

describe('counting (rules D3, G8)', () => {
  const count = (votes: string[][], seats: number) =>
    countProjectVote({ votes, candidates: ['a', 'b', 'c'], seats, rollSize: 9 });
  test.each<[string, string[][], number, string[], string[]]>([
    ['zero votes elect nobody', [], 2, [], []],
    ['half is no majority', [['a'], ['b']], 1, [], []],
    ['most votes first', [['a', 'b'], ['b'], ['a', 'b']], 2, ['b', 'a'], []],
    [
      'a tie at the last seat gives it to nobody',
      [
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'b'],
      ],
      1,
      [],
      ['a', 'b'],
    ],
    [
      'the seat above the tie is filled',
      [
        ['a', 'b'],
        ['a', 'b', 'c'],
        ['a', 'c'],
      ],
      2,
      ['a'],
      ['b', 'c'],
    ],
    ['for nobody counts among those voting', [['a'], [], []], 1, [], []],
  ])('%s', (_, votes, seats, elected, tied) => {
    const result = count(votes, seats);
    expect([result.elected, result.tied]).toEqual([elected, tied]);
    expect(result.voted).toBe(votes.length);
  });

  it('elects never more than seats, and only by more than half', () => {
    const choice = fc.subarray(['a', 'b', 'c']);
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 9 }), fc.integer({ min: 1, max: 3 }), (votes, seats) => {
        const result = count(votes, seats);
        expect(result.elected.length).toBeLessThanOrEqual(seats);
        for (const id of result.elected)
          expect((result.tallies.find((one) => one.id === id)?.votes ?? 0) * 2).toBeGreaterThan(result.voted);
      }),
    );
  });
});
