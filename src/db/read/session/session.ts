import { and, desc, eq, gt, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Place, SessionState } from '../../../governance/session/session.ts';
import type { Reader } from '../../client.ts';
import { session } from '../../schema/session.ts';
import type { Vault } from '../../vault.ts';

type Row = typeof session.$inferSelect;

const placeSchema = z.strictObject({ kind: z.enum(['room', 'link']), text: z.string() });

export type Session = Omit<Row, 'placeSealed' | 'submissionId'> & { readonly place: Place };

/** A session in states before it begins, or while it goes on. */
const ahead: readonly SessionState[] = ['planned', 'frozen', 'called', 'open'];
/** So long after its beginning a session that nobody opened is not the next one any more. */
const FORGOTTEN_MS = 86_400_000;

export const placeContext = (id: string) => ({ table: 'session', column: 'place_sealed', row: id });

export const toSession = (vault: Vault, { placeSealed, submissionId: _, ...row }: Row): Session => ({
  ...row,
  place: placeSchema.parse(JSON.parse(vault.open(placeContext(row.id), placeSealed))),
});

export const findSession = async (
  reader: Reader,
  vault: Vault,
  number: number,
): Promise<Session | undefined> => {
  const [row] = await reader.select().from(session).where(eq(session.number, number));
  return row && toSession(vault, row);
};

export const findSessionById = async (
  reader: Reader,
  vault: Vault,
  id: string,
): Promise<Session | undefined> => {
  const [row] = await reader.select().from(session).where(eq(session.id, id));
  return row && toSession(vault, row);
};

/** The one under way, else the next to begin; undefined while none is planned. */
export const findNextSession = async (
  reader: Reader,
  vault: Vault,
  now: Date,
): Promise<Session | undefined> => {
  const since = new Date(now.getTime() - FORGOTTEN_MS);
  const [row] = await reader
    .select()
    .from(session)
    .where(
      or(eq(session.state, 'open'), and(inArray(session.state, [...ahead]), gt(session.startsAt, since))),
    )
    .orderBy(sql`${session.state} <> 'open'`, session.startsAt, session.number)
    .limit(1);
  return row && toSession(vault, row);
};

/** The last one that was held or is planned: the calendar counts from it (rule G2). */
export const findLatestSession = async (reader: Reader, vault: Vault): Promise<Session | undefined> => {
  const [row] = await reader
    .select()
    .from(session)
    .where(sql`${session.state} <> 'cancelled'`)
    .orderBy(desc(session.startsAt), desc(session.number))
    .limit(1);
  return row && toSession(vault, row);
};

type SessionPage = {
  /** Numbers below it only: for a reader that follows a cursor. */
  readonly before?: number | undefined;
  readonly states?: readonly SessionState[];
  readonly offset?: number;
  readonly limit: number;
};

const inStates = ({ states }: Pick<SessionPage, 'states'>): SQL | undefined =>
  states && inArray(session.state, [...states]);

/** Newest first. */
export const listSessions = async (reader: Reader, vault: Vault, page: SessionPage): Promise<Session[]> => {
  const below = page.before === undefined ? undefined : lt(session.number, page.before);
  const rows = await reader
    .select()
    .from(session)
    .where(and(inStates(page), below))
    .orderBy(desc(session.number))
    .offset(page.offset ?? 0)
    .limit(page.limit);
  return rows.map((row) => toSession(vault, row));
};

export const countSessions = (reader: Reader, states?: readonly SessionState[]): Promise<number> =>
  reader.$count(session, states && inArray(session.state, [...states]));

/** Sessions that are not over, for the rule that they must not overlap. */
export const listSessionsAhead = (
  reader: Reader,
): Promise<Pick<Session, 'number' | 'startsAt' | 'lengthMinutes'>[]> =>
  reader
    .select({ number: session.number, startsAt: session.startsAt, lengthMinutes: session.lengthMinutes })
    .from(session)
    .where(inArray(session.state, [...ahead]));

/** The one whose agenda this broadcast carries. */
export const findSessionOfBroadcast = async (
  reader: Reader,
  broadcastId: string,
): Promise<{ number: number } | undefined> => {
  const [row] = await reader
    .select({ number: session.number })
    .from(session)
    .where(eq(session.broadcastId, broadcastId));
  return row;
};
