import { inTransaction, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import type { Project } from '../../db/read/project/project.ts';
import { hasReview, type Review, type SealedJudgement } from '../../db/read/project/projectReview.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockProject, updateProject } from '../../db/write/project/project.ts';
import { deleteProjectLinks } from '../../db/write/project/projectLink.ts';
import { insertReview } from '../../db/write/project/projectReview.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { cleanTextAt, type TextRefusal } from '../../governance/kit/text.ts';
import { contentOf, type ProjectRefusal } from '../../governance/project/project.ts';
import {
  criteria,
  decideJudgement,
  decideWithdrawal,
  type Judgement,
  judgementLimits,
  type ProjectReviewRefusal,
} from '../../governance/project/projectReview.ts';
import { ok, type Refusal, type Result, refuse } from '../../result.ts';
import { reviewFacts } from './takeApplication.ts';
import { tellHeads } from './tellOfProject.ts';

export type JudgeRefusal = ProjectReviewRefusal | ProjectRefusal | TextRefusal;

const DAY_MS = 86_400_000;

/** Every word of it made safe to keep; an empty one is refused with its path. */
const cleanJudgement = ({ outcome, criteria: judged, reason }: Judgement): Result<Judgement, TextRefusal> => {
  const reasons: Refusal<TextRefusal>[] = [];
  const words = (path: string, text: string) => cleanTextAt(path, text, judgementLimits, reasons);
  const cleaned = Object.fromEntries(
    criteria.flatMap((criterion) => {
      const given = judged[criterion];
      if (given === undefined) return [];
      const { met, advice } = given;
      const kept =
        met || advice === undefined
          ? { met }
          : { met, advice: words(`criteria.${criterion}.advice`, advice) };
      return [[criterion, kept]];
    }),
  );
  const why = reason === undefined ? {} : { reason: words('reason', reason) };
  const [first, ...rest] = reasons;
  return first === undefined ? ok({ outcome, criteria: cleaned, ...why }) : refuse(first, ...rest);
};

type Decided = {
  readonly reviewId: string;
  readonly evaluatorId: string;
  readonly outcome: Review['outcome'];
  readonly judgement: SealedJudgement;
};

/** A project that took part, or takes part from now on, is public by its number; advice and people never are. */
const settle = async (tx: Tx, deps: Deps, found: Project, decided: Decided): Promise<void> => {
  const { reviewId: id, evaluatorId, outcome, judgement } = decided;
  const now = await deps.clock.now(tx);
  const { bylaws } = await currentBylaws(tx, now);
  const isEnd = outcome === 'refused' || outcome === 'withdrawn';
  const appealUntil = isEnd ? new Date(now.getTime() + bylaws.projectAppealDays * DAY_MS) : null;
  const review = { id, projectId: found.id, evaluatorId, outcome, judgement, appealUntil, now };
  const seq = await insertReview(tx, deps, review);
  await updateProject(tx, deps, found.id, {
    state: outcome,
    takenBy: null,
    ...(outcome === 'verified' ? { content: contentOf(found.application), verifiedOn: dayOf(now) } : {}),
  });
  // A link to a project that ended would lead people nowhere.
  if (isEnd) await deleteProjectLinks(tx, found.id);
  await tellHeads(tx, found, { kind: 'project.judged', what: `r${seq}`, now });
  if (outcome !== 'returned')
    await appendJournal(tx, { kind: `project.${outcome}`, at: new Date(dayOf(now)), number: found.number });
};

/**
 * The evaluator who took an application judges it, criterion by criterion: it takes part from now on, goes back to its leader with
 * advice, or is refused with a reason and an appeal. The same `submissionId` again changes nothing. Source: §2.2.1, D1. Refusals:
 * project.unknown, text.* with paths, those of decideJudgement.
 */
export const judgeProject = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly submissionId: string;
    readonly judgement: Judgement;
  },
): Promise<Result<{ number: number; outcome: Judgement['outcome'] }, JudgeRefusal>> =>
  inTransaction(deps, 'judgeProject', async (tx) => {
    const { officerId, number, submissionId: reviewId } = command;
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    const cleaned = cleanJudgement(command.judgement);
    if (!cleaned.ok) return cleaned;
    const { outcome, ...judgement } = cleaned.value;
    if (await hasReview(tx, reviewId)) return ok({ number, outcome });
    const decided = decideJudgement(await reviewFacts(tx, deps, found, officerId), cleaned.value);
    if (!decided.ok) return decided;
    await settle(tx, deps, found, { reviewId, evaluatorId: officerId, outcome, judgement });
    return ok({ number, outcome });
  });

/**
 * An evaluator withdraws a verification, with its reason; the leader may appeal, sitting mandates run out, and the project stays in
 * the history. The same `submissionId` again changes nothing. Source: D1. Refusals: project.unknown, text.* at `reason`, those of
 * decideWithdrawal.
 */
export const withdrawProject = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly submissionId: string;
    readonly reason: string;
  },
): Promise<Result<{ number: number }, JudgeRefusal>> =>
  inTransaction(deps, 'withdrawProject', async (tx) => {
    const { officerId, number, submissionId: reviewId } = command;
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    const reasons: Refusal<TextRefusal>[] = [];
    const reason = cleanTextAt('reason', command.reason, judgementLimits, reasons);
    const [first, ...rest] = reasons;
    if (first !== undefined) return refuse(first, ...rest);
    if (await hasReview(tx, reviewId)) return ok({ number });
    const decided = decideWithdrawal(await reviewFacts(tx, deps, found, officerId));
    if (!decided.ok) return decided;
    const judgement = { criteria: {}, reason };
    await settle(tx, deps, found, { reviewId, evaluatorId: officerId, outcome: 'withdrawn', judgement });
    return ok({ number });
  });
