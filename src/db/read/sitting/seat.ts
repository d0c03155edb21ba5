import { and, eq, gt, isNotNull, or, sql } from 'drizzle-orm';
import type { AttendancePlan, Presence } from '../../../governance/sitting/attendance.ts';
import type { Reader } from '../../client.ts';
import { mandate } from '../../schema/mandate.ts';
import { attendance } from '../../schema/session.ts';
import type { Vault } from '../../vault.ts';
import { inForceAt, mandateNameContext, substituteNameContext } from '../mandate/mandate.ts';

/** A seat of the Congress: the mandate in force, and who is in the room for it. */
export type Seat = Presence & {
  readonly mandateId: string;
  readonly number: number;
  readonly personId: string | null;
  readonly substituteId: string | null;
  readonly publicName: string;
  readonly substituteName: string | undefined;
  /** The delegate declared absence: outside sessions the substitute votes (G13). */
  readonly away: boolean;
  readonly plan: AttendancePlan | null;
};

const ofSession = (sessionId: string | undefined) =>
  and(
    eq(attendance.mandateId, mandate.id),
    sessionId === undefined ? sql`false` : eq(attendance.sessionId, sessionId),
  );

/** All seats with a mandate in force at `at`, in the order of their numbers, with their attendance of the session if one is given. */
export const listSeats = async (
  reader: Reader,
  vault: Vault,
  { at, sessionId }: { readonly at: Date; readonly sessionId: string | undefined },
): Promise<Seat[]> => {
  const rows = await reader
    .select({
      mandateId: mandate.id,
      number: mandate.number,
      personId: mandate.personId,
      substituteId: mandate.substituteId,
      nameSealed: mandate.publicNameSealed,
      substituteSealed: mandate.substituteNameSealed,
      away: mandate.away,
      plan: attendance.plan,
      present: attendance.present,
      until: attendance.until,
    })
    .from(mandate)
    .leftJoin(attendance, ofSession(sessionId))
    .where(inForceAt(at))
    .orderBy(mandate.number);
  return rows.map(({ nameSealed, substituteSealed, ...row }) => ({
    ...row,
    publicName: vault.open(mandateNameContext(row.mandateId), nameSealed),
    substituteName:
      substituteSealed === null
        ? undefined
        : vault.open(substituteNameContext(row.mandateId), substituteSealed),
  }));
};

/** How many seats there are, and for how many somebody is in the room; nothing sealed is opened. */
export const countPresence = async (
  reader: Reader,
  { at, sessionId }: { readonly at: Date; readonly sessionId: string },
): Promise<{ readonly all: number; readonly present: number }> => {
  const [row] = await reader
    .select({
      all: sql<number>`count(*)`.mapWith(Number),
      present:
        sql<number>`count(*) filter (where ${and(isNotNull(attendance.present), gt(attendance.until, at))})`.mapWith(
          Number,
        ),
    })
    .from(mandate)
    .leftJoin(attendance, ofSession(sessionId))
    .where(inForceAt(at));
  return row ?? { all: 0, present: 0 };
};

/** How the delegates answered whether they come. */
export const countPlans = async (
  reader: Reader,
  { at, sessionId }: { readonly at: Date; readonly sessionId: string },
): Promise<Readonly<Record<AttendancePlan, number>>> => {
  const of = (plan: AttendancePlan) =>
    sql<number>`count(*) filter (where ${eq(attendance.plan, plan)})`.mapWith(Number);
  const [row] = await reader
    .select({ comes: of('comes'), absent: of('absent'), substitute: of('substitute') })
    .from(mandate)
    .leftJoin(attendance, ofSession(sessionId))
    .where(inForceAt(at));
  return row ?? { comes: 0, absent: 0, substitute: 0 };
};

/** What is known of one seat in a session; nobody said or did anything yet: nothing but empty fields. */
export const findAttendance = async (
  reader: Reader,
  sessionId: string,
  mandateId: string,
): Promise<Presence & { readonly plan: AttendancePlan | null }> => {
  const [row] = await reader
    .select({ plan: attendance.plan, present: attendance.present, until: attendance.until })
    .from(attendance)
    .where(and(eq(attendance.sessionId, sessionId), eq(attendance.mandateId, mandateId)));
  return row ?? { plan: null, present: null, until: null };
};

/** The mandate in force that has this number. */
export const findMandateByNumber = async (
  reader: Reader,
  number: number,
  at: Date,
): Promise<string | undefined> => {
  const [row] = await reader
    .select({ id: mandate.id })
    .from(mandate)
    .where(and(eq(mandate.number, number), inForceAt(at)));
  return row?.id;
};

/** Whether the delegate declared absence for votes outside sessions (G13). */
export const isAway = async (reader: Reader, mandateId: string): Promise<boolean> => {
  const [row] = await reader.select({ away: mandate.away }).from(mandate).where(eq(mandate.id, mandateId));
  return row?.away ?? false;
};

/** Ids of everybody who holds a mandate in force or stands in for one; for notices. */
export const listCongressPersons = async (reader: Reader, at: Date): Promise<string[]> => {
  const rows = await reader
    .select({ personId: mandate.personId, substituteId: mandate.substituteId })
    .from(mandate)
    .where(and(inForceAt(at), or(isNotNull(mandate.personId), isNotNull(mandate.substituteId))));
  return [
    ...new Set(rows.flatMap(({ personId, substituteId }) => [personId ?? [], substituteId ?? []].flat())),
  ];
};
