import { inTransaction, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findRightsFacts } from '../../db/read/member/rights.ts';
import { findProjectLedBy, type Project } from '../../db/read/project/project.ts';
import { insertProject, lockProject, updateProject } from '../../db/write/project/project.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import type { TextRefusal } from '../../governance/kit/text.ts';
import { decideProjectRight, type RightsRefusal } from '../../governance/member/rights.ts';
import {
  decideApplying,
  decideChanging,
  type ProjectAnswers,
  type ProjectApplication,
  type ProjectRefusal,
  parseApplication,
} from '../../governance/project/project.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { tellEvaluators } from './tellOfProject.ts';

export type ApplyRefusal = ProjectRefusal | RightsRefusal | TextRefusal;

/** Whether this person may start a project now, before they write anything. Refusals: right.*, project.alreadyLeads {number}. */
export const checkApplying = (
  deps: Deps,
  { personId }: { readonly personId: string },
): Promise<Result<null, ApplyRefusal>> =>
  inTransaction(deps, 'checkApplying', (tx) => judgeApplying(tx, deps, personId));

const judgeApplying = async (tx: Tx, deps: Deps, personId: string): Promise<Result<null, ApplyRefusal>> => {
  // Locked: two applications at once would each find that the person leads nothing.
  const account = await lockPerson(tx, deps, personId);
  const now = await deps.clock.now(tx);
  const { bylaws } = await currentBylaws(tx, now);
  const right = decideProjectRight(await findRightsFacts(tx, deps.vault, account), bylaws, dayOf(now));
  if (!right.granted) return refuse(...right.missing);
  const leads = await findProjectLedBy(tx, personId, 'leader');
  return decideApplying({ leads: leads?.number ?? null });
};

const resubmit = async (
  tx: Tx,
  deps: Deps,
  { id, number }: Project,
  application: ProjectApplication,
): Promise<Result<{ number: number }, ApplyRefusal>> => {
  const now = await deps.clock.now(tx);
  await updateProject(tx, deps, id, {
    state: 'submitted',
    application,
    participants: application.participants,
    active: application.active,
    submittedAt: now,
    takenBy: null,
  });
  await tellEvaluators(tx, { number, what: `at${now.getTime()}`, now });
  return ok({ number });
};

/**
 * A member hands in a project, or, with `number`, its leader the same application again: after advice, or before anybody has begun
 * to read it. Twice the same `submissionId` makes one project. Evaluators are told that something waits. Source: M3, D1, D2, D7.
 * Refusals: right.*, text.*, project.invalid, .commitmentMissing, .activeTooMany, .alreadyLeads {number}; with `number` project.unknown,
 * .notLeader, .alreadyVerified, .closed, .beingJudged.
 */
export const applyProject = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly submissionId: string;
    readonly number?: number;
    readonly answers: ProjectAnswers;
  },
): Promise<Result<{ number: number }, ApplyRefusal>> =>
  inTransaction(deps, 'applyProject', async (tx) => {
    const { personId, submissionId, number } = command;
    const parsed = parseApplication(command.answers);
    if (!parsed.ok) return parsed;
    const application = parsed.value;
    if (number !== undefined) {
      const found = await lockProject(tx, deps.vault, number);
      if (found === undefined) return refuse('project.unknown');
      const decided = decideChanging(found, personId);
      return decided.ok ? resubmit(tx, deps, found, application) : decided;
    }
    const judged = await judgeApplying(tx, deps, personId);
    const now = await deps.clock.now(tx);
    const again = !judged.ok && (await isOwnSubmission(tx, submissionId, personId));
    if (!judged.ok && !again) return judged;
    const made = await insertProject(tx, deps, { submissionId, leaderId: personId, application, now });
    if (made.isNew) await tellEvaluators(tx, { number: made.number, what: 'new', now });
    return ok({ number: made.number });
  });

/** The project that this submission made is the one they lead already. */
const isOwnSubmission = async (tx: Tx, submissionId: string, personId: string): Promise<boolean> => {
  const leads = await findProjectLedBy(tx, personId, 'leader');
  return leads?.submissionId === submissionId;
};
