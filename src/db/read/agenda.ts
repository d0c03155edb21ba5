import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Texts } from '../../governance/text.ts';
import type { Reader } from '../client.ts';
import { petition } from '../schema/petition.ts';
import { agendaChange, agendaItem, session } from '../schema/session.ts';

type Row = typeof agendaItem.$inferSelect;
export type ItemState = Row['state'];
export type ItemClass = Row['class'];

const texts = z.object({ ru: z.string(), en: z.string() });

export type AgendaItem = Omit<Row, 'title' | 'text' | 'locale' | 'submissionId'> & {
  readonly title: Texts;
  readonly text: Texts;
  /** The one language it is written in, to be said where it is shown; undefined: both. */
  readonly locale: 'ru' | 'en' | undefined;
  /** Of the petition that brought it. */
  readonly petitionNumber: number | null;
  /** Of the session it is on. */
  readonly sessionNumber: number | null;
};

const selectItems = (reader: Reader) =>
  reader
    .select({ item: agendaItem, petitionNumber: petition.number, sessionNumber: session.number })
    .from(agendaItem)
    .leftJoin(petition, eq(petition.id, agendaItem.petitionId))
    .leftJoin(session, eq(session.id, agendaItem.sessionId));

type Selected = {
  readonly item: Row;
  readonly petitionNumber: number | null;
  readonly sessionNumber: number | null;
};

const toItem = ({ item, ...numbers }: Selected): AgendaItem => {
  const { submissionId: _, locale, ...rest } = item;
  return {
    ...rest,
    ...numbers,
    title: texts.parse(item.title),
    text: texts.parse(item.text),
    locale: locale === 'ru' || locale === 'en' ? locale : undefined,
  };
};

const listItems = async (reader: Reader, where: SQL | undefined): Promise<AgendaItem[]> => {
  const rows = await selectItems(reader)
    .where(where)
    .orderBy(asc(agendaItem.position), asc(agendaItem.number));
  return rows.map(toItem);
};

/** What is on a session's agenda, in order; what was withdrawn from it is not. */
export const listAgenda = (reader: Reader, sessionId: string): Promise<AgendaItem[]> =>
  listItems(
    reader,
    and(eq(agendaItem.sessionId, sessionId), inArray(agendaItem.state, ['agenda', 'open', 'decided'])),
  );

/** Items that wait for a session whose agenda is not frozen, oldest first. */
export const listWaitingItems = (reader: Reader): Promise<AgendaItem[]> =>
  listItems(reader, eq(agendaItem.state, 'waiting'));

/** Strategic ones on no agenda: the Congress can vote on them outside a session (rule G14). */
export const listStrategicWaiting = (reader: Reader): Promise<AgendaItem[]> =>
  listItems(reader, and(eq(agendaItem.state, 'waiting'), eq(agendaItem.class, 'strategic')));

/** Put forward by delegates, not yet supported enough. */
export const listMovedItems = (reader: Reader): Promise<AgendaItem[]> =>
  listItems(reader, eq(agendaItem.state, 'moved'));

export const findItem = async (reader: Reader, number: number): Promise<AgendaItem | undefined> => {
  const [row] = await selectItems(reader).where(eq(agendaItem.number, number));
  return row && toItem(row);
};

/** The item that a petition became, wherever it stands. */
export const findItemOfPetition = async (
  reader: Reader,
  petitionId: string,
): Promise<AgendaItem | undefined> => {
  const [row] = await selectItems(reader).where(eq(agendaItem.petitionId, petitionId));
  return row && toItem(row);
};

/** What was changed after the freeze; plain JSON, as it was decided. */
export const listAgendaChanges = (reader: Reader, sessionId: string) =>
  reader
    .select({ seq: agendaChange.seq, content: agendaChange.content, changedAt: agendaChange.changedAt })
    .from(agendaChange)
    .where(eq(agendaChange.sessionId, sessionId))
    .orderBy(asc(agendaChange.seq));

/** How many items a session's agenda has. */
export const countAgenda = (reader: Reader, sessionId: string): Promise<number> =>
  reader.$count(
    agendaItem,
    and(eq(agendaItem.sessionId, sessionId), sql`${agendaItem.state} <> 'withdrawn'`),
  );
