import { ok, okUnless, type Refusal, type Result } from '../../result.ts';
import type { TextLimits } from '../kit/text.ts';
import type { RightState, RightsRefusal } from '../member/rights.ts';
import { overReasons, type PetitionRefusal, type PetitionState } from './petition.ts';

export const petitionReviewRefusals = [
  'petition.ownPetition',
  'petition.alreadyReported',
  'petition.underReview',
  'petition.reviewedEnough',
  'petition.cleared',
  'petition.juryTooSmall',
  'petition.noDuty',
  'petition.reviewOver',
  'petition.notAuthor',
  'petition.notClosed',
] as const;
export type PetitionReviewRefusal = (typeof petitionReviewRefusals)[number];

/** Enough to name the place and the contradiction. */
export const reportLimits: TextLimits = { min: 10, max: 700, multiline: true };
/** Three of them are published together. */
export const verdictReasonLimits: TextLimits = { min: 10, max: 700, multiline: true };
/** What the session hears from the author. */
export const appealLimits: TextLimits = { min: 10, max: 1500, multiline: true };

/**
 * Lots drawn about one petition at most: its text does not change, so with more somebody would go on until three agree; with one, a friend's
 * report made in bad faith would shield it for ever.
 */
export const reviewsMax = 3;

/** `deciding`: the three have time; `kept`: it stays as it is; `closed`: all three together closed the petition. */
export type ReviewState = 'deciding' | 'kept' | 'closed';
export type JurorVerdict = 'close' | 'keep';

export type ReportFacts = {
  readonly state: PetitionState;
  readonly closesAt: Date;
  readonly vote: RightState;
  readonly isAuthor: boolean;
  /** Of this petition, with whether this person reported it then. */
  readonly reviews: readonly { readonly state: ReviewState; readonly mine: boolean }[];
};

/**
 * A member holds that a petition contradicts the Declaration. The petition goes on meanwhile. Source: T3. Refusals: petition.reached,
 * .closed, .expired (nothing to close any more), right.*, petition.ownPetition, .alreadyReported, .underReview, .reviewedEnough {max},
 * .cleared (the Congress overturned a closing: it is not judged again).
 */
export const decideReport = (
  facts: ReportFacts,
  now: Date,
): Result<null, PetitionRefusal | PetitionReviewRefusal | RightsRefusal> => {
  const { vote, reviews } = facts;
  const reasons: Refusal<PetitionRefusal | PetitionReviewRefusal | RightsRefusal>[] = [
    ...overReasons(facts, now),
    ...(vote.granted ? [] : vote.missing),
  ];
  if (facts.isAuthor) reasons.push({ code: 'petition.ownPetition' });
  // Open in spite of a closing: the Congress overturned it.
  if (reviews.some(({ state }) => state === 'closed')) reasons.push({ code: 'petition.cleared' });
  else if (reviews.some(({ mine }) => mine)) reasons.push({ code: 'petition.alreadyReported' });
  else if (reviews.some(({ state }) => state === 'deciding')) reasons.push({ code: 'petition.underReview' });
  else if (reviews.length >= reviewsMax)
    reasons.push({ code: 'petition.reviewedEnough', facts: { max: reviewsMax } });
  return okUnless(reasons, null);
};

/** Refusals: petition.juryTooSmall {needed}: without enough members who are neither author, reporter nor staff nobody decides. */
export const decideJury = (eligible: number, needed: number): Result<null, PetitionReviewRefusal> =>
  okUnless(eligible >= needed ? [] : [{ code: 'petition.juryTooSmall', facts: { needed } }], null);

export type VerdictFacts = {
  readonly review: ReviewState;
  readonly dueAt: Date;
  readonly petition: PetitionState;
  /** Undefined: not one of those drawn; null: has not decided. */
  readonly own: JurorVerdict | null | undefined;
  /** Of the others who were drawn. */
  readonly others: readonly (JurorVerdict | null)[];
};

/** What a verdict leads to; null: the others are waited for. */
export type ReviewEnd = 'kept' | 'closed' | null;

/**
 * One of the three decides. All of them together close the petition; one "keep" keeps it at once, and so does a threshold that was
 * reached meanwhile: nobody can keep that petition off the agenda. "Close" may be changed to "keep" while the others are waited for.
 * Source: T3. Refusals: petition.noDuty, .reviewOver.
 */
export const decideJurorVerdict = (
  facts: VerdictFacts,
  verdict: JurorVerdict,
  now: Date,
): Result<{ readonly changed: boolean; readonly end: ReviewEnd }, PetitionReviewRefusal> => {
  const { review, own, others, petition } = facts;
  if (own === verdict) return ok({ changed: false, end: null });
  const isOver = review !== 'deciding' || now >= facts.dueAt || petition !== 'open';
  const reasons: Refusal<PetitionReviewRefusal>[] = [];
  if (own === undefined) reasons.push({ code: 'petition.noDuty' });
  else if (isOver) reasons.push({ code: 'petition.reviewOver' });
  const isClosed = verdict === 'close' && others.every((other) => other === 'close');
  const end = verdict === 'keep' ? 'kept' : isClosed ? 'closed' : null;
  return okUnless(reasons, { changed: true, end });
};

/** Whether a review that is still deciding ends by itself: silence keeps the petition open. Source: T3. */
export const reviewIsOver = (
  { dueAt, petition }: { readonly dueAt: Date; readonly petition: PetitionState },
  now: Date,
): boolean => now >= dueAt || petition !== 'open';

/**
 * The author of a closed petition appeals to the next session; again changes nothing. Source: T3. Refusals: petition.notAuthor,
 * .notClosed.
 */
export const decidePetitionAppeal = (facts: {
  readonly isAuthor: boolean;
  readonly state: PetitionState;
  readonly appealed: boolean;
}): Result<{ readonly changed: boolean }, PetitionReviewRefusal> => {
  const reasons: Refusal<PetitionReviewRefusal>[] = [];
  if (!facts.isAuthor) reasons.push({ code: 'petition.notAuthor' });
  if (facts.state !== 'closed') reasons.push({ code: 'petition.notClosed' });
  return okUnless(reasons, { changed: !facts.appealed });
};
