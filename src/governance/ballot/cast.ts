import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { BallotState } from './ballot.ts';

export const castRefusals = [
  'ballot.notOpen',
  'ballot.closed',
  'ballot.notOnRoll',
  'ballot.unknownChoice',
] as const;
export type CastRefusal = (typeof castRefusals)[number];

export type CastFacts = {
  readonly state: BallotState;
  /** Null before the opening. */
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly onRoll: boolean;
  readonly choices: readonly string[];
  /** The vote stored for this person; `order` is the arrival order of the update that brought it. */
  readonly previous?: { readonly choice: string; readonly order: number };
};

/** `order` tells which of two updates arrived later, also within one millisecond. */
export type Received = { readonly at: Date; readonly order: number };

export type CastOutcome = {
  /** superseded: a later arrival is stored already, this one changes nothing. */
  readonly effect: 'recorded' | 'replaced' | 'unchanged' | 'superseded';
  /** Store choice and order. Also when `unchanged` by a later arrival: else an older update still under way could win. */
  readonly store: boolean;
};

// The arrival counts, not when the update is worked off: in `closing` an earlier arrival is still taken.
const timeReasons = ({ state, opensAt, closesAt }: CastFacts, { at }: Received): Refusal<CastRefusal>[] => {
  if (state === 'closed' || state === 'published') return [{ code: 'ballot.closed' }];
  const opened = state === 'open' || state === 'closing';
  if (!opened || opensAt === null || closesAt === null || at < opensAt) return [{ code: 'ballot.notOpen' }];
  return at < closesAt ? [] : [{ code: 'ballot.closed' }];
};

const effectOf = (previous: CastFacts['previous'], choice: string, order: number): CastOutcome => {
  if (previous === undefined) return { effect: 'recorded', store: true };
  if (order < previous.order) return { effect: 'superseded', store: false };
  const effect = choice === previous.choice ? 'unchanged' : 'replaced';
  return { effect, store: order > previous.order };
};

/**
 * A person votes, or changes the vote until the close: the last by arrival counts. Source: G10, G12.
 * Refusals: ballot.notOpen, .closed, .notOnRoll, .unknownChoice.
 */
export const decideCast = (
  facts: CastFacts,
  choice: string,
  received: Received,
): Result<CastOutcome, CastRefusal> => {
  const reasons = timeReasons(facts, received);
  // There is no roll before the opening: nobody is missing from it yet.
  const frozen = !reasons.some(({ code }) => code === 'ballot.notOpen');
  if (frozen && !facts.onRoll) reasons.push({ code: 'ballot.notOnRoll' });
  if (!facts.choices.includes(choice)) reasons.push({ code: 'ballot.unknownChoice' });
  return okUnless(reasons, effectOf(facts.previous, choice, received.order));
};
