import { and, asc, count, eq, gt, lte, min, notExists, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { project } from '../../schema/project.ts';
import { protocol, protocolPerson } from '../../schema/protocol.ts';

/** Protocols that an officer may check: none that names them or is of a project they answer for. */
const checkableBy = (reader: Reader, officerId: string): SQL | undefined =>
  and(
    eq(protocol.state, 'submitted'),
    sql`${project.leaderId} is distinct from ${officerId}`,
    sql`${project.deputyId} is distinct from ${officerId}`,
    notExists(
      reader
        .select({ one: sql`1` })
        .from(protocolPerson)
        .where(and(eq(protocolPerson.protocolId, protocol.id), eq(protocolPerson.personId, officerId))),
    ),
  );

/** How many wait for this officer, since when, and when the first of them counts as accepted. */
export const countSubmitted = async (
  reader: Reader,
  officerId: string,
): Promise<{ waiting: number; oldest: Date | undefined; due: Date | undefined }> => {
  const [row] = await reader
    .select({ waiting: count(), oldest: min(protocol.submittedAt), due: min(protocol.dueAt) })
    .from(protocol)
    .innerJoin(project, eq(project.id, protocol.projectId))
    .where(checkableBy(reader, officerId));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined, due: row?.due ?? undefined };
};

export type SubmittedLine = { readonly number: number; readonly submittedAt: Date; readonly dueAt: Date };

/** The queue by number, which is nearly the order of the deadlines. */
export const listSubmitted = async (
  reader: Reader,
  officerId: string,
  page: { readonly afterNumber?: number; readonly offset?: number; readonly limit: number },
): Promise<SubmittedLine[]> => {
  const rows = await reader
    .select({ number: protocol.number, submittedAt: protocol.submittedAt, dueAt: protocol.dueAt })
    .from(protocol)
    .innerJoin(project, eq(project.id, protocol.projectId))
    .where(and(checkableBy(reader, officerId), gt(protocol.number, page.afterNumber ?? 0)))
    .orderBy(asc(protocol.number))
    .offset(page.offset ?? 0)
    .limit(page.limit);
  return rows.flatMap(({ number, submittedAt, dueAt }) =>
    submittedAt === null || dueAt === null ? [] : [{ number, submittedAt, dueAt }],
  );
};

/** Submitted protocols that nobody returned in time. */
export const listDueProtocols = async (reader: Reader, now: Date): Promise<number[]> => {
  const rows = await reader
    .select({ number: protocol.number })
    .from(protocol)
    .where(and(eq(protocol.state, 'submitted'), lte(protocol.dueAt, now)))
    .orderBy(asc(protocol.dueAt));
  return rows.map(({ number }) => number);
};
