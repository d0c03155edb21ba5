import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { type AdoptedBylaws, conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import {
  collectionEnd,
  commitmentBatchHash,
  decidePetitionOpening,
  decideSupport,
  decideWithdrawal,
  judgeSupport,
  newMilestone,
  type PetitionState,
  parsePetition,
  type SupportFacts,
  supportCommitment,
  supportNeeded,
  titleLimits,
} from '../../../src/governance/petition/petition.ts';
import { accepted, codesOf } from '../codes.ts';

const adopted: AdoptedBylaws = { version: 4, bylaws: conceptBylaws };
const now = new Date('2026-11-24T12:00:00Z');
const later = new Date('2026-12-24T12:00:00Z');
const twentieth = { numerator: 1, denominator: 20 };

test.each([
  [0, 1],
  [1, 1],
  [19, 1],
  [20, 1],
  [21, 2],
  [40, 2],
  [41, 3],
  [99, 5],
  [100, 5],
  [101, 6],
  [15_000, 750],
  [15_001, 751],
  [1_000_000, 50_000],
])('T1: 5 %% of %i members is %i', (members, needed) => {
  expect(supportNeeded(members, twentieth)).toBe(needed);
});

it('T1: is the smallest number that is at least the share, for any fraction', () => {
  const fraction = fc
    .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
    .map(([a, b]) => ({ numerator: Math.min(a, b), denominator: Math.max(a, b) }));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fraction, (members, share) => {
      const needed = supportNeeded(members, share);
      expect(needed * share.denominator >= members * share.numerator).toBe(true);
      if (needed > 1) expect((needed - 1) * share.denominator < members * share.numerator).toBe(true);
    }),
  );
});

it('G9: prints rule, base, number, needed, test and bylaws', () => {
  expect(judgeSupport(40, 790, adopted)).toEqual({
    rule: 'petition',
    base: { kind: 'members', number: 790 },
    number: 40,
    needed: 40,
    test: '40 × 20 = 800 ≥ 790',
    reached: true,
    bylawsVersion: 4,
  });
  const third = { version: 4, bylaws: { ...conceptBylaws, petitionShare: { numerator: 2, denominator: 3 } } };
  expect(judgeSupport(1, 3, third)).toMatchObject({
    test: '1 × 3 = 3 < 3 × 2 = 6',
    reached: false,
    needed: 2,
  });
  // Nobody's support is not enough, even for nobody.
  expect(judgeSupport(0, 0, adopted)).toMatchObject({ needed: 1, reached: false });
});

const facts = (change: Partial<SupportFacts> = {}): SupportFacts => ({
  state: 'open',
  closesAt: later,
  support: 0,
  members: 40,
  supports: false,
  vote: { granted: true },
  ...change,
});
const noRight = {
  granted: false,
  missing: [{ code: 'right.notSigned' }, { code: 'right.notVerified' }],
} as const;

test.each<[string, Partial<SupportFacts>, string[], boolean?, boolean?]>([
  ['the first of two', {}, [], true, false],
  ['the last one needed', { support: 1 }, [], true, true],
  ['the only one needed of 19', { members: 19 }, [], true, true],
  ['again', { supports: true, support: 1 }, [], false, false],
  ['again after the threshold', { supports: true, support: 2, state: 'reached' }, [], false, true],
  [
    'again after the end, without the right',
    { supports: true, state: 'expired', vote: noRight },
    [],
    false,
    false,
  ],
  ['after the threshold', { state: 'reached' }, ['petition.reached']],
  ['after the closing', { state: 'closed' }, ['petition.closed']],
  ['after the end', { state: 'expired' }, ['petition.expired']],
  ['at the very end, not swept yet', { closesAt: now }, ['petition.expired']],
  ['without the right', { vote: noRight }, ['right.notSigned', 'right.notVerified']],
  ['too late and without the right', { state: 'reached', vote: noRight }, ['petition.reached']],
])('T1: supporting, %s', (_, change, codes, changed, reached) => {
  const decided = decideSupport(facts(change), adopted, now);
  expect(codesOf(decided)).toEqual(codes);
  if (changed !== undefined) expect(accepted(decided)).toMatchObject({ changed, verdict: { reached } });
});

