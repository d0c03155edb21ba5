import { z } from 'zod';
import { inTransaction, type Reader, type Tx } from '../../db/client.ts';
import { findItemOfAppeal } from '../../db/read/agenda/agenda.ts';
import { findParticipation, findProject, isDisputed, type Project } from '../../db/read/project/project.ts';
import { findOpenClaim } from '../../db/read/project/projectClaim.ts';
import { findLastReview } from '../../db/read/project/projectReview.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { findSessionById } from '../../db/read/session/session.ts';
import { updateItem } from '../../db/write/agenda/agenda.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { lockProject, updateProject } from '../../db/write/project/project.ts';
import { closeClaim } from '../../db/write/project/projectClaim.ts';
import { lockAgendas } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { isHead, type ProjectRefusal } from '../../governance/project/project.ts';
import type { ProjectPeopleRefusal } from '../../governance/project/projectPeople.ts';
import {
  decideAppealOutcome,
  decideSupport,
  type ProjectReviewRefusal,
} from '../../governance/project/projectReview.ts';
import type { ProposalRefusal } from '../../governance/proposal/proposal.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { openProposal } from '../proposal/openProposal.ts';
import { endProjectAppeal, verifyProject } from './settleProjectAppeal.ts';
import { tellHeads } from './tellOfProject.ts';

/** What two officers enter about a project: Fund support, the outcome of an appeal, the end of a dispute about its leadership. */
export const projectActs = [
  'support',
  'appealUpheld',
  'appealDismissed',
  'claimUpheld',
  'claimDismissed',
] as const;
export type ProjectAct = (typeof projectActs)[number];

export const projectPayload = z.strictObject({ number: z.int(), act: z.enum(projectActs) });

export type ProposeProjectRefusal =
  | ProposalRefusal
  | ProjectRefusal
  | ProjectReviewRefusal
  | ProjectPeopleRefusal;

/** Officers who answer for the project, take part in it, claim it or made the decision appealed against decide nothing of it. */
const weighOfficer = async (
  reader: Reader,
  deps: Pick<Deps, 'vault'>,
  project: Project,
  { act, officerId }: { readonly act: ProjectAct; readonly officerId: string },
): Promise<Result<null, ProposeProjectRefusal>> => {
  const own = await findParticipation(reader, deps.vault, officerId);
  if (isHead(project, officerId) || own?.projectId === project.id) return refuse('project.ownProject');
  const claim = await findOpenClaim(reader, deps.vault, project.id);
  if (claim?.personId === officerId) return refuse('project.ownProject');
  if (act !== 'appealUpheld' && act !== 'appealDismissed') return ok(null);
  const review = await findLastReview(reader, deps.vault, project.id);
  return review?.evaluatorId === officerId ? refuse('project.ownJudgement') : ok(null);
};

/** Whether this act is possible now. */
const weighAct = async (
  reader: Reader,
  deps: Pick<Deps, 'vault'>,
  project: Project,
  act: ProjectAct,
): Promise<Result<null, ProposeProjectRefusal>> => {
  if (act === 'support') return decideSupport(project);
  if (act === 'claimUpheld' || act === 'claimDismissed')
    return (await isDisputed(reader, project.id)) ? ok(null) : refuse('project.noClaim');
  return decideAppealOutcome((await findLastReview(reader, deps.vault, project.id)) ?? null);
};

/** For the desk, which asks it of whoever approves, declines or reads. Refusals: project.ownProject, .ownJudgement. */
export const refuseProjectParties = async (
  reader: Reader,
  deps: Pick<Deps, 'vault'>,
  { kind, state, payload }: Proposal,
  officerId: string,
): Promise<Result<null, ProposeProjectRefusal>> => {
  if (kind !== 'project' || state !== 'pending') return ok(null);
  const { number, act } = projectPayload.parse(payload);
  const project = await findProject(reader, deps.vault, number);
  return project === undefined ? ok(null) : weighOfficer(reader, deps, project, { act, officerId });
};

