import type { AdoptedBylaws, Fraction } from '../bylaws/bylaws.ts';

/** How a vote is judged: G3, G4, G5, or not at all (a straw poll, M7). */
export type Rule = 'strategic' | 'current' | 'statement' | 'advisory';

/** Frozen at the opening (G10). `present` is needed for current questions and statements. */
export type Base = { readonly all: number; readonly present?: number };

/** Of the people of the rule's base: the four add up to it (all for strategic and advisory, the present otherwise). */
export type Counted = {
  readonly yes: number;
  readonly no: number;
  readonly abstained: number;
  readonly notVoted: number;
};

export type VerdictReason =
  | 'reached'
  | 'notReached'
  /** Nobody said yes: never adopted (G9). */
  | 'noYes'
  | 'noQuorum'
  /** As many in favour as against (G8). */
  | 'tie'
  /** A straw poll adopts nothing (M7). */
  | 'advisory';

/** Everything a decision stores and prints (G9). Plain JSON. */
export type Verdict = {
  readonly rule: Rule;
  readonly base: { readonly kind: 'all' | 'present'; readonly number: number };
  readonly quorum?: { readonly needed: number; readonly present: number; readonly met: boolean };
  /** The smallest number of Yes that adopts; 0 for an advisory vote. */
  readonly needed: number;
  readonly counted: Counted;
  /** The integer test, e.g. '68 × 3 = 204 < 208 = 104 × 2'. */
  readonly test: string;
  readonly adopted: boolean;
  readonly reason: VerdictReason;
  readonly bylawsVersion: number;
};

/** More people than any roll can have; × a denominator of 1000 stays below 2^53, so plain numbers are exact. */
const maxPeople = 1_000_000_000;

const assertPeople = (...numbers: number[]): void => {
  if (!numbers.every((number) => Number.isInteger(number) && number >= 0 && number <= maxPeople)) {
    throw new RangeError('Counts of people must be integers from 0 to 1,000,000,000.');
  }
};

/** The smallest integer that is at least `part` of `whole`. */
const atLeast = (whole: number, part: Fraction): number =>
  Math.ceil((whole * part.numerator) / part.denominator);

/** The smallest integer that is more than `part` of `whole`. */
const moreThan = (whole: number, part: Fraction): number =>
  Math.floor((whole * part.numerator) / part.denominator) + 1;

const sign = (left: number, right: number): string => {
  if (left > right) return '>';
  return left < right ? '<' : '=';
};

// "× 1" says nothing to a reader.
const side = (number: number, factor: number): [product: number, text: string] =>
  factor === 1 ? [number, ''] : [number * factor, `${number} × ${factor}`];

const integerTest = (yes: number, whole: number, part: Fraction): string => {
  const [left, leftText] = side(yes, part.denominator);
  const [right, rightText] = side(whole, part.numerator);
  const before = leftText === '' ? '' : `${leftText} = `;
  const after = rightText === '' ? '' : ` = ${rightText}`;
  return `${before}${left} ${sign(left, right)} ${right}${after}`;
};

/** Source: Concept §3.2.2, G4: present ≥ the quorum's part of all. */
export const quorumOf = (
  base: Base,
  { bylaws }: AdoptedBylaws,
): { needed: number; present: number; met: boolean } => {
  const { all, present = 0 } = base;
  assertPeople(all, present);
  if (present > all) throw new RangeError('More people present than there are.');
  // With nobody entitled, nobody can be present enough.
  const needed = Math.max(1, atLeast(all, bylaws.quorum));
  return { needed, present, met: present >= needed };
};

const reasonFor = (counted: Counted, needed: number, quorumMet: boolean): VerdictReason => {
  if (!quorumMet) return 'noQuorum';
  if (counted.yes === 0) return 'noYes';
  if (counted.yes >= needed) return 'reached';
  return counted.yes === counted.no ? 'tie' : 'notReached';
};

type Threshold = {
  kind: 'all' | 'present';
  part: Fraction;
  needed: (whole: number, part: Fraction) => number;
};

const thresholdOf = (rule: Exclude<Rule, 'advisory'>, { bylaws }: AdoptedBylaws): Threshold => {
  switch (rule) {
    case 'strategic':
      return { kind: 'all', part: bylaws.strategicMajority, needed: atLeast };
    case 'current':
      return { kind: 'present', part: bylaws.currentMajority, needed: moreThan };
    case 'statement':
      return { kind: 'present', part: bylaws.statementMajority, needed: moreThan };
  }
};

const assertCounted = (number: number, counted: Counted): void => {
  assertPeople(number, counted.yes, counted.no, counted.abstained, counted.notVoted);
  if (counted.yes + counted.no + counted.abstained + counted.notVoted !== number) {
    throw new RangeError(`The four counts must add up to the base of ${number}.`);
  }
};

/**
 * Judges a closed vote in integers only. G3: yes ≥ 2/3 of all. G4, G5: quorum, then yes > 1/2 of the present (an abstention
 * weighs against). G8: a tie is not a majority. G9: no Yes, no decision. Advisory: never adopted; the test compares yes with no.
 * Throws RangeError on counts that cannot be (a programming error, never a person's).
 */
export const judge = (rule: Rule, base: Base, counted: Counted, adopted: AdoptedBylaws): Verdict => {
  const common = { rule, counted, bylawsVersion: adopted.version };
  if (rule === 'advisory') {
    assertCounted(base.all, counted);
    const test = `${counted.yes} ${sign(counted.yes, counted.no)} ${counted.no}`;
    return {
      ...common,
      base: { kind: 'all', number: base.all },
      needed: 0,
      test,
      adopted: false,
      reason: 'advisory',
    };
  }
  const { kind, part, needed: smallest } = thresholdOf(rule, adopted);
  const number = kind === 'all' ? base.all : (base.present ?? 0);
  assertCounted(number, counted);
  const quorum = kind === 'present' ? quorumOf(base, adopted) : undefined;
  const needed = Math.max(1, smallest(number, part));
  const reason = reasonFor(counted, needed, quorum?.met ?? true);
  return {
    ...common,
    base: { kind, number },
    ...(quorum === undefined ? {} : { quorum }),
    needed,
    test: integerTest(counted.yes, number, part),
    adopted: reason === 'reached',
    reason,
  };
};
