import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type AdoptedBylaws, conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import { type Counted, judge, quorumOf, type Rule } from '../../../src/governance/congress/majority.ts';

const concept: AdoptedBylaws = { version: 1, bylaws: conceptBylaws };

/** All who are left did not vote. */
const counts = (number: number, yes: number, no = 0, abstained = 0): Counted => ({
  yes,
  no,
  abstained,
  notVoted: number - yes - no - abstained,
});
const strategic = (all: number, yes: number, no = 0) =>
  judge('strategic', { all }, counts(all, yes, no), concept);
const current = (all: number, present: number, yes: number, no = 0, abstained = 0) =>
  judge('current', { all, present }, counts(present, yes, no, abstained), concept);

describe('G3 strategic: at least 2/3 of all', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [100, 67],
    [104, 70],
    [105, 70],
    [15_000, 10_000],
    [1_000_000, 666_667],
  ])('of %i all, %i are needed', (all, needed) => {
    expect(strategic(all, needed)).toMatchObject({ needed, adopted: true, reason: 'reached' });
    expect(strategic(all, needed - 1)).toMatchObject({ needed, adopted: false });
  });

  it('judges the example: 68 of 104 in favour, 70 needed, not adopted', () => {
    expect(judge('strategic', { all: 104 }, counts(104, 68, 17, 6), concept)).toEqual({
      rule: 'strategic',
      base: { kind: 'all', number: 104 },
      needed: 70,
      counted: { yes: 68, no: 17, abstained: 6, notVoted: 13 },
      test: '68 × 3 = 204 < 208 = 104 × 2',
      adopted: false,
      reason: 'notReached',
      bylawsVersion: 1,
    });
  });

  it('shows equality and excess in the test', () => {
    expect(strategic(3, 2).test).toBe('2 × 3 = 6 = 6 = 3 × 2');
    expect(strategic(3, 3).test).toBe('3 × 3 = 9 > 6 = 3 × 2');
  });
});

describe('G4 current: quorum of half of all, then more than half of the present', () => {
  test.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [100, 50],
    [101, 51],
    [102, 51],
  ])('quorum of %i is %i', (all, needed) => {
    expect(quorumOf({ all, present: needed }, concept)).toEqual({ needed, present: needed, met: true });
    expect(quorumOf({ all, present: needed - 1 }, concept)).toEqual({
      needed,
      present: needed - 1,
      met: false,
    });
  });

  test.each([
    [51, 26],
    [52, 27],
    [1, 1],
    [2, 2],
    [3, 2],
  ])('of %i present, %i are needed', (present, needed) => {
    expect(current(present, present, needed)).toMatchObject({ needed, adopted: true });
    expect(current(present, present, needed - 1)).toMatchObject({ needed, adopted: false });
  });

  it('counts an abstention as present: it weighs against', () => {
    expect(current(20, 20, 10, 0, 10)).toMatchObject({ adopted: false, reason: 'notReached' });
    expect(current(20, 20, 11, 0, 9)).toMatchObject({ adopted: true, test: '11 × 2 = 22 > 20' });
  });

  it('adopts nothing without a quorum, whatever was counted', () => {
    expect(current(101, 50, 50)).toMatchObject({
      adopted: false,
      reason: 'noQuorum',
      base: { kind: 'present', number: 50 },
      quorum: { needed: 51, present: 50, met: false },
    });
  });

  it('takes a missing presence for nobody present', () => {
    expect(judge('current', { all: 10 }, counts(0, 0), concept)).toMatchObject({
      reason: 'noQuorum',
      quorum: { needed: 5, present: 0 },
    });
  });
});

describe('G5 statement: by its own fraction, same quorum and base as G4', () => {
  const own: AdoptedBylaws = {
    version: 7,
    bylaws: { ...conceptBylaws, statementMajority: { numerator: 3, denominator: 5 } },
  };
  it('needs more than 3/5 where the bylaws say so, while current questions keep 1/2', () => {
    const base = { all: 10, present: 10 };
    expect(judge('statement', base, counts(10, 6), own)).toMatchObject({
      needed: 7,
      adopted: false,
      bylawsVersion: 7,
      quorum: { needed: 5, present: 10, met: true },
      test: '6 × 5 = 30 = 30 = 10 × 3',
    });
    expect(judge('statement', base, counts(10, 7), own)).toMatchObject({ adopted: true });
    expect(judge('current', base, counts(10, 6), own)).toMatchObject({ adopted: true });
  });
});

