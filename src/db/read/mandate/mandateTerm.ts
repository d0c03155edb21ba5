import { and, asc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { EarlierTerm } from '../../../governance/mandate/term.ts';
import type { StandingMandate } from '../../../governance/protocol/rotation.ts';
import type { Reader } from '../../client.ts';
import { mandate } from '../../schema/mandate.ts';
import { project } from '../../schema/project.ts';

/** When a mandate is over: by its term, or earlier. */
const over = sql<Date>`coalesce(${mandate.endedAt}, ${mandate.ends})`.mapWith(mandate.ends);
const isStanding = (now: Date) => sql`coalesce(${mandate.endedAt}, ${mandate.ends}) > ${now.toISOString()}`;

export type Standing = StandingMandate & {
  readonly number: number;
  readonly personId: string | null;
  readonly substituteId: string | null;
};

const columns = {
  id: mandate.id,
  number: mandate.number,
  seat: mandate.seat,
  begins: mandate.begins,
  ends: over,
  personId: mandate.personId,
  substituteId: mandate.substituteId,
};

/** A project's mandates in force, and those that will be; no name is opened. */
export const listStanding = (reader: Reader, projectId: string, now: Date): Promise<Standing[]> =>
  reader
    .select(columns)
    .from(mandate)
    .where(and(eq(mandate.projectId, projectId), isStanding(now)))
    .orderBy(asc(mandate.begins), asc(mandate.seat));

/** Mandates in force, or to come, of any of these people, as delegates. */
export const listStandingOf = (
  reader: Reader,
  personIds: readonly string[],
  now: Date,
): Promise<{ id: string; personId: string | null; projectId: string | null }[]> =>
  reader
    .select({ id: mandate.id, personId: mandate.personId, projectId: mandate.projectId })
    .from(mandate)
    .where(and(inArray(mandate.personId, [...personIds]), isStanding(now)));

/** The newest term of each of these people; mandates that never began are none. */
export const findEarlierTerms = async (
  reader: Reader,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, EarlierTerm>> => {
  const rows = await reader
    .select({ personId: mandate.personId, term: mandate.term, ended: over })
    .from(mandate)
    .where(
      and(
        inArray(mandate.personId, [...personIds]),
        sql`coalesce(${mandate.endedAt}, ${mandate.ends}) > ${mandate.begins}`,
      ),
    )
    .orderBy(asc(mandate.begins));
  return new Map(
    rows.flatMap(({ personId, ...earlier }) => (personId === null ? [] : [[personId, earlier] as const])),
  );
};

export type EndingMandate = {
  readonly id: string;
  readonly number: number;
  readonly personId: string | null;
  readonly projectNumber: number | null;
  /** Its leader, or without one the deputy. */
  readonly headId: string | null;
  readonly ends: Date;
  readonly reminded: number | null;
};

/** Mandates in force that run out before `until`. */
export const listEnding = (reader: Reader, now: Date, until: Date): Promise<EndingMandate[]> =>
  reader
    .select({
      id: mandate.id,
      number: mandate.number,
      personId: mandate.personId,
      projectNumber: project.number,
      headId: sql<string | null>`coalesce(${project.leaderId}, ${project.deputyId})`,
      ends: mandate.ends,
      reminded: mandate.reminded,
    })
    .from(mandate)
    .leftJoin(project, eq(project.id, mandate.projectId))
    .where(
      and(lte(mandate.begins, now), gt(mandate.ends, now), lte(mandate.ends, until), isNull(mandate.endedAt)),
    );

/** Whether mandates of the project began after `since`: what was decided before is history then. */
export const hasMandatesSince = async (reader: Reader, projectId: string, since: Date): Promise<boolean> =>
  (await reader.$count(mandate, and(eq(mandate.projectId, projectId), gt(mandate.begins, since)))) > 0;

/** The number under which a mandate is known. */
export const findMandateNumber = async (reader: Reader, id: string): Promise<number | undefined> => {
  const [row] = await reader.select({ number: mandate.number }).from(mandate).where(eq(mandate.id, id));
  return row?.number;
};
