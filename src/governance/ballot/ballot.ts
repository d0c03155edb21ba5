import type { Refusal } from '../../result.ts';
import type { Rule } from '../congress/majority.ts';
import type { Texts } from '../kit/text.ts';

export const ballotRefusals = [
  'ballot.notDraft',
  'ballot.notOpenable',
  'ballot.notOpened',
  'ballot.notWithdrawable',
  'ballot.notClosed',
  'ballot.notDue',
  'ballot.rollCallOfMembers',
  'ballot.pollOfCongress',
  'ballot.ruleOfClass',
  'ballot.emptyRoll',
  'ballot.noQuorum',
  'ballot.windowPast',
  'ballot.windowBackwards',
  'ballot.windowTooShort',
] as const;
export type BallotRefusal = (typeof ballotRefusals)[number];

/** A roll call publishes how each voted (G7); a straw poll publishes numbers only and binds nobody (M7). */
export const ballotClasses = ['rollCall', 'strawPoll'] as const;
export type BallotClass = (typeof ballotClasses)[number];

/** A list: people who agreed to be named under a public name. The Congress: its delegates, on an item of an agenda. */
export type Electorate =
  | { readonly kind: 'members' }
  | { readonly kind: 'list'; readonly listId: string }
  | { readonly kind: 'congress'; readonly itemId: string };

/** `withdrawn` only before the opening. */
export const ballotStates = [
  'draft',
  'scheduled',
  'open',
  'closing',
  'closed',
  'published',
  'withdrawn',
] as const;
export type BallotState = (typeof ballotStates)[number];

/** Yes, No, Abstain, or two to eight texts of a straw poll. */
export type Choices =
  | { readonly kind: 'yesNo' }
  | { readonly kind: 'options'; readonly options: readonly Texts[] };

/** When a ballot opens (absent: by an officer's hand) and closes. Instants in ISO 8601, UTC. Plain JSON. */
export type WindowPlan = { readonly opensAt?: string } & (
  | { readonly closesAt: string }
  | { readonly durationMinutes: number }
);

const millisecondsPerMinute = 60_000;

/**
 * After the deadline a ballot is `closing` so long: updates that arrived before it but were not finished (a crash, a queue)
 * are still counted. Longer than a restart with redelivery takes, short enough to wait for a result.
 */
export const closingGraceMs = 120_000;

/** What is stored and sent as a choice: 'yes' | 'no' | 'abstain', or the option's number from '1'. */
export const choiceKeys = (choices: Choices): readonly string[] =>
  choices.kind === 'yesNo' ? ['yes', 'no', 'abstain'] : choices.options.map((_, index) => String(index + 1));

/** The deadline of a plan when the ballot opens at `opensAt`. */
export const closingTime = (plan: WindowPlan, opensAt: Date): Date =>
  'closesAt' in plan
    ? new Date(plan.closesAt)
    : new Date(opensAt.getTime() + plan.durationMinutes * millisecondsPerMinute);

/**
 * Refused by rule as well as by schema: a roll call of members would publish who is a member (M7); votes of the Congress are
 * roll-call (G7). Also the rules each class may have.
 */
export const classReasons = (ballotClass: BallotClass, electorate: Electorate['kind'], rule: Rule) => {
  const reasons: Refusal<BallotRefusal>[] = [];
  if (ballotClass === 'rollCall' && electorate === 'members')
    reasons.push({ code: 'ballot.rollCallOfMembers' });
  if (ballotClass === 'strawPoll' && electorate === 'congress')
    reasons.push({ code: 'ballot.pollOfCongress' });
  if ((ballotClass === 'strawPoll') !== (rule === 'advisory')) reasons.push({ code: 'ballot.ruleOfClass' });
  return reasons;
};
