import { describe, expect, it, test } from 'vitest';
import {
  criteria,
  decideAppealOutcome,
  decideGivingBack,
  decideJudgement,
  decideProjectAppeal,
  decideSupport,
  decideTakingProject,
  decideWithdrawal,
  type Judgement,
  type LastReview,
  type ReviewFacts,
} from '../../../src/governance/project/projectReview.ts';
import { accepted, codesOf } from '../codes.ts';

const facts = (change: Partial<ReviewFacts> = {}): ReviewFacts => ({
  state: 'submitted',
  takenBy: 'evaluator',
  leaderId: 'leader',
  deputyId: null,
  takesPart: false,
  evaluator: { id: 'evaluator', mayJudge: true },
  ...change,
});

const all = (met: boolean, advice?: string): Judgement['criteria'] =>
  Object.fromEntries(criteria.map((one) => [one, advice === undefined ? { met } : { met, advice }]));

describe('D1 taking an application', () => {
  test.each<[string, Partial<ReviewFacts>, string[]]>([
    ['free', { takenBy: null }, []],
    ['mine', {}, []],
    ['of a colleague', { takenBy: 'other' }, ['project.taken']],
    ['verified', { state: 'verified' }, ['project.notWaiting']],
    ['my own', { leaderId: 'evaluator', takenBy: null }, ['project.ownProject']],
    ['mine as deputy', { deputyId: 'evaluator', takenBy: null }, ['project.ownProject']],
    ['one I take part in', { takesPart: true, takenBy: null }, ['project.ownProject']],
    ['without the power', { takenBy: null, evaluator: { id: 'x', mayJudge: false } }, ['project.noPower']],
  ])('%s', (_, change, codes) => {
    expect(codesOf(decideTakingProject(facts(change)))).toEqual(codes);
  });

  it('again changes nothing', () => {
    expect(accepted(decideTakingProject(facts())).changed).toBe(false);
    expect(accepted(decideTakingProject(facts({ takenBy: null }))).changed).toBe(true);
  });

  it('gives back what is theirs', () => {
    expect(decideGivingBack(facts()).ok).toBe(true);
    expect(codesOf(decideGivingBack(facts({ takenBy: null })))).toEqual(['project.notTaken']);
    expect(codesOf(decideGivingBack(facts({ state: 'returned' })))).toEqual(['project.notWaiting']);
  });
});

describe('D1 a judgement', () => {
  const oneUnmet = { ...all(true), budget: { met: false } };
  test.each<[string, Judgement, string[]]>([
    ['verified, all met', { outcome: 'verified', criteria: all(true) }, []],
    ['verified, one not met', { outcome: 'verified', criteria: oneUnmet }, ['project.notAllMet']],
    ['returned, one without advice', { outcome: 'returned', criteria: oneUnmet }, ['project.adviceMissing']],
    ['returned with advice', { outcome: 'returned', criteria: all(false, 'Добавьте срок.') }, []],
    ['returned, nothing said', { outcome: 'returned', criteria: all(true) }, ['project.nothingToAdvise']],
    ['returned with words alone', { outcome: 'returned', criteria: all(true), reason: 'Уточните.' }, []],
    ['refused without a reason', { outcome: 'refused', criteria: oneUnmet }, ['project.reasonMissing']],
    ['refused', { outcome: 'refused', criteria: oneUnmet, reason: 'Против критерия 2.' }, []],
  ])('%s', (_, judgement, codes) => {
    expect(codesOf(decideJudgement(facts(), judgement))).toEqual(codes);
  });

  it('names every criterion that is not judged', () => {
    const decided = decideJudgement(facts({ takenBy: null }), { outcome: 'verified', criteria: {} });
    expect(codesOf(decided)).toEqual(['project.notTaken', ...criteria.map(() => 'project.criterionOpen')]);
  });

  it('becomes the state', () => {
    const judgement: Judgement = { outcome: 'verified', criteria: all(true) };
    expect(accepted(decideJudgement(facts(), judgement))).toEqual({ state: 'verified' });
  });
});

it('D1 only a verification can be withdrawn', () => {
  expect(decideWithdrawal(facts({ state: 'verified', takenBy: null })).ok).toBe(true);
  expect(codesOf(decideWithdrawal(facts({ leaderId: 'evaluator' })))).toEqual([
    'project.ownProject',
    'project.notVerified',
  ]);
});

const until = new Date('2026-12-20T12:00:00Z');
const review = (change: Partial<LastReview> = {}): LastReview => ({
  appealUntil: until,
  appeal: null,
  ...change,
});

test.each<[string, LastReview | null, Date, string[]]>([
  ['in time', review(), until, []],
  ['late', review(), new Date(until.getTime() + 1), ['project.appealLate']],
  ['twice', review({ appeal: 'open' }), until, ['project.appealed']],
  ['after advice', review({ appealUntil: null }), until, ['project.noAppeal']],
  ['before any judgement', null, until, ['project.noAppeal']],
])('D1 an appeal %s', (_, last, now, codes) => {
  expect(codesOf(decideProjectAppeal(last, now))).toEqual(codes);
});

it('K5 an outcome is entered for an open appeal only', () => {
  expect(decideAppealOutcome(review({ appeal: 'open' })).ok).toBe(true);
  expect(codesOf(decideAppealOutcome(review({ appeal: 'upheld' })))).toEqual(['project.noAppeal']);
  expect(codesOf(decideAppealOutcome(null))).toEqual(['project.noAppeal']);
});

test.each<[Parameters<typeof decideSupport>[0], string[]]>([
  [{ state: 'submitted', supported: false }, []],
  [{ state: 'verified', supported: false }, []],
  [{ state: 'refused', supported: false }, ['project.notWaiting']],
  [{ state: 'withdrawn', supported: false }, ['project.notWaiting']],
  [{ state: 'withdrawn', supported: true }, ['project.alreadySupported']],
])('D1 support by the Fund %j', (given, codes) => {
  expect(codesOf(decideSupport(given))).toEqual(codes);
});
