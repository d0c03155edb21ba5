import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { TextLimits } from '../kit/text.ts';
import { isHead, type ProjectRefusal, type ProjectState } from './project.ts';

export const projectReviewRefusals = [
  'project.noPower',
  'project.ownProject',
  'project.taken',
  'project.notTaken',
  'project.notWaiting',
  'project.noneWaits',
  'project.criterionOpen',
  'project.notAllMet',
  'project.adviceMissing',
  'project.nothingToAdvise',
  'project.reasonMissing',
  'project.appealLate',
  'project.appealed',
  'project.noAppeal',
  'project.alreadySupported',
  'project.ownJudgement',
] as const;
export type ProjectReviewRefusal = (typeof projectReviewRefusals)[number];

/** The three criteria of rule D1, the third one by its parts. */
export const criteria = [
  'democratic',
  'internationalLaw',
  'goals',
  'tasks',
  'mechanism',
  'timeFrame',
  'budget',
  'results',
  'people',
] as const;
export type Criterion = (typeof criteria)[number];

/** What an evaluator may end an application with; `withdrawn` ends a verification. */
export const judgementOutcomes = ['verified', 'returned', 'refused'] as const;
export type JudgementOutcome = (typeof judgementOutcomes)[number];

/** A piece of advice, a reason or an appeal: enough to act on, short enough for a screen. */
export const judgementLimits: TextLimits = { min: 3, max: 1000, multiline: true };

/** Met, or not with what would help. */
export type CriterionJudgement = { readonly met: boolean; readonly advice?: string };

export type Judgement = {
  readonly outcome: JudgementOutcome;
  readonly criteria: Readonly<Partial<Record<Criterion, CriterionJudgement>>>;
  /** Needed for a refusal; may go with anything. */
  readonly reason?: string;
};

export type ReviewFacts = {
  readonly state: ProjectState;
  readonly takenBy: string | null;
  readonly leaderId: string | null;
  readonly deputyId: string | null;
  /** The evaluator takes part in it. */
  readonly takesPart: boolean;
  readonly evaluator: { readonly id: string; readonly mayJudge: boolean };
};

/** Nobody judges what they lead or take part in. */
const evaluatorReasons = (facts: ReviewFacts): Refusal<ProjectReviewRefusal>[] => {
  const reasons: Refusal<ProjectReviewRefusal>[] = [];
  if (!facts.evaluator.mayJudge) reasons.push({ code: 'project.noPower' });
  if (facts.takesPart || isHead(facts, facts.evaluator.id)) reasons.push({ code: 'project.ownProject' });
  return reasons;
};

/**
 * An evaluator takes an application and is from then on the one who judges it; taken again nothing changes. Source: rule D1.
 * Refusals: project.noPower, .ownProject, .taken, .notWaiting.
 */
export const decideTakingProject = (
  facts: ReviewFacts,
): Result<{ changed: boolean }, ProjectReviewRefusal> => {
  const reasons = evaluatorReasons(facts);
  const isMine = facts.takenBy === facts.evaluator.id;
  if (facts.state !== 'submitted') reasons.push({ code: 'project.notWaiting' });
  else if (!isMine && facts.takenBy !== null) reasons.push({ code: 'project.taken' });
  return okUnless(reasons, { changed: !isMine });
};

const holderReasons = (facts: ReviewFacts): Refusal<ProjectReviewRefusal>[] => {
  const reasons = evaluatorReasons(facts);
  if (facts.state !== 'submitted') reasons.push({ code: 'project.notWaiting' });
  else if (facts.takenBy !== facts.evaluator.id) reasons.push({ code: 'project.notTaken' });
  return reasons;
};

/** Back to the queue. Refusals: project.noPower, .ownProject, .notTaken, .notWaiting. */
export const decideGivingBack = (facts: ReviewFacts): Result<null, ProjectReviewRefusal> =>
  okUnless(holderReasons(facts), null);

