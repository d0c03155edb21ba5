import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/canonical.ts';
import { choiceKeys } from '../../../src/governance/ballot/ballot.ts';
import {
  countedOf,
  leadingChoices,
  rollHash,
  tally,
  votesHash,
} from '../../../src/governance/ballot/tally.ts';

const keys = choiceKeys({ kind: 'yesNo' });
const text = { ru: 'а', en: 'a' };

describe('choiceKeys', () => {
  it('are words for yes and no, numbers for options', () => {
    expect(keys).toEqual(['yes', 'no', 'abstain']);
    expect(choiceKeys({ kind: 'options', options: [text, text, text] })).toEqual(['1', '2', '3']);
  });
});

describe('tally', () => {
  it('G9 counts yes, no, abstained, not voted', () => {
    const result = tally(['yes', 'no', 'yes', 'abstain'], keys, 10);
    expect(result).toEqual({ counts: { yes: 2, no: 1, abstain: 1 }, voted: 4, notVoted: 6 });
    expect(countedOf(result)).toEqual({ yes: 2, no: 1, abstained: 1, notVoted: 6 });
  });

  it('counts nothing as nothing, and everybody', () => {
    expect(tally([], keys, 3)).toEqual({ counts: { yes: 0, no: 0, abstain: 0 }, voted: 0, notVoted: 3 });
    expect(countedOf(tally([], ['1', '2'], 3))).toEqual({ yes: 0, no: 0, abstained: 0, notVoted: 3 });
    expect(tally(['yes', 'yes'], keys, 2).notVoted).toBe(0);
  });

  it('refuses to publish broken data', () => {
    expect(() => tally(['maybe'], keys, 2)).toThrow(RangeError);
    expect(() => tally(['yes', 'yes', 'yes'], keys, 2)).toThrow(RangeError);
    expect(() => tally(['__proto__'], keys, 2)).toThrow(RangeError);
  });

  it('adds up to the roll in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keys)), fc.nat(50), (votes, absent) => {
        const result = tally(votes, keys, votes.length + absent);
        const { yes, no, abstained, notVoted } = countedOf(result);
        expect(yes + no + abstained + notVoted).toBe(votes.length + absent);
        expect(tally(votes.toReversed(), keys, votes.length + absent)).toEqual(result);
      }),
    );
  });
});

describe('leadingChoices', () => {
  const leading = (...votes: string[]) => leadingChoices(tally(votes, ['1', '2', '3'], 10));
  it('G8 names all that are tied, and none when nobody voted', () => {
    expect(leading('2', '2', '1')).toEqual(['2']);
    expect(leading('3', '1')).toEqual(['1', '3']);
    expect(leading()).toEqual([]);
  });
});

describe('hashes', () => {
  it('G9 is SHA-256 over the sorted list, whatever the order it came in', () => {
    expect(rollHash(['b', 'a'])).toBe(sha256Hex('["a","b"]'));
    expect(rollHash([])).toBe(sha256Hex('[]'));
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { minLength: 1 }), (marks) => {
        expect(rollHash(marks.toReversed())).toBe(rollHash(marks));
        expect(rollHash(marks.slice(1))).not.toBe(rollHash(marks));
      }),
    );
  });

  it('a person stands once on a roll', () => {
    expect(() => rollHash(['a', 'b', 'a'])).toThrow(RangeError);
  });

  it('covers who voted how', () => {
    const votes = [
      { mark: 'b', choice: 'no' },
      { mark: 'a', choice: 'yes' },
    ];
    expect(votesHash(votes)).toBe(sha256Hex('["a yes","b no"]'));
    expect(votesHash(votes.toReversed())).toBe(votesHash(votes));
  });
});
