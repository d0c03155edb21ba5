import { asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Day } from '../../../governance/kit/day.ts';
import { criteria, type Judgement } from '../../../governance/project/projectReview.ts';
import type { Reader } from '../../client.ts';
import { project, projectReview } from '../../schema/project.ts';
import type { Vault } from '../../vault.ts';

export const judgementContext = (reviewId: string) => ({
  table: 'project_review',
  column: 'judgement_sealed',
  row: reviewId,
});
export const appealContext = (reviewId: string) => ({
  table: 'project_review',
  column: 'appeal_sealed',
  row: reviewId,
});

/** As it is sealed. A withdrawal has a reason alone. */
const judgementSchema = z.object({
  criteria: z.partialRecord(z.enum(criteria), z.object({ met: z.boolean(), advice: z.string().optional() })),
  reason: z.string().optional(),
});
export type SealedJudgement = Pick<Judgement, 'criteria' | 'reason'>;

export type Review = SealedJudgement & {
  readonly id: string;
  readonly projectId: string;
  readonly seq: number;
  readonly evaluatorId: string | null;
  readonly outcome: (typeof projectReview.$inferSelect)['outcome'];
  readonly decidedOn: Day;
  readonly appealUntil: Date | null;
  readonly appeal: (typeof projectReview.$inferSelect)['appeal'];
  readonly appealWords: string | null;
};

export const reviewFrom = (vault: Vault, row: typeof projectReview.$inferSelect): Review => {
  const { judgementSealed, appealSealed, ...plain } = row;
  const { criteria: judged, reason } = judgementSchema.parse(
    JSON.parse(vault.open(judgementContext(row.id), judgementSealed)),
  );
  return {
    ...plain,
    criteria: Object.fromEntries(
      Object.entries(judged).map(([criterion, { met, advice }]) => [
        criterion,
        advice === undefined ? { met } : { met, advice },
      ]),
    ),
    ...(reason === undefined ? {} : { reason }),
    appealWords: appealSealed === null ? null : vault.open(appealContext(row.id), appealSealed),
  };
};

/** What was decided last about a project; undefined before any judgement. */
export const findLastReview = async (
  reader: Reader,
  vault: Vault,
  projectId: string,
): Promise<Review | undefined> => {
  const [row] = await reader
    .select()
    .from(projectReview)
    .where(eq(projectReview.projectId, projectId))
    .orderBy(desc(projectReview.seq))
    .limit(1);
  return row && reviewFrom(vault, row);
};

/** The number of the project that a review is of. */
export const findProjectOfReview = async (reader: Reader, reviewId: string): Promise<number | undefined> => {
  const [row] = await reader
    .select({ number: project.number })
    .from(projectReview)
    .innerJoin(project, eq(project.id, projectReview.projectId))
    .where(eq(projectReview.id, reviewId));
  return row?.number;
};

/** A review by its id, which is its submission's: a repeated one finds what it did. */
export const hasReview = async (reader: Reader, id: string): Promise<boolean> =>
  (await reader.$count(projectReview, eq(projectReview.id, id))) > 0;

const openAppeals = eq(projectReview.appeal, 'open');

/** Projects whose appeal waits for the next session (rule K5), the oldest first. */
export const listOpenAppeals = (reader: Reader): Promise<{ number: number; decidedOn: Day }[]> =>
  reader
    .select({ number: project.number, decidedOn: projectReview.decidedOn })
    .from(projectReview)
    .innerJoin(project, eq(project.id, projectReview.projectId))
    .where(openAppeals)
    .orderBy(asc(projectReview.decidedOn), asc(project.number));

export const countOpenAppeals = (reader: Reader): Promise<number> =>
  reader.$count(projectReview, openAppeals);
