import { asc, eq } from 'drizzle-orm';
import type { Json } from '../../../../canonical.ts';
import { project, projectClaim, projectReview } from '../../../schema/project.ts';
import { findParticipation, listProjectsOf } from '../../project/project.ts';
import { claimContext } from '../../project/projectClaim.ts';
import { reviewFrom } from '../../project/projectReview.ts';
import { type MyDataContext, type MyDataSource, plainRow, plainRows } from './source.ts';

/** Projects they answer for, with what they wrote in the application and appeals; nobody else's names. */
const readLed = async ({ reader, vault, account: { id } }: MyDataContext): Promise<Json> => {
  const own = await listProjectsOf(reader, vault, id);
  const led: Json[] = [];
  for (const { project: found, roles } of own) {
    if (!roles.includes('leader') && !roles.includes('deputy')) continue;
    const rows = await reader
      .select()
      .from(projectReview)
      .where(eq(projectReview.projectId, found.id))
      .orderBy(asc(projectReview.seq));
    const appeals = rows.flatMap((row) => reviewFrom(vault, row).appealWords ?? []);
    const { number, state, application } = found;
    const role = roles.includes('leader') ? 'leader' : 'deputy';
    // The application is the leader's writing, whoever of the two reads it.
    led.push({ number, state, role, application: plainRow({ ...application }), appeals });
  }
  return led;
};

const readClaims = async ({ reader, vault, account: { id } }: MyDataContext): Promise<Json> => {
  const rows = await reader
    .select({ claim: projectClaim, number: project.number })
    .from(projectClaim)
    .innerJoin(project, eq(project.id, projectClaim.projectId))
    .where(eq(projectClaim.personId, id))
    .orderBy(asc(projectClaim.openedAt));
  return rows.map(({ claim, number }) =>
    plainRow({
      number,
      state: claim.state,
      openedAt: claim.openedAt,
      grounds: vault.open(claimContext(claim.id), claim.groundsSealed),
    }),
  );
};

/** An evaluator's work by number: what they wrote about a project is in the project's own file. */
const readJudged = async ({ reader, account: { id } }: MyDataContext): Promise<Json> => {
  const taken = await reader.select({ number: project.number }).from(project).where(eq(project.takenBy, id));
  const judged = await reader
    .select({
      number: project.number,
      outcome: projectReview.outcome,
      decidedOn: projectReview.decidedOn,
    })
    .from(projectReview)
    .innerJoin(project, eq(project.id, projectReview.projectId))
    .where(eq(projectReview.evaluatorId, id))
    .orderBy(asc(project.number), asc(projectReview.seq));
  return { taken: taken.map(({ number }) => number), judged: plainRows(judged) };
};

const readProjects = async (context: MyDataContext): Promise<Json> => {
  const { reader, vault, account } = context;
  const own = await findParticipation(reader, vault, account.id);
  const [found] =
    own === undefined
      ? []
      : await reader.select({ number: project.number }).from(project).where(eq(project.id, own.projectId));
  const participant =
    own === undefined
      ? null
      : plainRow({ number: found?.number, name: own.name, joinedOn: own.joinedOn, activeOn: own.activeOn });
  return {
    led: await readLed(context),
    participant,
    claims: await readClaims(context),
    work: await readJudged(context),
  };
};

/** What ties a person to projects. */
export const projectSources: readonly MyDataSource[] = [
  {
    section: 'projects',
    covers: [
      'project.leader_id',
      'project.deputy_id',
      'project.taken_by',
      'project_participant.person_id',
      'project_review.evaluator_id',
      'project_claim.person_id',
    ],
    read: readProjects,
  },
];
