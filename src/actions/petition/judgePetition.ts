import { hashJson } from '../../canonical.ts';
import { inTransaction, type Tx } from '../../db/client.ts';
import { currentBylaws, getBylaws } from '../../db/read/bylaws/bylaws.ts';
import { countMembers } from '../../db/read/member/memberTally.ts';
import { jurorMark, verdictReasonContext } from '../../db/read/petition/petitionMarks.ts';
import type { ReviewOutcome } from '../../db/read/petition/petitionReview.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { endPetition, lockPetition } from '../../db/write/petition/petition.ts';
import {
  endReviewRow,
  findReviewPlace,
  getReviewFacts,
  type Juror,
  updateVerdict,
} from '../../db/write/petition/petitionReview.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import { judgeSupport } from '../../governance/petition/petition.ts';
import {
  decideJurorVerdict,
  type JurorVerdict,
  type PetitionReviewRefusal,
  type ReviewEnd,
  reviewIsOver,
  verdictReasonLimits,
} from '../../governance/petition/petitionReview.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { tellAuthor } from './tellAuthor.ts';

/** A review with its petition, both held. */
type Held = {
  readonly petition: Awaited<ReturnType<typeof lockPetition>>;
  readonly review: Awaited<ReturnType<typeof getReviewFacts>>['review'];
  readonly jurors: readonly Juror[];
};

const hold = async (tx: Tx, number: number): Promise<Held | undefined> => {
  const place = await findReviewPlace(tx, number);
  if (place === undefined) return undefined;
  const petition = await lockPetition(tx, place.petitionId);
  return { petition, ...(await getReviewFacts(tx, place.id)) };
};

const outcomeOf = (
  { vault }: Deps,
  jurors: readonly Juror[],
  state: 'kept' | 'closed',
  bylawsVersion: number,
): ReviewOutcome => {
  const count = (verdict: JurorVerdict | null) => jurors.filter((one) => one.verdict === verdict).length;
  const reasons = jurors.flatMap(({ reviewId, mark, reasonSealed }) =>
    reasonSealed === null ? [] : [vault.open(verdictReasonContext(reviewId, mark), reasonSealed)],
  );
  return {
    close: count('close'),
    keep: count('keep'),
    silent: count(null),
    // In an order that says nothing of whose they are; what was written for a petition that stays is never shown.
    reasons: state === 'closed' ? reasons.toSorted() : [],
    bylawsVersion,
  };
};

/** Ends a review, and with it, when all three agreed, the petition. The journal's head is held from here on. */
const endReview = async (
  tx: Tx,
  deps: Deps,
  held: Held,
  state: 'kept' | 'closed',
  now: Date,
): Promise<void> => {
  const { petition, review } = held;
  const { version } = await currentBylaws(tx, now);
  const { jurors } = await getReviewFacts(tx, review.id);
  const outcome = outcomeOf(deps, jurors, state, version);
  await endReviewRow(tx, review.id, { state, outcome, decidedOn: dayOf(now) });
  if (state === 'closed') {
    const bylaws = await getBylaws(tx, petition.bylawsVersion);
    const verdict = judgeSupport(petition.support, await countMembers(tx), bylaws);
    await endPetition(tx, petition.id, { state, verdict });
  }
  const { id, number, authorSealed } = petition;
  await tellAuthor(tx, deps, {
    petitionId: id,
    number,
    authorSealed,
    news: `${state}:${review.number}`,
    now,
  });
  await appendJournal(tx, {
    kind: state === 'closed' ? 'petition.closed' : 'petition.kept',
    at: now,
    number,
    lot: review.number,
    outcomeHash: hashJson(outcome),
    bylawsVersion: version,
  });
};

/**
 * One of the three drawn decides about a petition: `close` needs a reason, which is published if all three agree; `keep` ends the review
 * at once. Again changes nothing. Source: T3. Refusals: petition.noDuty (also for a review that does not exist), .reviewOver,
 * text.* at `reason`.
 */
export const judgePetition = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly number: number;
    readonly verdict: JurorVerdict;
    readonly reason?: string;
  },
): Promise<
  Result<{ readonly changed: boolean; readonly end: ReviewEnd }, PetitionReviewRefusal | TextRefusal>
> =>
  inTransaction(deps, 'judgePetition', async (tx) => {
    const { personId, number, verdict } = command;
    await lockPerson(tx, deps, personId);
    const reason = verdict === 'close' ? cleanText(command.reason ?? '', verdictReasonLimits) : ok(null);
    if (!reason.ok) return refuse({ ...reason.refusals[0], path: 'reason' });
    const held = await hold(tx, number);
    if (held === undefined) return refuse('petition.noDuty');
    const { petition, review, jurors } = held;
    const mark = jurorMark(deps.vault, review.id, personId);
    const own = jurors.find((one) => mark.equals(one.mark));
    const now = await deps.clock.now(tx);
    const facts = {
      review: review.state,
      dueAt: review.dueAt,
      petition: petition.state,
      own: own?.verdict,
      others: jurors.filter((one) => one !== own).map((one) => one.verdict),
    };
    const decided = decideJurorVerdict(facts, verdict, now);
    if (!decided.ok || !decided.value.changed || own === undefined) return decided;
    const reasonSealed =
      reason.value === null ? null : deps.vault.seal(verdictReasonContext(review.id, mark), reason.value);
    await updateVerdict(tx, own, { verdict, reasonSealed });
    const { end } = decided.value;
    if (end !== null) await endReview(tx, deps, held, end, now);
    return decided;
  });

/** Ends a review whose time is over, or whose petition is no longer open: silence keeps it. Answers whether it did. Source: T3. */
export const endDueReview = (deps: Deps, number: number): Promise<boolean> =>
  inTransaction(deps, 'endDueReview', async (tx) => {
    const held = await hold(tx, number);
    if (held === undefined || held.review.state !== 'deciding') return false;
    const now = await deps.clock.now(tx);
    const { petition, review } = held;
    if (!reviewIsOver({ dueAt: review.dueAt, petition: petition.state }, now)) return false;
    await endReview(tx, deps, held, 'kept', now);
    return true;
  });
