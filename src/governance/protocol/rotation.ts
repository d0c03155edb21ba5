import type { Bylaws } from '../bylaws/bylaws.ts';
import { consecutiveTerm, type EarlierTerm, mandateEnd } from '../mandate/term.ts';
import type { Beginning } from './protocol.ts';

/** A mandate of the project that is in force or will be. */
export type StandingMandate = {
  readonly id: string;
  readonly seat: number;
  readonly begins: Date;
  readonly ends: Date;
};

/** A confirmed delegate of an accepted protocol. */
export type ComingDelegate = { readonly personId: string; readonly seat: number };

export type RotationFacts = {
  readonly standing: readonly StandingMandate[];
  readonly coming: readonly ComingDelegate[];
  readonly earlier: ReadonlyMap<string, EarlierTerm>;
  readonly begins: Beginning;
  /** The mandate that is replaced, when the protocol is about one delegate only. */
  readonly replaces: StandingMandate | null;
  readonly now: Date;
};

export type NewMandate = ComingDelegate & { readonly term: number };
export type EndedMandate = {
  readonly id: string;
  readonly at: Date;
  readonly reason: 'renewed' | 'replaced';
};

export type Rotation = {
  readonly begins: Date;
  readonly ends: Date;
  readonly mandates: readonly NewMandate[];
  readonly ended: readonly EndedMandate[];
};

const later = (a: Date, b: Date): Date => (a > b ? a : b);

const withTerms = ({ coming, earlier }: RotationFacts, begins: Date, bylaws: Bylaws): readonly NewMandate[] =>
  coming.map((one) => ({ ...one, term: consecutiveTerm(earlier.get(one.personId), begins, bylaws) }));

/**
 * What an accepted protocol makes of a project's mandates: the old ones end at the instant at which the new ones begin, so that the
 * project is never without a delegate and never with two at a seat. By itself a protocol begins with its acceptance; one that asks to
 * begin after the mandates in force begins when the last of them ends. One delegate replaced: the rest stays, and the new mandate ends
 * when the old one would have, because the class is fixed for its six months. Source: rules D2, D4.
 */
export const planRotation = (facts: RotationFacts, bylaws: Bylaws): Rotation => {
  const { standing, begins: beginning, replaces, now } = facts;
  if (replaces !== null) {
    const begins = later(now, replaces.begins);
    return {
      begins,
      ends: replaces.ends,
      mandates: withTerms(facts, begins, bylaws).map((one) => ({ ...one, seat: replaces.seat })),
      ended: [{ id: replaces.id, at: begins, reason: 'replaced' }],
    };
  }
  const begins =
    beginning === 'afterCurrent' ? standing.reduce((last, { ends }) => later(last, ends), now) : now;
  return {
    begins,
    ends: mandateEnd(begins, bylaws),
    mandates: withTerms(facts, begins, bylaws),
    // One that was to begin later never does: it ends where it would have begun.
    ended: standing
      .filter(({ ends }) => ends > begins)
      .map((one) => ({ id: one.id, at: later(begins, one.begins), reason: 'renewed' })),
  };
};
