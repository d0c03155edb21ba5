import { desc, eq } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import type { Tx } from '../../client.ts';
import {
  appealContext,
  judgementContext,
  type Review,
  type SealedJudgement,
} from '../../read/project/projectReview.ts';
import { projectReview } from '../../schema/project.ts';

/** Adds what was decided to a project that is locked; answers with its place among its reviews. */
export const insertReview = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    /** The submission's: twice the same writes once. */
    readonly id: string;
    readonly projectId: string;
    readonly evaluatorId: string;
    readonly outcome: Review['outcome'];
    readonly judgement: SealedJudgement;
    readonly appealUntil: Date | null;
    readonly now: Date;
  },
): Promise<number> => {
  const { id, projectId, evaluatorId, outcome, judgement, appealUntil, now } = given;
  const [last] = await tx
    .select({ seq: projectReview.seq })
    .from(projectReview)
    .where(eq(projectReview.projectId, projectId))
    .orderBy(desc(projectReview.seq))
    .limit(1);
  const seq = (last?.seq ?? 0) + 1;
  await tx.insert(projectReview).values({
    id,
    projectId,
    seq,
    evaluatorId,
    outcome,
    judgementSealed: deps.vault.seal(judgementContext(id), JSON.stringify(judgement)),
    decidedOn: dayOf(now),
    appealUntil,
  });
  return seq;
};

/** The leader's words against a review that is there. */
export const insertAppeal = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  reviewId: string,
  words: string,
): Promise<void> => {
  await tx
    .update(projectReview)
    .set({ appeal: 'open', appealSealed: deps.vault.seal(appealContext(reviewId), words) })
    .where(eq(projectReview.id, reviewId));
};

export const closeAppeal = async (
  tx: Tx,
  reviewId: string,
  appeal: 'upheld' | 'dismissed',
): Promise<void> => {
  await tx.update(projectReview).set({ appeal }).where(eq(projectReview.id, reviewId));
};
