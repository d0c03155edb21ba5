import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { conceptBylaws as concept } from '../../../src/governance/bylaws/bylaws.ts';
import {
  classChange,
  individualSeats,
  seatsFilledEnough,
  seatsNeeded,
  seatsOfClass,
  sizeClass,
} from '../../../src/governance/congress/seats.ts';

describe('D2 delegates by size', () => {
  test.each([
    [0, 0, 'none', 0],
    [1, 0, 'small', 1],
    [10, 10, 'small', 1],
    [11, 0, 'medium', 2],
    [50, 50, 'medium', 2],
    [51, 51, 'large', 3],
    // "Active" is tested at the limit of 50 only.
    [51, 50, 'medium', 2],
    [51, 0, 'medium', 2],
    [5000, 51, 'large', 3],
    // A slip: more active than there are.
    [50, 51, 'medium', 2],
    [10, 60, 'small', 1],
    [0, 60, 'none', 0],
  ] as const)('%i participants, %i of them active: %s, %i seats', (participants, active, size, seats) => {
    expect(sizeClass({ participants, active }, concept)).toBe(size);
    expect(seatsOfClass(size, concept)).toBe(seats);
    expect(classChange({ participants, active }, concept)).toMatchObject({ size, seats });
  });

  it('says what crossing 10/11 and 50/51 would change', () => {
    const at = (participants: number, active: number) => classChange({ participants, active }, concept);
    expect(at(0, 0)).toEqual({
      size: 'none',
      seats: 0,
      up: { size: 'small', seats: 1, counts: 'participants', number: 1 },
      down: null,
    });
    expect(at(10, 3)).toEqual({
      size: 'small',
      seats: 1,
      up: { size: 'medium', seats: 2, counts: 'participants', number: 11 },
      down: { size: 'none', seats: 0, counts: 'participants', number: 0 },
    });
    expect(at(60, 50)).toEqual({
      size: 'medium',
      seats: 2,
      up: { size: 'large', seats: 3, counts: 'active', number: 51 },
      down: { size: 'small', seats: 1, counts: 'participants', number: 10 },
    });
    expect(at(60, 51)).toEqual({
      size: 'large',
      seats: 3,
      up: null,
      down: { size: 'medium', seats: 2, counts: 'active', number: 50 },
    });
  });

  it('takes the limits and the seats of other bylaws', () => {
    const other = {
      smallProjectMax: 5,
      mediumProjectMax: 20,
      delegatesSmall: 2,
      delegatesMedium: 4,
      delegatesLarge: 8,
    };
    expect(classChange({ participants: 5, active: 5 }, other)).toMatchObject({ seats: 2, up: { number: 6 } });
    expect(classChange({ participants: 30, active: 21 }, other)).toMatchObject({ size: 'large', seats: 8 });
  });

  it('never gives a larger project fewer seats', () => {
    const people = fc.nat({ max: 200 });
    fc.assert(
      fc.property(people, people, people, people, (participants, active, more, moreActive) => {
        const seatsOf = (all: number, lately: number) =>
          seatsOfClass(sizeClass({ participants: all, active: lately }, concept), concept);
        expect(seatsOf(participants + more, active + moreActive)).toBeGreaterThanOrEqual(
          seatsOf(participants, active),
        );
      }),
    );
  });
});

type Share = { readonly numerator: number; readonly denominator: number };

/** Tries every I: the nearest to the share, of two equally near the larger. Distances are exact, as fractions. */
const bruteForce = (p: number, { numerator, denominator }: Share): number => {
  if (p === 0) return 0;
  let best = { i: 1, over: 0n, under: 0n };
  // No nearest number lies beyond the one that reaches the share.
  const last = Math.ceil((numerator * p) / (denominator - numerator)) + 2;
  for (let i = 1; i <= last; i += 1) {
    const away = BigInt(i * denominator - numerator * (i + p));
    const over = away < 0n ? -away : away;
    const under = BigInt(i + p);
    if (best.under === 0n || over * best.under <= best.over * under) best = { i, over, under };
  }
  return best.i;
};

describe('D5 the individual members are 20 % of all delegates', () => {
  test.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [4, 1],
    [5, 1],
    [6, 2],
    [7, 2],
    [8, 2],
    [10, 3],
    [84, 21],
    [500, 125],
  ])('%i delegates of projects: %i', (projects, individual) => {
    expect(individualSeats(projects, concept)).toBe(individual);
  });

  it('is round(P / 4) with halves up, and the nearest of all numbers, for 0 to 500', () => {
    for (let p = 0; p <= 500; p += 1) {
      const seats = individualSeats(p, concept);
      expect(seats, `of ${p}`).toBe(bruteForce(p, concept.individualShare));
      expect(seats, `of ${p}`).toBe(p === 0 ? 0 : Math.max(1, Math.floor((p + 2) / 4)));
    }
  });

  it('agrees with trying every number, for any share', () => {
    const shares = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2, max: 41 }))
      .filter(([numerator, denominator]) => numerator < denominator)
      .map(([numerator, denominator]) => ({ numerator, denominator }));
    fc.assert(
      fc.property(fc.nat({ max: 120 }), shares, (p, individualShare) => {
        expect(individualSeats(p, { individualShare })).toBe(bruteForce(p, individualShare));
      }),
      { numRuns: 60 },
    );
  });

  it('stays exact where products leave 2^53', () => {
    const individualShare = { numerator: 999, denominator: 1000 };
    expect(individualSeats(1_000_000, { individualShare })).toBe(999_000_000);
  });
});

describe('G11 a strategic vote opens while at least 2/3 of the seats entitled are filled', () => {
  test.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 2],
    [104, 70],
    [105, 70],
  ])('of %i seats %i have to be filled', (entitled, needed) => {
    expect(seatsNeeded(entitled, concept)).toBe(needed);
    expect(seatsFilledEnough(needed, entitled, concept)).toBe(true);
    expect(seatsFilledEnough(needed - 1, entitled, concept)).toBe(false);
  });
});