test.each<[string, Partial<SupportFacts>, string[], boolean?]>([
  ['before the threshold', { supports: true }, [], true],
  ['without any', {}, [], false],
  ['without any, after the threshold', { state: 'reached' }, [], false],
  ['after the threshold', { supports: true, state: 'reached' }, ['petition.reached']],
  ['after the closing', { supports: true, state: 'closed' }, ['petition.closed']],
  ['after the end', { supports: true, closesAt: now }, ['petition.expired']],
])('T2: withdrawing %s', (_, change, codes, changed) => {
  const decided = decideWithdrawal(facts(change), now);
  expect(codesOf(decided)).toEqual(codes);
  if (changed !== undefined) expect(accepted(decided).changed).toBe(changed);
});

it('T1, T2: in any order of acts the number is that of the supporters, and once reached it stays', () => {
  const act = fc.record({ who: fc.integer({ min: 0, max: 9 }), add: fc.boolean() });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), fc.integer({ min: 0, max: 200 }), (acts, members) => {
      const supporters = new Set<number>();
      let state: PetitionState = 'open';
      let events = 0;
      for (const { who, add } of acts) {
        const given = facts({ state, members, support: supporters.size, supports: supporters.has(who) });
        const before = supporters.size;
        if (add) {
          const decided = decideSupport(given, adopted, now);
          if (decided.ok && decided.value.changed) {
            supporters.add(who);
            if (decided.value.verdict.reached) {
              state = 'reached';
              events += 1;
            }
          }
        } else if (accepted(decideWithdrawal({ ...given, state: 'open' }, now)).changed) {
          const decided = decideWithdrawal(given, now);
          if (decided.ok) supporters.delete(who);
          else expect(supporters.size).toBe(before);
        }
      }
      expect(events).toBe(state === 'open' ? 0 : 1);
      expect(supporters.size >= supportNeeded(members, twentieth)).toBe(state === 'reached');
    }),
  );
});

test.each([
  [2, true, []],
  [3, true, ['petition.tooManyOpen']],
  [3, false, ['right.notSigned', 'right.notVerified', 'petition.tooManyOpen']],
])('T1: opening one more than %i, with the right: %s', (open, granted, codes) => {
  const decided = decidePetitionOpening({ open, vote: granted ? { granted: true } : noRight }, conceptBylaws);
  expect(codesOf(decided)).toEqual(codes);
});

it('T2: support is collected for 180 days', () => {
  expect(collectionEnd(now, conceptBylaws)).toEqual(new Date('2027-05-23T12:00:00Z'));
});

test.each([
  [1, 40, 0, undefined],
  [9, 40, 0, undefined],
  [10, 40, 0, 25],
  [11, 40, 25, undefined],
  [20, 40, 25, 50],
  [30, 40, 0, 75],
  [30, 40, 75, undefined],
  [20, 40, 75, undefined],
  [1, 3, 0, 25],
  [2, 3, 25, 50],
])('milestone of %i of %i after %i %%: %s', (number, needed, told, milestone) => {
  expect(newMilestone({ number, needed }, told)).toBe(milestone);
});

it('refuses all texts at once, with the counts', () => {
  const long = 'я'.repeat(121);
  const parsed = parsePetition({ title: long, proposal: 'мало', reasons: ' ' });
  expect(parsed).toEqual({
    ok: false,
    refusals: [
      { code: 'text.tooLong', facts: { max: titleLimits.max, length: 121 }, path: 'title' },
      { code: 'text.tooShort', facts: { min: 30, length: 4 }, path: 'proposal' },
      { code: 'text.empty', path: 'reasons' },
    ],
  });
  const text = { title: 'О бесплатных юристах', proposal: 'п'.repeat(30), reasons: 'р'.repeat(2500) };
  expect(parsePetition(text)).toEqual({ ok: true, value: text });
});

it('publishes commitments that only the code leads to', () => {
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(supportCommitment(3, 'CODE')).toBe(sha('veche-support/1\n3\nCODE'));
  const batch = [
    { act: 'withdrawn', commitment: 'aa' },
    { act: 'added', commitment: 'bb' },
    { act: 'added', commitment: 'aa' },
  ] as const;
  expect(commitmentBatchHash(batch)).toBe(sha('added aa\nadded bb\nwithdrawn aa'));
  expect(commitmentBatchHash(batch.toReversed())).toBe(commitmentBatchHash(batch));
});
