import { and, asc, count, desc, eq, gt, gte, inArray, isNull, min, ne, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Bylaws } from '../../../governance/bylaws/bylaws.ts';
import type { Day } from '../../../governance/kit/day.ts';
import { foldPublicName } from '../../../governance/list/list.ts';
import {
  type ProjectApplication,
  type ProjectContent,
  type ProjectState,
  projectContent,
} from '../../../governance/project/project.ts';
import { activeSince, projectRefLength } from '../../../governance/project/projectPeople.ts';
import type { Reader } from '../../client.ts';
import { project, projectClaim, projectParticipant } from '../../schema/project.ts';
import type { Vault } from '../../vault.ts';

export const applicationContext = (projectId: string) => ({
  table: 'project',
  column: 'application_sealed',
  row: projectId,
});

export const participantContext = (projectId: string, personId: string) => ({
  table: 'project_participant',
  column: 'name_sealed',
  row: `${projectId}/${personId}`,
});

/** Two names of one project that read the same have the same index. */
export const participantNameIndex = (vault: Vault, projectId: string, name: string): Buffer =>
  vault.index('project.name', `${projectId}/${foldPublicName(name)}`);

export type Project = {
  readonly id: string;
  readonly number: number;
  readonly state: ProjectState;
  readonly application: ProjectApplication;
  /** What the registry shows; null before the verification. */
  readonly content: ProjectContent | null;
  readonly leaderId: string | null;
  readonly deputyId: string | null;
  readonly supported: boolean;
  /** Attested by the leader, last with an accepted protocol (rule D2). */
  readonly participants: number;
  readonly active: number;
  readonly submittedAt: Date;
  readonly takenBy: string | null;
  readonly verifiedOn: Day | null;
};

/** For writers that lock a row and read it as everybody else does. */
export const projectFrom = (vault: Vault, row: typeof project.$inferSelect): Project => {
  const { applicationSealed, content, submissionId: _, activeParticipants: active, ...plain } = row;
  return {
    ...plain,
    active,
    application: JSON.parse(vault.open(applicationContext(row.id), applicationSealed)) as ProjectApplication,
    content: content === null ? null : projectContent.parse(content),
  };
};

const findBy = async (reader: Reader, vault: Vault, where: SQL): Promise<Project | undefined> => {
  const [row] = await reader.select().from(project).where(where);
  return row && projectFrom(vault, row);
};

export const findProject = (reader: Reader, vault: Vault, number: number): Promise<Project | undefined> =>
  findBy(reader, vault, eq(project.number, number));

export const findProjectById = async (
  reader: Reader,
  vault: Vault,
  id: string,
): Promise<Project | undefined> =>
  z.uuid().safeParse(id).success ? findBy(reader, vault, eq(project.id, id)) : undefined;

const alive: ProjectState[] = ['submitted', 'returned', 'verified'];

/** The number of a project under way that a person leads, `as` leader or whatever they answer for it as. */
export const findProjectLedBy = async (
  reader: Reader,
  personId: string,
  as: 'leader' | 'head',
): Promise<{ id: string; number: number; submissionId: string } | undefined> => {
  const leads = eq(project.leaderId, personId);
  const [row] = await reader
    .select({ id: project.id, number: project.number, submissionId: project.submissionId })
    .from(project)
    .where(
      and(inArray(project.state, alive), as === 'leader' ? leads : or(leads, eq(project.deputyId, personId))),
    )
    .limit(1);
  return row;
};

/** Whether one leads a verified project in which the other takes part (rule M5). */
export const leadsProjectOf = async (
  reader: Reader,
  { leaderId, participantId }: { readonly leaderId: string; readonly participantId: string },
): Promise<boolean> =>
  (
    await reader
      .select({ id: project.id })
      .from(project)
      .innerJoin(projectParticipant, eq(projectParticipant.projectId, project.id))
      .where(
        and(
          eq(project.leaderId, leaderId),
          eq(project.state, 'verified'),
          eq(projectParticipant.personId, participantId),
        ),
      )
  ).length > 0;

export type ProjectRole = 'leader' | 'deputy' | 'participant';
export type OwnedProject = {
  readonly project: Project;
  /** The weightiest first; a leader may also be a participant. */
  readonly roles: readonly ProjectRole[];
};

/** Projects that a person leads, is deputy of or takes part in, newest first; ended ones too, for their appeals. */
export const listProjectsOf = async (
  reader: Reader,
  vault: Vault,
  personId: string,
): Promise<OwnedProject[]> => {
  const rows = await reader
    .select({ project, participantId: projectParticipant.personId })
    .from(project)
    .leftJoin(
      projectParticipant,
      and(eq(projectParticipant.projectId, project.id), eq(projectParticipant.personId, personId)),
    )
    .where(
      or(
        eq(project.leaderId, personId),
        eq(project.deputyId, personId),
        eq(projectParticipant.personId, personId),
      ),
    )
    .orderBy(desc(project.number));
  return rows.map(({ project: row, participantId }) => {
    const roles: ProjectRole[] = [];
    if (row.leaderId === personId) roles.push('leader');
    if (row.deputyId === personId) roles.push('deputy');
    if (participantId !== null) roles.push('participant');
    return { project: projectFrom(vault, row), roles };
  });
};

