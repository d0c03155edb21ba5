import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lte,
  max,
  min,
  or,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { AdoptedBylaws } from '../../../governance/bylaws/bylaws.ts';
import {
  type Composition,
  composeCongress,
  type ProjectSeats,
  type Seats,
} from '../../../governance/congress/composition.ts';
import type { ProjectNumbers } from '../../../governance/congress/seats.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import { activeSince } from '../../../governance/project/projectPeople.ts';
import type { Reader } from '../../client.ts';
import { mandate } from '../../schema/mandate.ts';
import { project, projectParticipant, projectReview } from '../../schema/project.ts';
import { protocol } from '../../schema/protocol.ts';
import { session } from '../../schema/session.ts';
import type { Vault } from '../../vault.ts';
import { listBylaws } from '../bylaws/bylaws.ts';
import {
  inForceAt,
  listMandatesOfMembersAt,
  listMandatesOfProjectsAt,
  type Mandate,
  projectNameOf,
} from '../mandate/mandate.ts';

/** The bylaws of that day; before the first version took effect, the first. */
const bylawsAt = async (reader: Reader, at: Date): Promise<AdoptedBylaws> => {
  const versions = await listBylaws(reader);
  const adopted = versions.find(({ effectiveFrom }) => effectiveFrom <= at) ?? versions.at(-1);
  if (adopted === undefined) throw new Error('No bylaws are there: the first start did not finish.');
  return adopted;
};

const countFilled = async (reader: Reader, at: Date): Promise<ReadonlyMap<string | null, number>> => {
  const rows = await reader
    .select({ projectId: mandate.projectId, filled: count() })
    .from(mandate)
    .where(inForceAt(at))
    .groupBy(mandate.projectId);
  return new Map(rows.map(({ projectId, filled }) => [projectId, filled]));
};

/** Seats fixed with the last whole protocol whose mandates had begun: until then the class of the one before holds (rule D2). */
const listFixedSeats = async (reader: Reader, at: Date) => {
  const begun = reader
    .selectDistinct({ protocolNumber: mandate.protocolNumber })
    .from(mandate)
    .where(lte(mandate.begins, at))
    .as('begun');
  const rows = await reader
    .selectDistinctOn([protocol.projectId], {
      projectId: protocol.projectId,
      seats: protocol.seats,
      participants: protocol.participants,
      active: protocol.activeParticipants,
    })
    .from(protocol)
    .innerJoin(begun, eq(begun.protocolNumber, protocol.number))
    .where(and(eq(protocol.state, 'accepted'), isNull(protocol.replaces), lte(protocol.acceptedAt, at)))
    .orderBy(protocol.projectId, desc(protocol.acceptedAt));
  return new Map(rows.map((row) => [row.projectId, row]));
};

/** People who confirmed themselves: they alone count where the bylaws demand it (rule D2). */
const listConfirmed = async (
  reader: Reader,
  at: Date,
  { bylaws }: AdoptedBylaws,
): Promise<ReadonlyMap<string, ProjectNumbers> | null> => {
  if (!bylaws.confirmedParticipantsOnly) return null;
  const day = dayOf(at);
  const active = sql<number>`count(*) filter (where ${projectParticipant.activeOn} >= ${activeSince(day, bylaws)})`;
  const rows = await reader
    .select({
      projectId: projectParticipant.projectId,
      participants: count(),
      active: active.mapWith(Number),
    })
    .from(projectParticipant)
    .where(lte(projectParticipant.joinedOn, day))
    .groupBy(projectParticipant.projectId);
  return new Map(rows.map(({ projectId, ...numbers }) => [projectId, numbers]));
};

/** Verified by then and not withdrawn by then, or supported by the Fund (rule D1). */
const entitledAt = (at: Date): SQL<boolean> => {
  const day = dayOf(at);
  return sql<boolean>`coalesce(${project.verifiedOn} <= ${day} and (${project.supported} or ${project.state} = 'verified'
    or not exists (select 1 from ${projectReview} r where r.project_id = project.id
      and r.outcome = 'withdrawn' and r.decided_on <= ${day})), false)`;
};

/**
 * The Congress on any day: seats by project, the individual members' by the quota, entitled and filled. A day to come counts what
 * is known now: mandates run out, renewals are not invented. Source: rules D1, D2, D5, G10, G11.
 */