/**
 * An officer proposes one of the acts that need two. Source: D1, D3, K5. Refusals: proposal.noPower, project.unknown, .ownProject,
 * .ownJudgement, .alreadySupported, .notWaiting, .noAppeal, .noClaim.
 */
export const proposeProject = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly act: ProjectAct },
): Promise<Result<{ number: number }, ProposeProjectRefusal>> =>
  inTransaction(deps, 'proposeProject', async (tx) => {
    const { officerId, number, act } = command;
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    const party = await weighOfficer(tx, deps, found, { act, officerId });
    if (!party.ok) return party;
    const weighed = await weighAct(tx, deps, found, act);
    if (!weighed.ok) return weighed;
    const now = await deps.clock.now(tx);
    return openProposal(tx, deps, { kind: 'project', payload: { number, act }, proposedBy: officerId, now });
  });

/** Decided elsewhere: the Congress has nothing left to decide, unless its agenda is fixed already. */
const freeItem = async (tx: Tx, deps: Deps, projectReviewId: string, at: Date): Promise<JournalFact[]> => {
  await lockAgendas(tx);
  const item = await findItemOfAppeal(tx, { projectReviewId });
  if (item === undefined) return [];
  const { id, number, state, sessionId } = item;
  const session = sessionId === null ? undefined : await findSessionById(tx, deps.vault, sessionId);
  const isFree = state === 'waiting' || (state === 'agenda' && session?.state === 'planned');
  if (!isFree) return [];
  await updateItem(tx, id, { state: 'withdrawn' });
  return [{ kind: 'agenda.withdrawn', at, item: number }];
};

const applyAct = async (
  tx: Tx,
  deps: Deps,
  found: Project,
  { act, now }: { readonly act: ProjectAct; readonly now: Date },
): Promise<JournalFact[]> => {
  if (act === 'support') {
    await updateProject(tx, deps, found.id, { supported: true });
    if (found.state !== 'verified') await verifyProject(tx, deps, found, now);
    return [];
  }
  if (act === 'claimUpheld' || act === 'claimDismissed') {
    const claim = await findOpenClaim(tx, deps.vault, found.id);
    if (claim === undefined) return [];
    await closeClaim(tx, claim.id, act === 'claimUpheld' ? 'upheld' : 'dismissed');
    if (act === 'claimDismissed') return [];
    const deputyId = found.deputyId === claim.personId ? null : found.deputyId;
    await updateProject(tx, deps, found.id, { leaderId: claim.personId, deputyId });
    return [];
  }
  const review = await findLastReview(tx, deps.vault, found.id);
  if (review === undefined) return [];
  const outcome = act === 'appealUpheld' ? 'upheld' : 'dismissed';
  await endProjectAppeal(tx, deps, found, { reviewId: review.id, outcome, now });
  return freeItem(tx, deps, review.id, now);
};

/** What the last approval does. Journalled by the project's number alone. Refusals: those of proposing that hold by now. */
export const applyProjectAct = async (
  tx: Tx,
  deps: Deps,
  { payload }: Pick<Proposal, 'payload'>,
  now: Date,
): Promise<Result<JournalFact[], ProposeProjectRefusal>> => {
  const { number, act } = projectPayload.parse(payload);
  const found = await lockProject(tx, deps.vault, number);
  if (found === undefined) return refuse('project.unknown');
  const weighed = await weighAct(tx, deps, found, act);
  if (!weighed.ok) return weighed;
  const claim = await findOpenClaim(tx, deps.vault, found.id);
  const freed = await applyAct(tx, deps, found, { act, now });
  const told = act === 'claimUpheld' ? { ...found, deputyId: claim?.personId ?? null } : found;
  await tellHeads(tx, told, { kind: 'project.judged', what: `p${now.getTime()}`, now });
  return ok([{ kind: `project.${act}`, at: new Date(dayOf(now)), number }, ...freed]);
};