/** Applications that came back to their leader with advice. */
export const returnedApplications = (reader: Reader, leaderId: string) =>
  reader
    .select({ id: project.id, number: project.number })
    .from(project)
    .where(and(eq(project.leaderId, leaderId), eq(project.state, 'returned')))
    .orderBy(asc(project.number));

export type Participant = {
  readonly personId: string;
  /** The name by which the project knows them; never shown outside of it. */
  readonly name: string;
  readonly joinedOn: Day;
  readonly activeOn: Day;
};

/** A participant as buttons call them: keyed, and different in every project. */
export const participantRef = (vault: Vault, projectId: string, personId: string): string =>
  vault.index('project.ref', `${projectId}/${personId}`).toString('base64url').slice(0, projectRefLength);

/** Everybody who confirmed themselves, by name; a project has tens of them, not thousands. */
export const listParticipants = async (
  reader: Reader,
  vault: Vault,
  projectId: string,
): Promise<(Participant & { readonly ref: string })[]> => {
  const rows = await reader
    .select()
    .from(projectParticipant)
    .where(eq(projectParticipant.projectId, projectId));
  return rows
    .map(({ personId, nameSealed, joinedOn, activeOn }) => ({
      personId,
      ref: participantRef(vault, projectId, personId),
      name: vault.open(participantContext(projectId, personId), nameSealed),
      joinedOn,
      activeOn,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.personId.localeCompare(b.personId));
};

/** The project in which a person is counted, with the name by which it knows them (rule D2: one). */
export const findParticipation = async (
  reader: Reader,
  vault: Vault,
  personId: string,
): Promise<(Participant & { readonly projectId: string }) | undefined> => {
  const [row] = await reader
    .select()
    .from(projectParticipant)
    .where(eq(projectParticipant.personId, personId));
  if (row === undefined) return undefined;
  const { projectId, nameSealed, joinedOn, activeOn } = row;
  const name = vault.open(participantContext(projectId, personId), nameSealed);
  return { personId, projectId, name, joinedOn, activeOn };
};

/** Participants who confirmed themselves, and those of them who are active on `today` (rule D2). */
export const countConfirmed = async (
  reader: Reader,
  projectId: string,
  bylaws: Pick<Bylaws, 'activeMonths'>,
  today: Day,
): Promise<{ readonly participants: number; readonly active: number }> => {
  const [row] = await reader
    .select({
      participants: count(),
      active: sql<number>`count(*) filter (where ${gte(projectParticipant.activeOn, activeSince(today, bylaws))})`,
    })
    .from(projectParticipant)
    .where(eq(projectParticipant.projectId, projectId));
  return { participants: row?.participants ?? 0, active: Number(row?.active ?? 0) };
};

/** Two say that they lead it: until that is settled no protocol begins; mandates go on (rule D3). */
export const isDisputed = async (reader: Reader, projectId: string): Promise<boolean> =>
  (await reader.$count(
    projectClaim,
    and(eq(projectClaim.projectId, projectId), eq(projectClaim.state, 'open')),
  )) > 0;

/** What an evaluator can take up: nobody's and their own, never a project they lead or take part in. */
const waitingFor = (evaluatorId: string): SQL | undefined =>
  and(
    eq(project.state, 'submitted'),
    or(isNull(project.takenBy), eq(project.takenBy, evaluatorId)),
    or(isNull(project.leaderId), ne(project.leaderId, evaluatorId)),
    or(isNull(project.deputyId), ne(project.deputyId, evaluatorId)),
    sql`not exists (select 1 from ${projectParticipant} where ${projectParticipant.projectId} = ${project.id} and ${projectParticipant.personId} = ${evaluatorId})`,
  );

export const countApplications = async (
  reader: Reader,
  evaluatorId: string,
): Promise<{ waiting: number; oldest: Date | undefined }> => {
  const [row] = await reader
    .select({ waiting: count(), oldest: min(project.submittedAt) })
    .from(project)
    .where(waitingFor(evaluatorId));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined };
};

/** A line of the evaluators' queue: nothing sealed is opened for it. */
export type ApplicationLine = { readonly number: number; readonly mine: boolean; readonly submittedAt: Date };

/** The evaluators' queue: first what they took, then the longest wait. `afterNumber` is for a reader that follows a cursor. */
export const listApplications = async (
  reader: Reader,
  evaluatorId: string,
  page: { readonly offset?: number; readonly afterNumber?: number; readonly limit: number },
): Promise<ApplicationLine[]> => {
  const byNumber = page.afterNumber !== undefined;
  const rows = await reader
    .select({ number: project.number, takenBy: project.takenBy, submittedAt: project.submittedAt })
    .from(project)
    .where(and(waitingFor(evaluatorId), gt(project.number, page.afterNumber ?? 0)))
    .orderBy(
      ...(byNumber ? [] : [sql`${project.takenBy} is null`, asc(project.submittedAt)]),
      asc(project.number),
    )
    .offset(page.offset ?? 0)
    .limit(page.limit);
  return rows.map(({ takenBy, ...line }) => ({ ...line, mine: takenBy !== null }));
};
