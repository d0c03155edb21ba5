import { and, eq, sql } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Day } from '../../../governance/kit/day.ts';
import type {
  ProjectApplication,
  ProjectContent,
  ProjectState,
} from '../../../governance/project/project.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import {
  applicationContext,
  type Participant,
  type Project,
  participantContext,
  participantNameIndex,
  projectFrom,
} from '../../read/project/project.ts';
import { project, projectParticipant } from '../../schema/project.ts';
import type { Vault } from '../../vault.ts';
import { nextNumber } from '../kit/number.ts';

/** Adds an application under the next number; the same submission again answers with the number it got. */
export const insertProject = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  given: {
    readonly submissionId: string;
    readonly leaderId: string;
    readonly application: ProjectApplication;
    readonly now: Date;
  },
): Promise<{ readonly id: string; readonly number: number; readonly isNew: boolean }> => {
  const { submissionId, leaderId, application, now } = given;
  await hold(tx, 'projectNumber');
  const [known] = await tx
    .select({ id: project.id, number: project.number })
    .from(project)
    .where(eq(project.submissionId, submissionId));
  if (known !== undefined) return { ...known, isNew: false };
  const number = await nextNumber(tx, project.number);
  const id = deps.random.uuid();
  await tx.insert(project).values({
    id,
    number,
    submissionId,
    state: 'submitted',
    applicationSealed: deps.vault.seal(applicationContext(id), JSON.stringify(application)),
    leaderId,
    participants: application.participants,
    activeParticipants: application.active,
    submittedAt: now,
  });
  return { id, number, isNew: true };
};

const locked = async (tx: Tx, vault: Vault, where: ReturnType<typeof eq>): Promise<Project | undefined> => {
  const [row] = await tx.select().from(project).where(where).for('update');
  return row && projectFrom(vault, row);
};

/** The project, locked: whoever changes it, its participants, links, reviews or protocols comes one after the other. */
export const lockProject = (tx: Tx, vault: Vault, number: number): Promise<Project | undefined> =>
  locked(tx, vault, eq(project.number, number));

export const lockProjectById = (tx: Tx, vault: Vault, id: string): Promise<Project | undefined> =>
  locked(tx, vault, eq(project.id, id));

/** The longest waiting application that nobody has taken and the evaluator has no part in; one being taken is passed over. */
export const lockNextApplication = async (
  tx: Tx,
  vault: Vault,
  evaluatorId: string,
): Promise<Project | undefined> => {
  const [row] = await tx
    .select()
    .from(project)
    .where(
      and(
        eq(project.state, 'submitted'),
        sql`${project.takenBy} is null`,
        sql`${project.leaderId} is distinct from ${evaluatorId}`,
        sql`${project.deputyId} is distinct from ${evaluatorId}`,
        sql`not exists (select 1 from ${projectParticipant} where ${projectParticipant.projectId} = ${project.id} and ${projectParticipant.personId} = ${evaluatorId})`,
      ),
    )
    .orderBy(project.submittedAt, project.number)
    .limit(1)
    .for('update', { skipLocked: true });
  return row && projectFrom(vault, row);
};

export type ProjectChange = {
  readonly state?: ProjectState;
  readonly application?: ProjectApplication;
  readonly content?: ProjectContent;
  readonly leaderId?: string | null;
  readonly deputyId?: string | null;
  readonly supported?: boolean;
  readonly participants?: number;
  readonly active?: number;
  readonly submittedAt?: Date;
  readonly takenBy?: string | null;
  readonly verifiedOn?: Day;
};

export const updateProject = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  id: string,
  { application, active, ...fields }: ProjectChange,
): Promise<void> => {
  await tx
    .update(project)
    .set({
      ...fields,
      ...(active === undefined ? {} : { activeParticipants: active }),
      ...(application === undefined
        ? {}
        : { applicationSealed: deps.vault.seal(applicationContext(id), JSON.stringify(application)) }),
    })
    .where(eq(project.id, id));
};

/** Somebody else of the project is known by this name. */
export const isParticipantNameTaken = async (
  tx: Tx,
  vault: Vault,
  {
    projectId,
    personId,
    name,
  }: { readonly projectId: string; readonly personId: string; readonly name: string },
): Promise<boolean> =>
  (await tx.$count(
    projectParticipant,
    and(
      eq(projectParticipant.projectId, projectId),
      eq(projectParticipant.nameIndex, participantNameIndex(vault, projectId, name)),
      sql`${projectParticipant.personId} <> ${personId}`,
    ),
  )) > 0;

/** Counts the person in this project, and in no other from now on (rule D2). */
export const upsertParticipant = async (
  tx: Tx,
  vault: Vault,
  given: Participant & { readonly projectId: string },
): Promise<void> => {
  const { personId, projectId, name, joinedOn, activeOn } = given;
  const row = {
    projectId,
    nameSealed: vault.seal(participantContext(projectId, personId), name),
    nameIndex: participantNameIndex(vault, projectId, name),
    joinedOn,
    activeOn,
  };
  await tx
    .insert(projectParticipant)
    .values({ personId, ...row })
    .onConflictDoUpdate({ target: projectParticipant.personId, set: row });
};

/** False when the person was not in the project. */
export const deleteParticipant = async (tx: Tx, projectId: string, personId: string): Promise<boolean> => {
  const gone = await tx
    .delete(projectParticipant)
    .where(and(eq(projectParticipant.projectId, projectId), eq(projectParticipant.personId, personId)))
    .returning({ personId: projectParticipant.personId });
  return gone.length > 0;
};

export const updateActivity = async (tx: Tx, personId: string, activeOn: Day): Promise<void> => {
  await tx.update(projectParticipant).set({ activeOn }).where(eq(projectParticipant.personId, personId));
};