export const findComposition = async (reader: Reader, at: Date): Promise<Composition> => {
  const adopted = await bylawsAt(reader, at);
  const filled = await countFilled(reader, at);
  const fixed = await listFixedSeats(reader, at);
  const confirmed = await listConfirmed(reader, at, adopted);
  const seated = [...filled.keys()].filter((id) => id !== null);
  const rows = await reader
    .select({
      id: project.id,
      number: project.number,
      content: project.content,
      participants: project.participants,
      active: project.activeParticipants,
      entitled: entitledAt(at),
    })
    .from(project)
    .where(or(isNotNull(project.verifiedOn), inArray(project.id, seated)))
    .orderBy(asc(project.number));
  const projects = rows.map(({ content, participants, active, ...row }) => {
    const seats = fixed.get(row.id);
    const attested = seats ?? { participants, active };
    return {
      ...row,
      name: projectNameOf(content) ?? '',
      numbers:
        confirmed === null || seats !== undefined
          ? attested
          : (confirmed.get(row.id) ?? { participants: 0, active: 0 }),
      fixedSeats: seats?.seats ?? null,
      filled: filled.get(row.id) ?? 0,
    };
  });
  return composeCongress({ projects, filledByMembers: filled.get(null) ?? 0 }, adopted);
};

/** The part of the list that somebody looks at: names are opened for it alone. */
export type SeatGroup = Seats & {
  /** Null: the individual members. */
  readonly project: Pick<ProjectSeats, 'number' | 'name' | 'size'> | null;
  readonly mandates: readonly Mandate[];
};

/** These projects' seats with who holds them. */
export const listProjectGroups = async (
  reader: Reader,
  vault: Vault,
  projects: readonly ProjectSeats[],
  at: Date,
): Promise<SeatGroup[]> => {
  const mandates = await listMandatesOfProjectsAt(
    reader,
    vault,
    projects.map(({ id }) => id),
    at,
  );
  const byProject = Map.groupBy(mandates, ({ projectId }) => projectId);
  return projects.map(({ id, number, name, size, entitled, filled }) => ({
    project: { number, name, size },
    entitled,
    filled,
    mandates: byProject.get(id) ?? [],
  }));
};

/** The individual members' seats, with a part of those who hold them. */
export const findMembersGroup = async (
  reader: Reader,
  vault: Vault,
  { ofMembers }: Composition,
  at: Date,
  page: { readonly offset: number; readonly limit: number },
): Promise<SeatGroup> => ({
  ...ofMembers,
  project: null,
  mandates: await listMandatesOfMembersAt(reader, vault, at, page),
});

/** When the Congress met last, and when it meets next; null: not known. */
export const findSessionDays = async (
  reader: Reader,
  now: Date,
): Promise<{ readonly last: Date | null; readonly next: Date | null }> => {
  const [row] = await reader
    .select({
      last: max(
        sql`case when ${session.state} = 'closed' and ${session.startsAt} <= ${now.toISOString()} then ${session.startsAt} end`,
      ),
      next: min(
        sql`case when ${session.state} in ('planned', 'frozen', 'called') and ${session.startsAt} > ${now.toISOString()} then ${session.startsAt} end`,
      ),
    })
    .from(session);
  const moment = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null);
  return { last: moment(row?.last), next: moment(row?.next) };
};

/** No project has so large a number: the individual members come after all of them. */
const membersKey = 9_999_999;
export const seatGroupKey = ({ project }: SeatGroup): number => project?.number ?? membersKey;

/** Projects by number, then the individual members: those after a key, at most `limit` groups. */
export const listSeatGroups = async (
  reader: Reader,
  vault: Vault,
  { at, composition }: { readonly at: Date; readonly composition: Composition },
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<SeatGroup[]> => {
  const shown = composition.projects.filter(({ number }) => number > after).slice(0, limit);
  const groups = await listProjectGroups(reader, vault, shown, at);
  const hasMembers = composition.ofMembers.entitled > 0 && after < membersKey && groups.length < limit;
  if (!hasMembers) return groups;
  const everybody = { offset: 0, limit: composition.ofMembers.filled };
  return [...groups, await findMembersGroup(reader, vault, composition, at, everybody)];
};