describe('G8, G9', () => {
  it('G8 a tie is not a majority', () => {
    expect(current(20, 20, 10, 10)).toMatchObject({ adopted: false, reason: 'tie' });
    expect(strategic(20, 10, 10)).toMatchObject({ adopted: false, reason: 'tie' });
    expect(strategic(20, 9, 10)).toMatchObject({ reason: 'notReached' });
  });

  it.each<Rule>(['strategic', 'current', 'statement'])('G9 %s: no Yes, no decision', (rule) => {
    for (const number of [0, 1, 7]) {
      const base = { all: number, present: number };
      const verdict = judge(rule, base, counts(number, 0), concept);
      expect(verdict.adopted).toBe(false);
      expect(verdict.needed).toBeGreaterThanOrEqual(1);
      if (number > 0) expect(verdict.reason).toBe('noYes');
    }
    expect(judge('strategic', { all: 0 }, counts(0, 0), concept).reason).toBe('noYes');
    expect(judge('current', { all: 0, present: 0 }, counts(0, 0), concept)).toMatchObject({
      reason: 'noQuorum',
      quorum: { needed: 1 },
    });
  });

  it('leaves out a factor of one', () => {
    const whole: AdoptedBylaws = {
      version: 1,
      bylaws: { ...conceptBylaws, strategicMajority: { numerator: 1, denominator: 1 } },
    };
    expect(judge('strategic', { all: 3 }, counts(3, 2, 1), whole)).toMatchObject({
      test: '2 < 3',
      needed: 3,
    });
  });
});

describe('M7 advisory: a straw poll adopts nothing', () => {
  test.each([
    [50, 30, '50 > 30'],
    [30, 50, '30 < 50'],
    [40, 40, '40 = 40'],
    [0, 0, '0 = 0'],
  ])('%i yes, %i no', (yes, no, text) => {
    expect(judge('advisory', { all: 120 }, counts(120, yes, no), concept)).toEqual({
      rule: 'advisory',
      base: { kind: 'all', number: 120 },
      needed: 0,
      counted: counts(120, yes, no),
      test: text,
      adopted: false,
      reason: 'advisory',
      bylawsVersion: 1,
    });
  });
});

describe('counts that cannot be', () => {
  const impossible: [string, () => unknown][] = [
    ['a fraction of a person', () => strategic(3, 1.5)],
    ['less than nobody', () => strategic(3, -1)],
    ['counts over the base', () => judge('strategic', { all: 3 }, { ...counts(3, 2), no: 5 }, concept)],
    ['counts under the base', () => judge('advisory', { all: 3 }, counts(2, 2), concept)],
    ['more present than all', () => current(3, 4, 4)],
    ['more than the bound', () => quorumOf({ all: 1_000_000_001 }, concept)],
    ['no number', () => quorumOf({ all: Number.NaN }, concept)],
  ];
  it.each(impossible)('%s throws', (_, act) => {
    expect(act).toThrow(RangeError);
  });
  it('takes nobody and the bound itself', () => {
    expect(quorumOf({ all: 1_000_000_000 }, concept).needed).toBe(500_000_000);
    expect(quorumOf({ all: 0 }, concept)).toEqual({ needed: 1, present: 0, met: false });
  });
});

describe('properties', () => {
  const fractions = fc
    .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
    .filter(([a, b]) => 2 * a > b && a < b)
    .map(([numerator, denominator]) => ({ numerator, denominator }));
  const people = fc.nat({ max: 1_000_000_000 });
  const split = fc
    .tuple(people, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([number, first, second]) => {
      const yes = Math.floor(number * first);
      return { number, counted: counts(number, yes, Math.floor((number - yes) * second)) };
    });

  it('G3, G4, G5 agree with exact arithmetic on BigInt for every fraction and size', () => {
    fc.assert(
      fc.property(split, fractions, fc.constantFrom<Rule>('strategic', 'statement'), (vote, part, rule) => {
        const bylaws = { ...conceptBylaws, strategicMajority: part, statementMajority: part };
        const base = { all: vote.number, present: vote.number };
        const verdict = judge(rule, base, vote.counted, { version: 1, bylaws });
        const left = BigInt(vote.counted.yes) * BigInt(part.denominator);
        const right = BigInt(vote.number) * BigInt(part.numerator);
        const enough = rule === 'strategic' ? left >= right : left > right;
        expect(verdict.adopted).toBe(enough && vote.counted.yes > 0);
        expect(verdict.adopted).toBe(vote.counted.yes >= verdict.needed);
        // G8: under any bylaws that parseBylaws accepts, adopted means more Yes than No.
        if (verdict.adopted) expect(vote.counted.yes).toBeGreaterThan(vote.counted.no);
      }),
    );
  });

  it('G4 one more Yes instead of any other never turns an adopted decision down', () => {
    fc.assert(
      fc.property(split, (vote) => {
        fc.pre(vote.counted.notVoted > 0);
        const base = { all: vote.number, present: vote.number };
        const more = { ...vote.counted, yes: vote.counted.yes + 1, notVoted: vote.counted.notVoted - 1 };
        const before = judge('current', base, vote.counted, concept);
        const after = judge('current', base, more, concept);
        expect(after.adopted || !before.adopted).toBe(true);
        expect(after.needed).toBe(before.needed);
      }),
    );
  });
});
