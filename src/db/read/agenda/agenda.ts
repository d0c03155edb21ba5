import { and, asc, count, eq, inArray, ne, notExists, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Texts } from '../../../governance/kit/text.ts';
import { type AgendaChange, agendaChangeSchema } from '../../../governance/session/agendaChange.ts';
import type { ItemState } from '../../../governance/session/item.ts';
import type { Reader } from '../../client.ts';
import { ballot } from '../../schema/ballot.ts';
import { mandate } from '../../schema/mandate.ts';
import { petition } from '../../schema/petition.ts';
import { agendaChange, agendaItem, agendaSupport, session } from '../../schema/session.ts';
import { inForceAt } from '../mandate/mandate.ts';
import { isVoteOn } from './itemVote.ts';

type Row = typeof agendaItem.$inferSelect;
export type SupportKind = (typeof agendaSupport.$inferSelect)['kind'];

/** On the agenda, whatever has become of it. */
const listed: readonly ItemState[] = ['agenda', 'open', 'decided'];

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
  listItems(reader, and(eq(agendaItem.sessionId, sessionId), inArray(agendaItem.state, [...listed])));

const notVotedOn = (reader: Reader): SQL =>
  notExists(reader.select({ id: ballot.id }).from(ballot).where(isVoteOn(agendaItem.id)));

/** Items that wait for a session whose agenda is not frozen, oldest first; not those on which a vote runs outside of one (rule G14). */
export const listWaitingItems = (reader: Reader): Promise<AgendaItem[]> =>
  listItems(reader, and(eq(agendaItem.state, 'waiting'), notVotedOn(reader)));

/** Strategic ones on no agenda: the Congress can vote on them outside a session (rule G14). */
export const listStrategicWaiting = (reader: Reader): Promise<AgendaItem[]> =>
  listItems(
    reader,
    and(eq(agendaItem.state, 'waiting'), eq(agendaItem.class, 'strategic'), notVotedOn(reader)),
  );

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

/** The item that an appeal became, wherever it stands. */
export const findItemOfAppeal = async (
  reader: Reader,
  appealed: { readonly petitionReviewId: string } | { readonly projectReviewId: string },
): Promise<AgendaItem | undefined> => {
  const [row] = await selectItems(reader).where(
    'petitionReviewId' in appealed
      ? eq(agendaItem.petitionReviewId, appealed.petitionReviewId)
      : eq(agendaItem.projectReviewId, appealed.projectReviewId),
  );
  return row && toItem(row);
};

/** What was changed after the freeze, in order. */
export const listAgendaChanges = async (
  reader: Reader,
  sessionId: string,
): Promise<{ seq: number; change: AgendaChange; changedAt: Date }[]> => {
  const rows = await reader
    .select({ seq: agendaChange.seq, content: agendaChange.content, changedAt: agendaChange.changedAt })
    .from(agendaChange)
    .where(eq(agendaChange.sessionId, sessionId))
    .orderBy(asc(agendaChange.seq));
  return rows.map(({ content, ...row }) => ({ ...row, change: agendaChangeSchema.parse(content) }));
};

/** Mandates in force behind an item, or behind the demand for the strategic class; `except` is left out. */
export const countSupport = async (
  reader: Reader,
  given: { readonly itemId: string; readonly kind: SupportKind; readonly at: Date; readonly except?: string },
): Promise<number> => {
  const { itemId, kind, at, except } = given;
  const [row] = await reader
    .select({ support: count() })
    .from(agendaSupport)
    .innerJoin(mandate, eq(mandate.id, agendaSupport.mandateId))
    .where(
      and(
        eq(agendaSupport.itemId, itemId),
        eq(agendaSupport.kind, kind),
        inForceAt(at),
        except === undefined ? undefined : ne(agendaSupport.mandateId, except),
      ),
    );
  return row?.support ?? 0;
};

/** What a delegate does for an item. */
export const listSupportBy = async (
  reader: Reader,
  itemId: string,
  mandateId: string,
): Promise<SupportKind[]> => {
  const rows = await reader
    .select({ kind: agendaSupport.kind })
    .from(agendaSupport)
    .where(and(eq(agendaSupport.itemId, itemId), eq(agendaSupport.mandateId, mandateId)));
  return rows.map(({ kind }) => kind);
};

/** The mandates of the delegates who put an item on the agenda together, the first mover first. */
export const listMovers = async (
  reader: Reader,
  { id, moverId }: Pick<AgendaItem, 'id' | 'moverId'>,
): Promise<string[]> => {
  const rows = await reader
    .select({ mandateId: agendaSupport.mandateId })
    .from(agendaSupport)
    .innerJoin(mandate, eq(mandate.id, agendaSupport.mandateId))
    .where(and(eq(agendaSupport.itemId, id), eq(agendaSupport.kind, 'move')))
    .orderBy(asc(mandate.number));
  const others = rows.map(({ mandateId }) => mandateId).filter((mandateId) => mandateId !== moverId);
  return moverId === null ? others : [moverId, ...others];
};

/** Items that a delegate put forward and that still wait for support. */
export const countMovedBy = (reader: Reader, mandateId: string): Promise<number> =>
  reader.$count(agendaItem, and(eq(agendaItem.moverId, mandateId), eq(agendaItem.state, 'moved')));

/** The item that a submission became before. */
export const findSubmittedItem = async (
  reader: Reader,
  submissionId: string,
): Promise<{ number: number } | undefined> => {
  const [row] = await reader
    .select({ number: agendaItem.number })
    .from(agendaItem)
    .where(eq(agendaItem.submissionId, submissionId));
  return row;
};
