import type { Bylaws, Fraction } from '../bylaws/bylaws.ts';

/** A project's size by rule D2; `none`: nobody takes part, so nobody is represented. */
export type SizeClass = 'none' | 'small' | 'medium' | 'large';

/** Numbers of people: all participants, and those of them who took part lately ("active", rule D2). */
export type ProjectNumbers = { readonly participants: number; readonly active: number };

type SizeLimits = Pick<Bylaws, 'smallProjectMax' | 'mediumProjectMax'>;
type SeatLimits = Pick<Bylaws, 'delegatesSmall' | 'delegatesMedium' | 'delegatesLarge'>;

/**
 * The size by which a project sends delegates. Up to 10 participants small, 11 to 50 medium, over 50 active participants large; a
 * project of more than 50 of whom at most 50 are active stays medium. Source: Concept §3.2.2, rule D2.
 */
export const sizeClass = (
  { participants, active }: ProjectNumbers,
  { smallProjectMax, mediumProjectMax }: SizeLimits,
): SizeClass => {
  if (participants <= 0) return 'none';
  if (participants <= smallProjectMax) return 'small';
  // Who is active takes part: a slip that says otherwise makes no project larger than its participants do.
  return Math.min(active, participants) > mediumProjectMax ? 'large' : 'medium';
};

/** Delegates of a project of this size: 0, 1, 2 or 3 by the Concept. Source: Concept §3.2.2, rule D2. */
export const seatsOfClass = (size: SizeClass, bylaws: SeatLimits): number => {
  switch (size) {
    case 'none':
      return 0;
    case 'small':
      return bylaws.delegatesSmall;
    case 'medium':
      return bylaws.delegatesMedium;
    case 'large':
      return bylaws.delegatesLarge;
  }
};

/** Another size, its seats, and the number (of all participants or of the active) at which it begins. */
export type ClassStep = {
  readonly size: SizeClass;
  readonly seats: number;
  readonly counts: 'participants' | 'active';
  readonly number: number;
};

/** The size now, with what more people and what fewer would make of it; null: nothing larger, nothing smaller. */
export type ClassChange = {
  readonly size: SizeClass;
  readonly seats: number;
  readonly up: ClassStep | null;
  readonly down: ClassStep | null;
};

/**
 * What crossing 10/11 or 50/51 would change, said before it happens: `up.number` is the smallest number of the larger size,
 * `down.number` the largest number of the smaller one. Source: rule D2.
 */
export const classChange = (numbers: ProjectNumbers, bylaws: SizeLimits & SeatLimits): ClassChange => {
  const { smallProjectMax, mediumProjectMax } = bylaws;
  const step = (size: SizeClass, counts: ClassStep['counts'], number: number): ClassStep => ({
    size,
    seats: seatsOfClass(size, bylaws),
    counts,
    number,
  });
  const size = sizeClass(numbers, bylaws);
  const seats = seatsOfClass(size, bylaws);
  switch (size) {
    case 'none':
      return { size, seats, up: step('small', 'participants', 1), down: null };
    case 'small': {
      const up = step('medium', 'participants', smallProjectMax + 1);
      return { size, seats, up, down: step('none', 'participants', 0) };
    }
    case 'medium': {
      const up = step('large', 'active', mediumProjectMax + 1);
      return { size, seats, up, down: step('small', 'participants', smallProjectMax) };
    }
    case 'large':
      return { size, seats, up: null, down: step('medium', 'active', mediumProjectMax) };
  }
};

/**
 * Seats of the individual members beside `projectDelegates` (P): the I for which I / (I + P) is nearest to the share, by the
 * Concept 20 % of all delegates, so round(P / 4) with halves up; of two equally near the larger; at least 1 once P is at least 1.
 * Exact for any share under the whole. Source: Concept §3.2.2, rule D5.
 */
export const individualSeats = (
  projectDelegates: number,
  { individualShare }: { readonly individualShare: Fraction },
): number => {
  if (projectDelegates <= 0) return 0;
  const n = BigInt(individualShare.numerator);
  const d = BigInt(individualShare.denominator);
  const p = BigInt(projectDelegates);
  // I / (I + P) = n / d at I = nP / (d - n); the nearest integer is one of its two neighbours.
  const below = (n * p) / (d - n);
  const above = below + 1n;
  // The distances n/d - below/(below + P) and above/(above + P) - n/d, both times d, compared crosswise.
  const tooFew = (n * (below + p) - d * below) * (above + p);
  const tooMany = (d * above - n * (above + p)) * (below + p);
  return Math.max(1, Number(tooFew < tooMany ? below : above));
};

/** Seats that have to be filled before a strategic vote may open. Source: rule G11. */
export const seatsNeeded = (
  entitled: number,
  { strategicSeatsFilled }: { readonly strategicSeatsFilled: Fraction },
): number =>
  // Where nobody is entitled to a seat there is no Congress: one filled seat is the least.
  Math.max(1, Math.ceil((entitled * strategicSeatsFilled.numerator) / strategicSeatsFilled.denominator));

/** Whether a strategic vote may open: at least 2/3 of the seats entitled are filled. Source: rule G11. */
export const seatsFilledEnough = (
  filled: number,
  entitled: number,
  bylaws: { readonly strategicSeatsFilled: Fraction },
): boolean => filled >= seatsNeeded(entitled, bylaws);
