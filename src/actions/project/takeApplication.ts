import { inTransaction, type Tx } from '../../db/client.ts';
import { findParticipation, type Project } from '../../db/read/project/project.ts';
import { findLastReview, type Review } from '../../db/read/project/projectReview.ts';
import { lockNextApplication, lockProject, updateProject } from '../../db/write/project/project.ts';
import type { Deps } from '../../deps.ts';
import type { ProjectRefusal } from '../../governance/project/project.ts';
import {
  decideGivingBack,
  decideTakingProject,
  type ProjectReviewRefusal,
  type ReviewFacts,
} from '../../governance/project/projectReview.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { traceAct } from '../audit/traceAct.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';

export type TakeRefusal = ProjectReviewRefusal | ProjectRefusal;

/** The facts of one evaluator and one project; the role is read anew, a button may be older than a dismissal. */
export const reviewFacts = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  { id, state, takenBy, leaderId, deputyId }: Project,
  evaluatorId: string,
): Promise<ReviewFacts> => {
  const mayJudge = await hasPower(tx, deps, evaluatorId, 'project.judge');
  const own = await findParticipation(tx, deps.vault, evaluatorId);
  const takesPart = own?.projectId === id;
  return { state, takenBy, leaderId, deputyId, takesPart, evaluator: { id: evaluatorId, mayJudge } };
};

/** What an evaluator reads: the application, who leads it stands nowhere; and what was advised before. */
export type TakenApplication = {
  readonly project: Project;
  readonly earlier: Review | undefined;
};

/**
 * An evaluator takes an application, by its number or the one that has waited longest, and reads it, budget and people too; reading
 * leaves a trace. Their own is read again. Source: D1. Refusals: project.noPower, .unknown, .noneWaits, .ownProject, .taken,
 * .notWaiting.
 */
export const takeApplication = (
  deps: Deps,
  command: { readonly officerId: string; readonly number?: number },
): Promise<Result<TakenApplication, TakeRefusal>> =>
  inTransaction(deps, 'takeApplication', async (tx) => {
    const { officerId, number } = command;
    if (!(await hasPower(tx, deps, officerId, 'project.judge'))) return refuse('project.noPower');
    const found =
      number === undefined
        ? await lockNextApplication(tx, deps.vault, officerId)
        : await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse(number === undefined ? 'project.noneWaits' : 'project.unknown');
    const decided = decideTakingProject(await reviewFacts(tx, deps, found, officerId));
    if (!decided.ok) return decided;
    if (decided.value.changed) await updateProject(tx, deps, found.id, { takenBy: officerId });
    await traceAct(tx, deps, { officerId, act: 'project.read', about: `project:${found.number}` });
    const earlier = await findLastReview(tx, deps.vault, found.id);
    return ok({ project: { ...found, takenBy: officerId }, earlier });
  });

/** Back to the queue. Refusals: project.unknown, .noPower, .ownProject, .notTaken, .notWaiting. */
export const giveBackApplication = (deps: Deps, command: OfficerActs): Promise<Result<null, TakeRefusal>> =>
  inTransaction(deps, 'giveBackApplication', async (tx) => {
    const found = await lockProject(tx, deps.vault, command.number);
    if (found === undefined) return refuse('project.unknown');
    const decided = decideGivingBack(await reviewFacts(tx, deps, found, command.officerId));
    if (decided.ok) await updateProject(tx, deps, found.id, { takenBy: null });
    return decided;
  });
