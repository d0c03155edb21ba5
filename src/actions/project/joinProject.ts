import { inTransaction, type Tx } from '../../db/client.ts';
import {
  findParticipation,
  findProjectById,
  findProjectLedBy,
  type Participant,
  type Project,
} from '../../db/read/project/project.ts';
import { findProjectLink, type ProjectLink } from '../../db/read/project/projectLink.ts';
import {
  deleteParticipant,
  isParticipantNameTaken,
  lockProject,
  lockProjectById,
  updateActivity,
  upsertParticipant,
} from '../../db/write/project/project.ts';
import { useProjectLink } from '../../db/write/project/projectLink.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { parsePublicName, type TextRefusal } from '../../governance/kit/text.ts';
import { isHead, type ProjectRefusal } from '../../governance/project/project.ts';
import { decideProjectJoining, type ProjectPeopleRefusal } from '../../governance/project/projectPeople.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';
import { lockPerson } from '../person/lockPerson.ts';

export type JoinProjectRefusal = ProjectRefusal | ProjectPeopleRefusal | TextRefusal;

/** By a link, or, for who leads it, by its number. */
export type WayIn = { readonly token: string } | { readonly number: number };

type Entry = { readonly project: Project; readonly link: ProjectLink | undefined };

const lockEntry = async (tx: Tx, deps: Deps, way: WayIn): Promise<Entry | undefined> => {
  if ('number' in way) {
    const project = await lockProject(tx, deps.vault, way.number);
    return project && { project, link: undefined };
  }
  const link = await findProjectLink(tx, deps.vault, way.token);
  const project = link && (await lockProjectById(tx, deps.vault, link.projectId));
  if (project === undefined) return undefined;
  // Read again under the lock: others may have used it up.
  return { project, link: await findProjectLink(tx, deps.vault, way.token) };
};

/** What joining would mean, before a name is asked for. */
export type Invitation = {
  readonly kind: ProjectLink['kind'];
  readonly project: Project;
  /** The project that the person is counted in until then, and leaves by it. */
  readonly leaves: Project | null;
};

type Weighed = Invitation & { readonly current: Participant | undefined };

const weigh = async (
  tx: Tx,
  deps: Deps,
  personId: string,
  way: WayIn,
): Promise<Result<Weighed, JoinProjectRefusal>> => {
  const account = await lockPerson(tx, deps, personId);
  const entry = await lockEntry(tx, deps, way);
  if (entry === undefined) return refuse('token' in way ? 'project.linkUnknown' : 'project.unknown');
  const { project, link } = entry;
  if ('number' in way && !isHead(project, personId)) return refuse('project.notHead');
  const current = await findParticipation(tx, deps.vault, personId);
  const head = await findProjectLedBy(tx, personId, 'head');
  const decided = decideProjectJoining({
    project,
    personId,
    status: account.status,
    current: current?.projectId ?? null,
    projectId: project.id,
    headOfOther: head !== undefined && head.id !== project.id,
    link: link ?? null,
    now: await deps.clock.now(tx),
  });
  if (!decided.ok) return decided;
  const leaves = current === undefined ? undefined : await findProjectById(tx, deps.vault, current.projectId);
  return ok({ kind: link?.kind ?? 'participant', project, leaves: leaves ?? null, current });
};

/** What the link leads to; changes nothing. Refusals: those of decideProjectJoining, project.unknown. */
export const checkProjectLink = (
  deps: Deps,
  command: { readonly personId: string; readonly way: WayIn },
): Promise<Result<Invitation, JoinProjectRefusal>> =>
  inTransaction(deps, 'checkProjectLink', (tx) => weigh(tx, deps, command.personId, command.way));

/**
 * A person becomes a participant under the name by which the project will know them, active from today, and leaves the project they
 * were counted in until then. The link is used up by one. No journal entry: it would tell when somebody joined. Source: D2. Refusals:
 * project.unknown, .linkUnknown, .linkUsed, .linkExpired {until}, .alreadyIn, .leadsOther, .cannotJoin, .nameTaken, text.*.
 */
export const joinProject = (
  deps: Deps,
  command: { readonly personId: string; readonly way: WayIn; readonly name: string },
): Promise<Result<{ number: number; name: string }, JoinProjectRefusal>> =>
  inTransaction(deps, 'joinProject', async (tx) => {
    const { personId, way } = command;
    const name = parsePublicName(command.name);
    if (!name.ok) return name;
    const weighed = await weigh(tx, deps, personId, way);
    if (!weighed.ok) return weighed;
    const { project, kind } = weighed.value;
    if (kind === 'deputy') return refuse('project.linkUnknown');
    const given = { projectId: project.id, personId, name: name.value };
    if (await isParticipantNameTaken(tx, deps.vault, given)) return refuse('project.nameTaken');
    if ('token' in way && !isHead(project, personId) && !(await useProjectLink(tx, deps.vault, way.token)))
      return refuse('project.linkUsed');
    const today = dayOf(await deps.clock.now(tx));
    await upsertParticipant(tx, deps.vault, { ...given, joinedOn: today, activeOn: today });
    return ok({ number: project.number, name: name.value });
  });

/** A participant says that they take part: active from today on, for as long as the bylaws count it. Refusals: project.notIn. */
export const confirmActivity = (
  deps: Deps,
  { personId }: { readonly personId: string },
): Promise<Result<{ projectId: string }, ProjectPeopleRefusal>> =>
  inTransaction(deps, 'confirmActivity', async (tx) => {
    await lockPerson(tx, deps, personId);
    const own = await findParticipation(tx, deps.vault, personId);
    if (own === undefined) return refuse('project.notIn');
    await updateActivity(tx, personId, dayOf(await deps.clock.now(tx)));
    return ok({ projectId: own.projectId });
  });

/** A participant leaves; twice is once. A mandate they hold goes on until it ends. Refusals: project.notIn. */
export const leaveProject = (
  deps: Deps,
  { personId, number }: PersonActs,
): Promise<Result<null, ProjectRefusal | ProjectPeopleRefusal>> =>
  inTransaction(deps, 'leaveProject', async (tx) => {
    const found = await lockProject(tx, deps.vault, number);
    if (found === undefined) return refuse('project.unknown');
    return (await deleteParticipant(tx, found.id, personId)) ? ok(null) : refuse('project.notIn');
  });