const wordsReasons = ({ outcome, criteria: judged, reason }: Judgement): Refusal<ProjectReviewRefusal>[] => {
  const unmet = criteria.filter((criterion) => judged[criterion]?.met === false);
  if (outcome === 'verified')
    return unmet.length > 0 ? [{ code: 'project.notAllMet', facts: { count: unmet.length } }] : [];
  if (outcome === 'refused')
    return reason === undefined ? [{ code: 'project.reasonMissing', path: 'reason' }] : [];
  if (unmet.length === 0 && reason === undefined) return [{ code: 'project.nothingToAdvise' }];
  return unmet
    .filter((criterion) => judged[criterion]?.advice === undefined)
    .map((criterion) => ({ code: 'project.adviceMissing', path: `criteria.${criterion}` }));
};

/**
 * The evaluator's judgement, criterion by criterion: every one is judged whatever the outcome. `verified` needs all of them met;
 * `returned` says for each that is not met what would help; `refused` gives its reason. Source: §2.2.1, rule D1. Refusals:
 * project.noPower, .ownProject, .notTaken, .notWaiting, .criterionOpen (with its path), .notAllMet {count}, .adviceMissing,
 * .nothingToAdvise, .reasonMissing.
 */
export const decideJudgement = (
  facts: ReviewFacts,
  judgement: Judgement,
): Result<{ state: JudgementOutcome }, ProjectReviewRefusal> => {
  const open = criteria
    .filter((criterion) => judgement.criteria[criterion] === undefined)
    .map((criterion) => ({ code: 'project.criterionOpen' as const, path: `criteria.${criterion}` }));
  return okUnless([...holderReasons(facts), ...open, ...wordsReasons(judgement)], {
    state: judgement.outcome,
  });
};

/**
 * A verification is withdrawn, with its reason; sitting mandates run out (rule D1). Refusals: project.noPower, .ownProject,
 * .notVerified.
 */
export const decideWithdrawal = (facts: ReviewFacts): Result<null, ProjectReviewRefusal | ProjectRefusal> => {
  const reasons: Refusal<ProjectReviewRefusal | ProjectRefusal>[] = evaluatorReasons(facts);
  if (facts.state !== 'verified') reasons.push({ code: 'project.notVerified' });
  return okUnless(reasons, null);
};

/** The last review of a project, as far as an appeal is concerned. */
export type LastReview = {
  readonly appealUntil: Date | null;
  readonly appeal: 'open' | 'upheld' | 'dismissed' | null;
};

/**
 * The leader appeals against a refusal or a withdrawal, once and in time; it goes to the next session (rules D1, K5). Refusals:
 * project.noAppeal, .appealed, .appealLate {until}.
 */
export const decideProjectAppeal = (
  review: LastReview | null,
  now: Date,
): Result<null, ProjectReviewRefusal> => {
  if (review?.appealUntil == null) return okUnless([{ code: 'project.noAppeal' }], null);
  const reasons: Refusal<ProjectReviewRefusal>[] = [];
  if (review.appeal !== null) reasons.push({ code: 'project.appealed' });
  else if (now > review.appealUntil)
    reasons.push({ code: 'project.appealLate', facts: { until: review.appealUntil.toISOString() } });
  return okUnless(reasons, null);
};

/** What the session, or the Council, decided on an appeal is entered by two officers (rules D1, K5). Refusals: project.noAppeal. */
export const decideAppealOutcome = (review: LastReview | null): Result<null, ProjectReviewRefusal> =>
  okUnless(review?.appeal === 'open' ? [] : [{ code: 'project.noAppeal' }], null);

/**
 * The Fund supports the project: the other way to take part in forming the Congress (rule D1). What was ended by a judgement
 * comes back by an appeal, not by this. Refusals: project.alreadySupported, project.notWaiting.
 */
export const decideSupport = (facts: {
  readonly state: ProjectState;
  readonly supported: boolean;
}): Result<null, ProjectReviewRefusal> => {
  if (facts.supported) return okUnless([{ code: 'project.alreadySupported' }], null);
  const isOver = facts.state === 'refused' || facts.state === 'withdrawn';
  return okUnless(isOver ? [{ code: 'project.notWaiting' }] : [], null);
};
