import { inTransaction, type Tx } from '../../db/client.ts';
import { findProjectLedBy, listParticipants, type Project } from '../../db/read/project/project.ts';
import { findProjectLink } from '../../db/read/project/projectLink.ts';
import { queueNotices, sealedFacts, tellPeople } from '../../db/write/notice/notice.ts';
import {
  deleteParticipant,
  lockProject,
  lockProjectById,
  updateProject,
} from '../../db/write/project/project.ts';
import { useProjectLink } from '../../db/write/project/projectLink.ts';
import type { Deps } from '../../deps.ts';
import { decideHeadActing, isUnderWay, type ProjectRefusal } from '../../governance/project/project.ts';
import {
  decideDeputy,
  decideHandOver,
  decideRemoval,
  type ProjectPeopleRefusal,
} from '../../governance/project/projectPeople.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { makeLink } from './createProjectLink.ts';
import { tellEvaluators, tellHeads } from './tellOfProject.ts';

/** Tells two offers of one project to one person apart. */
const SUBJECT_BYTES = 8;

export type LeadRefusal = ProjectRefusal | ProjectPeopleRefusal;

/** What a deputy's link leads to: the project, before one accepts. */
const weighDeputy = async (
  tx: Tx,
  deps: Deps,
  personId: string,
  token: string,
): Promise<Result<Project, LeadRefusal>> => {
  const { status } = await lockPerson(tx, deps, personId);
  const found = await findProjectLink(tx, deps.vault, token);
  const project = found && (await lockProjectById(tx, deps.vault, found.projectId));
  if (project === undefined) return refuse('project.linkUnknown');
  const link = await findProjectLink(tx, deps.vault, token);
  const head = await findProjectLedBy(tx, personId, 'head');
  const decided = decideDeputy({
    project,
    personId,
    status,
    headOfOther: head !== undefined && head.id !== project.id,
    link: link?.kind === 'deputy' ? link : null,
    now: await deps.clock.now(tx),
  });
  return decided.ok ? ok(project) : decided;
};

/** Changes nothing. Refusals: those of decideDeputy. */
export const checkDeputyLink = (
  deps: Deps,
  { personId, token }: { readonly personId: string; readonly token: string },
): Promise<Result<Project, LeadRefusal>> =>
  inTransaction(deps, 'checkDeputyLink', (tx) => weighDeputy(tx, deps, personId, token));

/**
 * A member accepts to be the deputy, who signs when the leader can't; an earlier deputy is none any more. The leader is told. Source:
 * D3. Refusals: those of decideDeputy.
 */
export const acceptDeputy = (
  deps: Deps,
  { personId, token }: { readonly personId: string; readonly token: string },
): Promise<Result<Project, LeadRefusal>> =>
  inTransaction(deps, 'acceptDeputy', async (tx) => {
    const weighed = await weighDeputy(tx, deps, personId, token);
    if (!weighed.ok) return weighed;
    if (!(await useProjectLink(tx, deps.vault, token))) return refuse('project.linkUsed');
    const { value: project } = weighed;
    await updateProject(tx, deps, project.id, { deputyId: personId });
    const now = await deps.clock.now(tx);
    await tellHeads(tx, project, { kind: 'project.news', what: `d${now.getTime()}`, except: personId, now });
    return ok({ ...project, deputyId: personId });
  });

/**
 * The leader names a participant for deputy; they are offered it and accept or not. `participant`: their place in the list of
 * participants, by which buttons call them. Refusals: project.unknown, .notLeader, .closed, .notIn, .alreadyHead, those of decideLink.
 */
