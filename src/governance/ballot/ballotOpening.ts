import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { AdoptedBylaws } from '../bylaws/bylaws.ts';
import { type Base, quorumOf, type Rule } from '../congress/majority.ts';
import {
  type BallotClass,
  type BallotRefusal,
  type BallotState,
  classReasons,
  closingTime,
  type Electorate,
  type WindowPlan,
} from './ballot.ts';
import { type CongressFacts, type CongressVoteRefusal, congressReasons } from './congressVote.ts';

const millisecondsPerHour = 3_600_000;

const lengthReasons = (
  rule: Rule,
  from: Date,
  closesAt: Date,
  { bylaws }: AdoptedBylaws,
): Refusal<BallotRefusal>[] => {
  const needed = bylaws.strategicWindowHours;
  const tooShort = closesAt.getTime() - from.getTime() < needed * millisecondsPerHour;
  return rule === 'strategic' && tooShort
    ? [{ code: 'ballot.windowTooShort', facts: { neededHours: needed } }]
    : [];
};

export type OpeningRefusal = BallotRefusal | CongressVoteRefusal;

export type ScheduleFacts = {
  readonly state: BallotState;
  readonly class: BallotClass;
  readonly electorate: Electorate['kind'];
  readonly rule: Rule;
  readonly plan: WindowPlan & { readonly opensAt: string };
  readonly now: Date;
};

/**
 * A draft gets its public time. The strategic window counts from the announced opening (G14). Refusals: ballot.notDraft {state},
 * .rollCallOfMembers, .pollOfCongress, .ruleOfClass, .windowPast, .windowBackwards, .windowTooShort {neededHours};
 * sitting.needsSession: of the Congress only strategic votes are planned, a session's are opened by hand.
 */
export const decideSchedule = (
  facts: ScheduleFacts,
  bylaws: AdoptedBylaws,
): Result<{ opensAt: Date; closesAt: Date }, OpeningRefusal> => {
  const opensAt = new Date(facts.plan.opensAt);
  const closesAt = closingTime(facts.plan, opensAt);
  const reasons: Refusal<OpeningRefusal>[] = classReasons(facts.class, facts.electorate, facts.rule);
  if (facts.electorate === 'congress' && facts.rule !== 'strategic')
    reasons.push({ code: 'sitting.needsSession' });
  if (facts.state !== 'draft') reasons.push({ code: 'ballot.notDraft', facts: { state: facts.state } });
  if (opensAt <= facts.now) reasons.push({ code: 'ballot.windowPast' });
  if (closesAt <= opensAt) reasons.push({ code: 'ballot.windowBackwards' });
  else reasons.push(...lengthReasons(facts.rule, opensAt, closesAt, bylaws));
  return okUnless(reasons, { opensAt, closesAt });
};

export type OpeningFacts = {
  readonly state: BallotState;
  readonly class: BallotClass;
  readonly electorate: Electorate['kind'];
  readonly rule: Rule;
  readonly plan: WindowPlan;
  /** All who are entitled, counted in the same transaction that freezes the roll (G10). */
  readonly rollSize: number;
  /** Those of them checked in; needed for current questions and statements (G4, G5, G7). */
  readonly present?: number;
  /** Of the Congress's votes, and only of them. */
  readonly congress?: CongressFacts;
  readonly now: Date;
};

/** What is fixed and published with the opening. The roll is `all`, or only the `present`: nobody absent votes there. */
export type Opening = {
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly base: Base;
  readonly voters: 'all' | 'present';
};

/**
 * How much later than announced a scheduled ballot may open and still count its window from the announced time: a sweep
 * runs every few seconds and a restart takes minutes; a longer delay would take real time from the voters.
 */
const openingToleranceMs = 900_000;

/** A scheduled ballot keeps the times that were announced; a draft opens from now on. */
const openingTimes = ({ state, plan, now }: OpeningFacts): { announced: Date; closesAt: Date } => {
  const announced = state === 'scheduled' && plan.opensAt !== undefined ? new Date(plan.opensAt) : now;
  return { announced, closesAt: closingTime(plan, announced) };
};

const isOfPresent = (rule: Rule): boolean => rule === 'current' || rule === 'statement';

const openingReasons = (facts: OpeningFacts, bylaws: AdoptedBylaws): Refusal<OpeningRefusal>[] => {
  const { state, rule, rollSize, present = 0, congress, now } = facts;
  const { announced, closesAt } = openingTimes(facts);
  const late = now.getTime() - announced.getTime();
  const inSession = congress?.sessionState === 'open';
  const reasons: Refusal<OpeningRefusal>[] = classReasons(facts.class, facts.electorate, rule);
  if (state !== 'draft' && state !== 'scheduled')
    reasons.push({ code: 'ballot.notOpenable', facts: { state } });
  if (late < 0) reasons.push({ code: 'ballot.notDue', facts: { at: announced.toISOString() } });
  if (closesAt <= now) reasons.push({ code: 'ballot.windowPast' });
  else if (!inSession)
    reasons.push(...lengthReasons(rule, late <= openingToleranceMs ? announced : now, closesAt, bylaws));
  if (congress !== undefined) reasons.push(...congressReasons(rule, congress, { opensAt: now, closesAt }));
  if (rollSize === 0) reasons.push({ code: 'ballot.emptyRoll' });
  // G11: in a session nothing binding opens without a quorum, whatever it is judged by.
  else if (isOfPresent(rule) ? congress === undefined || inSession : inSession) {
    const quorum = quorumOf({ all: rollSize, present }, bylaws);
    if (!quorum.met) reasons.push({ code: 'ballot.noQuorum', facts: { needed: quorum.needed, present } });
  }
  return reasons;
};

/**
 * Opens a ballot by hand (draft) or on time (scheduled). Source: G4, G5, G10, G11, G14, M7. Refusals: ballot.notOpenable {state},
 * .notDue {at}, .rollCallOfMembers, .pollOfCongress, .ruleOfClass, .windowPast, .windowTooShort {neededHours}, .emptyRoll, .noQuorum
 * {needed, present}, and of the Congress those of congressReasons.
 */
export const decideOpening = (
  facts: OpeningFacts,
  bylaws: AdoptedBylaws,
): Result<Opening, OpeningRefusal> => {
  const { closesAt } = openingTimes(facts);
  const ofPresent = isOfPresent(facts.rule);
  return okUnless(openingReasons(facts, bylaws), {
    opensAt: facts.now,
    closesAt,
    base: ofPresent ? { all: facts.rollSize, present: facts.present ?? 0 } : { all: facts.rollSize },
    voters: ofPresent ? 'present' : 'all',
  });
};
