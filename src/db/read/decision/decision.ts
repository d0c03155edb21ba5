import { and, count, desc, eq, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import type { ContentLocale, Texts } from '../../../governance/kit/text.ts';
import type { Mover } from '../../../governance/session/item.ts';
import type { Reader } from '../../client.ts';
import { ballot } from '../../schema/ballot.ts';
import { dissent, session } from '../../schema/session.ts';
import { findItem } from '../agenda/agenda.ts';
import type { BallotResult } from '../ballot/ballotResult.ts';
import { findPublicBallot, type PublicBallot } from '../ballot/publicBallot.ts';

/** A dissenting opinion as it is published with the decision (G5, G6). */
export type Dissent = {
  readonly id: string;
  readonly by: 'delegate' | 'project';
  readonly name: string;
  readonly text: string;
  readonly locale: string;
  readonly declines: boolean;
};

/** What the Congress decided on an item: the vote with its arithmetic, who put it forward, what was said against it. */
export type Decision = {
  readonly number: number;
  readonly decidedAt: Date;
  readonly itemId: string;
  readonly ballot: PublicBallot & { readonly result: BallotResult };
  readonly item: {
    readonly number: number;
    readonly title: Texts;
    /** The one language it is written in; undefined: both. */
    readonly locale: ContentLocale | undefined;
    readonly mover: Mover;
  };
  readonly petition: number | null;
  readonly session: {
    readonly number: number;
    readonly open: boolean;
    readonly dissentUntil: Date | null;
  } | null;
  readonly dissents: readonly Dissent[];
};

/** Under which name a seat's dissenting opinion stands; undefined: there is none. */
export const findSeatDissent = async (
  reader: Reader,
  itemId: string,
  mandateId: string,
): Promise<string | undefined> => {
  const [row] = await reader
    .select({ name: dissent.name })
    .from(dissent)
    .where(and(eq(dissent.itemId, itemId), eq(dissent.mandateId, mandateId)));
  return row?.name;
};

export const listDissents = (reader: Reader, itemId: string): Promise<Dissent[]> =>
  reader
    .select({
      id: dissent.id,
      by: sql<
        'delegate' | 'project'
      >`case when ${dissent.mandateId} is null then 'project' else 'delegate' end`,
      name: dissent.name,
      text: dissent.text,
      locale: dissent.locale,
      declines: dissent.declines,
    })
    .from(dissent)
    .where(eq(dissent.itemId, itemId))
    // By name: the order of arrival is nobody's business.
    .orderBy(dissent.name, dissent.id);

const findSessionOf = async (reader: Reader, sessionId: string | null) => {
  if (sessionId === null) return null;
  const [row] = await reader
    .select({ number: session.number, state: session.state, dissentUntil: session.dissentUntil })
    .from(session)
    .where(eq(session.id, sessionId));
  return row === undefined
    ? null
    : { number: row.number, open: row.state === 'open', dissentUntil: row.dissentUntil };
};

/** Undefined for a number that the register doesn't have. */
export const findDecision = async (reader: Reader, number: number): Promise<Decision | undefined> => {
  const [row] = await reader
    .select({ number: ballot.number, decidedAt: ballot.decidedAt, sessionId: ballot.sessionId })
    .from(ballot)
    .where(eq(ballot.decision, number));
  const found = row === undefined ? undefined : await findPublicBallot(reader, row.number);
  const item = found?.item === undefined ? undefined : await findItem(reader, found.item);
  if (row?.decidedAt == null || found?.result === undefined || item === undefined) return undefined;
  const { id, title, locale, mover, petitionNumber } = item;
  return {
    number,
    decidedAt: row.decidedAt,
    itemId: id,
    ballot: { ...found, result: found.result },
    item: { number: item.number, title, locale, mover },
    petition: petitionNumber,
    session: await findSessionOf(reader, row.sessionId),
    dissents: await listDissents(reader, id),
  };
};

export type DecisionLine = {
  readonly number: number;
  readonly question: Texts;
  readonly adopted: boolean;
  readonly decidedAt: Date;
};

// Published text only. The register grows by some hundred a year: no index is needed to read it through.
const words = sql`(
  to_tsvector('russian', coalesce(${ballot.content}->'question'->>'ru', '') || ' ' || coalesce(${ballot.content}->'description'->>'ru', '')) ||
  to_tsvector('english', coalesce(${ballot.content}->'question'->>'en', '') || ' ' || coalesce(${ballot.content}->'description'->>'en', '')))`;

/** A decision's number, or words in any of their forms, in either language. */
const matching = (query: string | undefined): SQL | undefined => {
  const asked = query?.trim() ?? '';
  if (asked === '') return undefined;
  const [, digits] = /^(?:№|#)?\s*([1-9]\d{0,6})$/u.exec(asked) ?? [];
  if (digits !== undefined) return eq(ballot.decision, Number(digits));
  return sql`${words} @@ (websearch_to_tsquery('russian', ${asked}) || websearch_to_tsquery('english', ${asked}))`;
};

type Wanted = { readonly query?: string | undefined; readonly sessionId?: string };

const whereOf = ({ query, sessionId }: Wanted): SQL | undefined =>
  and(
    isNotNull(ballot.decision),
    matching(query),
    sessionId === undefined ? undefined : eq(ballot.sessionId, sessionId),
  );

/** The register, newest first; `before` is the number of the last one of the page before. */
export const listDecisions = async (
  reader: Reader,
  page: Wanted & { readonly before?: number | undefined; readonly offset?: number; readonly limit: number },
): Promise<DecisionLine[]> => {
  const rows = await reader
    .select({
      number: ballot.decision,
      question: sql<Texts>`${ballot.content}->'question'`,
      adopted: sql<boolean>`coalesce((${ballot.result}->'verdict'->>'adopted')::boolean, false)`,
      decidedAt: ballot.decidedAt,
    })
    .from(ballot)
    .where(and(whereOf(page), page.before === undefined ? undefined : lt(ballot.decision, page.before)))
    .orderBy(desc(ballot.decision))
    .offset(page.offset ?? 0)
    .limit(page.limit);
  return rows.flatMap(({ number, decidedAt, ...row }) =>
    number === null || decidedAt === null ? [] : [{ number, decidedAt, ...row }],
  );
};

export const countDecisions = async (reader: Reader, wanted: Wanted = {}): Promise<number> => {
  const [row] = await reader.select({ decisions: count() }).from(ballot).where(whereOf(wanted));
  return row?.decisions ?? 0;
};
