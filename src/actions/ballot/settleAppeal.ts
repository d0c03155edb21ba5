import type { Tx } from '../../db/client.ts';
import { findItem } from '../../db/read/agenda/agenda.ts';
import type { Project } from '../../db/read/project/project.ts';
import { findLastReview, findProjectOfReview } from '../../db/read/project/projectReview.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { lockPetition, reopenPetition } from '../../db/write/petition/petition.ts';
import { endPetitionAppeal, findPetitionOfReview } from '../../db/write/petition/petitionReview.ts';
import { lockProject, updateProject } from '../../db/write/project/project.ts';
import { closeAppeal } from '../../db/write/project/projectReview.ts';
import type { Deps } from '../../deps.ts';
import { type AppealOutcome, appealOutcome, reopenedUntil } from '../../governance/agenda/appeal.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { contentOf } from '../../governance/project/project.ts';
import { tellAuthor } from '../petition/tellAuthor.ts';
import { tellHeads } from '../project/tellOfProject.ts';

/** The project takes part from now on, with the day of its first verification if it had one. */
export const verifyProject = (tx: Tx, deps: Deps, found: Project, now: Date): Promise<void> =>
  updateProject(tx, deps, found.id, {
    state: 'verified',
    takenBy: null,
    content: contentOf(found.application),
    verifiedOn: found.verifiedOn ?? dayOf(now),
  });

/** Ends the appeal against a review of a locked project; upheld, the project takes part again. */
export const endProjectAppeal = async (
  tx: Tx,
  deps: Deps,
  found: Project,
  given: { readonly reviewId: string; readonly outcome: AppealOutcome; readonly now: Date },
): Promise<void> => {
  const { reviewId, outcome, now } = given;
  await closeAppeal(tx, reviewId, outcome);
  if (outcome === 'upheld') await verifyProject(tx, deps, found, now);
};

type Given = { readonly reviewId: string; readonly outcome: AppealOutcome; readonly now: Date };

const settleProject = async (tx: Tx, deps: Deps, given: Given): Promise<JournalFact[]> => {
  const { reviewId, outcome, now } = given;
  const number = await findProjectOfReview(tx, reviewId);
  const found = number === undefined ? undefined : await lockProject(tx, deps.vault, number);
  if (found === undefined) return [];
  const review = await findLastReview(tx, deps.vault, found.id);
  // Two officers may have entered what was decided elsewhere.
  if (review?.id !== reviewId || review.appeal !== 'open') return [];
  await endProjectAppeal(tx, deps, found, given);
  await tellHeads(tx, found, { kind: 'project.judged', what: `p${now.getTime()}`, now });
  const kind = outcome === 'upheld' ? 'project.appealUpheld' : 'project.appealDismissed';
  return [{ kind, at: new Date(dayOf(now)), number: found.number }];
};

const settlePetition = async (tx: Tx, deps: Deps, given: Given): Promise<JournalFact[]> => {
  const { reviewId, outcome, now } = given;
  const petitionId = await findPetitionOfReview(tx, reviewId);
  if (petitionId === undefined) return [];
  const { number, authorSealed, closesAt } = await lockPetition(tx, petitionId);
  const { lot, decidedOn } = await endPetitionAppeal(tx, reviewId, outcome);
  const until = reopenedUntil({ closesAt, closedOn: decidedOn ?? dayOf(now) }, now);
  if (outcome === 'upheld') await reopenPetition(tx, petitionId, until);
  await tellAuthor(tx, deps, { petitionId, number, authorSealed, news: `appealed:${lot}`, now });
  return outcome === 'upheld'
    ? [{ kind: 'petition.appealUpheld', at: now, number, lot, closesAt: until }]
    : [{ kind: 'petition.appealDismissed', at: now, number, lot }];
};

/**
 * What the Congress decided on an appeal takes effect with the decision's publication, once: an upheld one lets a petition collect
 * support again for the time it had left, or verifies the project; a dismissed one leaves things as they are and is recorded. Other
 * items have none. Before anything is journalled, the facts are for the journal. Source: K5, T3, D1.
 */
export const settleAppeal = async (
  tx: Tx,
  deps: Deps,
  decided: { readonly item: number; readonly adopted: boolean; readonly now: Date },
): Promise<JournalFact[]> => {
  const item = await findItem(tx, decided.item);
  const given = { outcome: appealOutcome(decided.adopted), now: decided.now };
  if (item?.petitionReviewId != null)
    return settlePetition(tx, deps, { ...given, reviewId: item.petitionReviewId });
  if (item?.projectReviewId != null)
    return settleProject(tx, deps, { ...given, reviewId: item.projectReviewId });
  return [];
};
