import type { Tx } from '../../db/client.ts';
import type { Project } from '../../db/read/project/project.ts';
import { findLastReview, findProjectOfReview } from '../../db/read/project/projectReview.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { lockProject, updateProject } from '../../db/write/project/project.ts';
import { closeAppeal } from '../../db/write/project/projectReview.ts';
import type { Deps } from '../../deps.ts';
import type { AppealOutcome } from '../../governance/agenda/appeal.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { contentOf } from '../../governance/project/project.ts';
import { tellHeads } from './tellOfProject.ts';

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

/** What the Congress decided on a project's appeal; one that officers ended meanwhile is left as it is. Source: D1, K5. */
export const settleProjectAppeal = async (tx: Tx, deps: Deps, given: Given): Promise<JournalFact[]> => {
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
