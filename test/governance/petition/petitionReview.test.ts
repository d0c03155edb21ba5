import { expect, it, test } from 'vitest';
import {
  decideJurorVerdict,
  decideJury,
  decidePetitionAppeal,
  decideReport,
  type JurorVerdict,
  type ReportFacts,
  type ReviewEnd,
  reviewIsOver,
  type VerdictFacts,
} from '../../../src/governance/petition/petitionReview.ts';
import { accepted, codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00Z');
const later = new Date('2026-11-25T12:00:00Z');
const report = (change: Partial<ReportFacts> = {}): ReportFacts => ({
  state: 'open',
  closesAt: later,
  vote: { granted: true },
  isAuthor: false,
  reviews: [],
  ...change,
});
const kept = { state: 'kept', mine: false } as const;

test.each<[string, Partial<ReportFacts>, string[]]>([
  ['the first', {}, []],
  ['after two that kept it', { reviews: [kept, kept] }, []],
  ['after three that kept it', { reviews: [kept, kept, kept] }, ['petition.reviewedEnough']],
  ['while three decide', { reviews: [{ state: 'deciding', mine: false }] }, ['petition.underReview']],
  [
    'after the Congress overturned a closing',
    { reviews: [{ state: 'closed', mine: true }] },
    ['petition.cleared'],
  ],
  ['again', { reviews: [{ state: 'kept', mine: true }] }, ['petition.alreadyReported']],
  ['the own petition', { isAuthor: true }, ['petition.ownPetition']],
  ['after the threshold', { state: 'reached' }, ['petition.reached']],
  ['after the end', { closesAt: now }, ['petition.expired']],
  [
    'without the right',
    { vote: { granted: false, missing: [{ code: 'right.notSigned' }] } },
    ['right.notSigned'],
  ],
])('T3: reporting, %s', (_, change, codes) => {
  expect(codesOf(decideReport(report(change), now))).toEqual(codes);
});

it('T3: three are needed to draw three', () => {
  expect(decideJury(3, 3).ok).toBe(true);
  expect(codesOf(decideJury(2, 3))).toEqual(['petition.juryTooSmall']);
});

const verdict = (change: Partial<VerdictFacts> = {}): VerdictFacts => ({
  review: 'deciding',
  dueAt: later,
  petition: 'open',
  own: null,
  others: [null, null],
  ...change,
});

test.each<[string, Partial<VerdictFacts>, JurorVerdict, boolean, ReviewEnd]>([
  ['the first of three closes', {}, 'close', true, null],
  ['the second of three closes', { others: ['close', null] }, 'close', true, null],
  ['the third of three closes', { others: ['close', 'close'] }, 'close', true, 'closed'],
  ['one keeps', { others: ['close', null] }, 'keep', true, 'kept'],
  ['one changes to keep', { own: 'close' }, 'keep', true, 'kept'],
  ['the same again', { own: 'close', others: ['close', null] }, 'close', false, null],
  ['the same again after the end', { own: 'keep', review: 'kept' }, 'keep', false, null],
])('T3: %s', (_, change, given, changed, end) => {
  expect(accepted(decideJurorVerdict(verdict(change), given, now))).toEqual({ changed, end });
});

test.each<[string, Partial<VerdictFacts>, string]>([
  ['somebody who was not drawn', { own: undefined }, 'petition.noDuty'],
  ['after one kept it', { review: 'kept' }, 'petition.reviewOver'],
  ['after 72 hours', { dueAt: now }, 'petition.reviewOver'],
  ['after the threshold was reached', { petition: 'reached' }, 'petition.reviewOver'],
  ['keep changed to close', { own: 'keep', review: 'kept' }, 'petition.reviewOver'],
])('T3: no verdict, %s', (_, change, code) => {
  expect(codesOf(decideJurorVerdict(verdict(change), 'close', now))).toEqual([code]);
});

test.each([
  [later, 'open', false],
  [now, 'open', true],
  [later, 'reached', true],
] as const)('T3: due %s, petition %s: over %s', (dueAt, petition, over) => {
  expect(reviewIsOver({ dueAt, petition }, now)).toBe(over);
});

test.each([
  [true, 'closed', false, [], true],
  [true, 'closed', true, [], false],
  [false, 'closed', false, ['petition.notAuthor'], undefined],
  [false, 'open', false, ['petition.notAuthor', 'petition.notClosed'], undefined],
] as const)(
  'T3: appeal of the author: %s, of a petition that is %s',
  (isAuthor, state, appealed, codes, changed) => {
    const decided = decidePetitionAppeal({ isAuthor, state, appealed });
    expect(codesOf(decided)).toEqual(codes);
    if (changed !== undefined) expect(accepted(decided).changed).toBe(changed);
  },
);
