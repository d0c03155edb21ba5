import { and, desc, eq, inArray, type SQL, type SQLWrapper } from 'drizzle-orm';
import { z } from 'zod';
import type { AdvisoryState } from '../../../governance/ballot/congressVote.ts';
import type { Rule } from '../../../governance/congress/majority.ts';
import type { Reader } from '../../client.ts';
import { ballot } from '../../schema/ballot.ts';
import { agendaItem } from '../../schema/session.ts';
import { findPublicBallot, type PublicBallot } from '../ballot/publicBallot.ts';

/** An item by its id: what a stored vote names. */
export const findItemById = async (
  reader: Reader,
  id: string,
): Promise<{ readonly number: number; readonly class: Exclude<Rule, 'advisory'> } | undefined> => {
  const parsed = z.uuid().safeParse(id);
  if (!parsed.success) return undefined;
  const [row] = await reader
    .select({ number: agendaItem.number, class: agendaItem.class })
    .from(agendaItem)
    .where(eq(agendaItem.id, parsed.data));
  return row;
};

const opened = ['open', 'closing', 'closed', 'published'] as const;

/** Of a row of `ballot`: it is the Congress's vote on this item, from its opening on. */
export const isVoteOn = (itemId: string | SQLWrapper): SQL | undefined =>
  and(eq(ballot.itemId, itemId), eq(ballot.electorate, 'congress'), inArray(ballot.state, [...opened]));

/** The Congress's vote on an item, from its opening on; an item is voted on once. */
export const findItemVote = async (reader: Reader, itemId: string): Promise<PublicBallot | undefined> => {
  const [row] = await reader.select({ number: ballot.number }).from(ballot).where(isVoteOn(itemId));
  return row && findPublicBallot(reader, row.number);
};

/** The members' advisory vote on an item, the newest, from its opening on (M7). */
export const findAdvisory = async (reader: Reader, itemId: string): Promise<PublicBallot | undefined> => {
  const [row] = await reader
    .select({ number: ballot.number })
    .from(ballot)
    .where(
      and(eq(ballot.itemId, itemId), eq(ballot.electorate, 'members'), inArray(ballot.state, [...opened])),
    )
    .orderBy(desc(ballot.number))
    .limit(1);
  return row && findPublicBallot(reader, row.number);
};

/** Where the members' vote on an item stands. */
export const advisoryStateOf = async (
  reader: Reader,
  item: { readonly id: string; readonly advisoryDeclined: boolean },
): Promise<AdvisoryState> => {
  const found = await findAdvisory(reader, item.id);
  if (found !== undefined) return found.state === 'published' ? 'closed' : 'running';
  return item.advisoryDeclined ? 'declined' : 'none';
};

/** Votes of a session, or of the Congress on an item, that are opened and not published yet. */
export const countRunning = (
  reader: Reader,
  of: { readonly sessionId: string } | { readonly itemId: string },
): Promise<number> =>
  reader.$count(
    ballot,
    and(
      'sessionId' in of ? eq(ballot.sessionId, of.sessionId) : eq(ballot.itemId, of.itemId),
      inArray(ballot.state, ['open', 'closing', 'closed']),
    ),
  );

/** Numbers of a session's votes that run now, the nearest deadline first. */
export const listRunningVotes = async (reader: Reader, sessionId: string): Promise<number[]> => {
  const rows = await reader
    .select({ number: ballot.number })
    .from(ballot)
    .where(and(eq(ballot.sessionId, sessionId), eq(ballot.state, 'open')))
    .orderBy(ballot.closesAt, ballot.number);
  return rows.map(({ number }) => number);
};

/** The item that is under way in a session. */
export const findOpenItem = async (reader: Reader, sessionId: string): Promise<number | undefined> => {
  const [row] = await reader
    .select({ number: agendaItem.number })
    .from(agendaItem)
    .where(and(eq(agendaItem.sessionId, sessionId), eq(agendaItem.state, 'open')));
  return row?.number;
};