export const offerDeputy = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly submissionId: string;
    readonly number: number;
    readonly participantId: string;
  },
): Promise<Result<null, LeadRefusal>> =>
  inTransaction(deps, 'offerDeputy', async (tx) => {
    const { personId, submissionId, number, participantId } = command;
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    if (found.leaderId !== personId) return refuse('project.notLeader');
    if (!isUnderWay(found.state)) return refuse('project.closed');
    const people = await listParticipants(tx, deps.vault, found.id);
    if (people.every((one) => one.personId !== participantId)) return refuse('project.notIn');
    if (participantId === found.leaderId || participantId === found.deputyId)
      return refuse('project.alreadyHead');
    const made = await makeLink(tx, deps, found, { submissionId, kind: 'deputy', uses: 1 });
    if (!made.ok) return made;
    const { token, expiresAt } = made.value;
    const now = await deps.clock.now(tx);
    // Keyed: a submission's name says whose press it was.
    const tag = deps.vault.tag('project.offer', submissionId, SUBJECT_BYTES).toString('hex');
    await tellPeople(tx, {
      kind: 'project.offer',
      subject: `project:${number}:${tag}`,
      personIds: [participantId],
      facts: sealedFacts(deps.vault, { token, until: expiresAt }),
      now,
    });
    return ok(null);
  });

/** The leader hands the project over to the deputy, whose place is free then. Refusals: project.unknown, .notLeader, .closed, .noDeputy. */
export const handOverProject = (
  deps: Deps,
  { personId, number }: PersonActs,
): Promise<Result<null, LeadRefusal>> =>
  inTransaction(deps, 'handOverProject', async (tx) => {
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    if (found.leaderId !== personId) return refuse('project.notLeader');
    if (!isUnderWay(found.state)) return refuse('project.closed');
    const decided = decideHandOver(found);
    if (!decided.ok) return decided;
    await updateProject(tx, deps, found.id, { ...decided.value, deputyId: null });
    const now = await deps.clock.now(tx);
    await tellHeads(tx, found, { kind: 'project.news', what: `h${now.getTime()}`, except: personId, now });
    return ok(null);
  });

/** The deputy gives the place back, or the leader frees it. Refusals: project.unknown, .notHead, .noDeputy. */
export const endDeputy = (deps: Deps, { personId, number }: PersonActs): Promise<Result<null, LeadRefusal>> =>
  inTransaction(deps, 'endDeputy', async (tx) => {
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    const decided = decideHeadActing(found, personId);
    if (!decided.ok) return decided;
    if (found.deputyId === null) return refuse('project.noDeputy');
    await updateProject(tx, deps, found.id, { deputyId: null });
    const now = await deps.clock.now(tx);
    await tellHeads(tx, found, { kind: 'project.news', what: `e${now.getTime()}`, except: personId, now });
    return ok(null);
  });

/** Leader or deputy remove a participant, who hears of it. Refusals: project.unknown, .notHead, .closed, .notIn, .isHead. */
export const removeParticipant = (
  deps: Deps,
  command: { readonly personId: string; readonly number: number; readonly participantId: string },
): Promise<Result<null, LeadRefusal>> =>
  inTransaction(deps, 'removeParticipant', async (tx) => {
    const { personId, number, participantId } = command;
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    const acting = decideHeadActing(found, personId);
    if (!acting.ok) return acting;
    const people = await listParticipants(tx, deps.vault, found.id);
    const isIn = people.some((one) => one.personId === participantId);
    const decided = decideRemoval({ project: found, participantId, isIn });
    if (!decided.ok) return decided;
    await deleteParticipant(tx, found.id, participantId);
    const now = await deps.clock.now(tx);
    const subject = `project:${number}:${now.getTime()}`;
    await queueNotices(tx, [{ personId: participantId, kind: 'project.news', subject, notBefore: now }]);
    return ok(null);
  });

/**
 * Somebody goes away for good, or their account is locked: the deputy takes over what they led, or it goes on without a leader and
 * those who judge projects are told. For the actions that lock or erase an account, in their transaction. Source: D3.
 */
export const leaveHeads = async (
  tx: Tx,
  deps: Deps,
  given: { readonly personId: string; readonly now: Date },
): Promise<void> => {
  const { personId, now } = given;
  const head = await findProjectLedBy(tx, personId, 'head');
  const found = head && (await lockProjectById(tx, deps.vault, head.id));
  if (found === undefined) return;
  const { id, number, leaderId, deputyId } = found;
  const heir = leaderId === personId ? deputyId : leaderId;
  await updateProject(tx, deps, id, { leaderId: heir, deputyId: null });
  if (heir === null) return tellEvaluators(tx, { number, what: `o${now.getTime()}`, now });
  await tellHeads(tx, found, { kind: 'project.news', what: `o${now.getTime()}`, except: personId, now });
};
