import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { BallotState } from '../../../governance/ballot/ballot.ts';
import type { Bylaws } from '../../../governance/bylaws/bylaws.ts';
import type { Presence, SeatPart } from '../../../governance/sitting/attendance.ts';
import type { Tx } from '../../client.ts';
import { kept } from '../../kept.ts';
import { type Ballot, toBallot } from '../../read/ballot/ballot.ts';
import { type PublicBallot, toPublic } from '../../read/ballot/publicBallot.ts';
import { adoptedFrom, type BylawsVersion } from '../../read/bylaws/bylaws.ts';
import { inForceAt } from '../../read/mandate/mandate.ts';
import { ballot, rollEntry } from '../../schema/ballot.ts';
import { bylaws } from '../../schema/bylaws.ts';
import { nameList } from '../../schema/list.ts';
import { mandate } from '../../schema/mandate.ts';
import { agendaItem, attendance, session } from '../../schema/session.ts';
import type { Vault } from '../../vault.ts';
import { sharedBallotLock } from './ballot.ts';

const advisory = alias(ballot, 'advisory');

/** What is fixed once a ballot is open. */
export type OpenedBallot = {
  readonly ballot: Ballot;
  /** The version by which it was opened; undefined before that. */
  readonly adopted: BylawsVersion | undefined;
  /** What the members said before the Congress's strategic vote, or that they were not asked (M7). */
  readonly advisory: PublicBallot | 'declined' | undefined;
};

/** Of a vote in a session: the person's seat there, and the bylaws by which presence lasts (G7). */
export type CastSeat = Presence & {
  readonly sessionId: string;
  readonly mandateId: string;
  readonly as: SeatPart;
  readonly bylaws: Bylaws;
};

const asked = {
  number: sql.placeholder('number'),
  personId: sql.placeholder('personId'),
  at: sql.placeholder('at'),
  ballotId: sql.placeholder('ballotId'),
  mark: sql.placeholder('mark'),
};

const selectCast = kept('cast', (tx) => {
  // The same mandate as findMandateOf: one's own goes before one that the person is the substitute of.
  const ownMandate = tx
    .select({ id: mandate.id })
    .from(mandate)
    .where(and(sql`${asked.personId} in (${mandate.personId}, ${mandate.substituteId})`, inForceAt(asked.at)))
    .orderBy(sql`${mandate.personId} = ${asked.personId} desc nulls last`, mandate.number)
    .limit(1);
  return tx
    .select({
      locked: sharedBallotLock(asked.number),
      id: ballot.id,
      sessionId: ballot.sessionId,
      seat: { mandateId: mandate.id, personId: mandate.personId },
      presence: { present: attendance.present, until: attendance.until },
      bylaws,
    })
    .from(ballot)
    .leftJoin(mandate, sql`${ballot.sessionId} is not null and ${mandate.id} = (${ownMandate})`)
    .leftJoin(
      attendance,
      and(eq(attendance.sessionId, ballot.sessionId), eq(attendance.mandateId, mandate.id)),
    )
    .leftJoin(
      bylaws,
      sql`${attendance.present} is not null and ${bylaws.version} =
        (select max(version) from bylaws later where later.effective_from <= ${asked.at})`,
    )
    .where(eq(ballot.number, asked.number));
});

/**
 * Holds the ballot shared: casts go on side by side, opening and counting wait for them and keep new ones out. Answers with what may
 * be older than the lock: which ballot it is, and the seat in its session of whoever votes.
 */
export const lockCast = async (
  tx: Tx,
  { number, personId, at }: { readonly number: number; readonly personId: string; readonly at: Date },
): Promise<{ readonly id: string; readonly seat: CastSeat | undefined } | undefined> => {
  const [row] = await selectCast(tx, { number, personId, at: at.toISOString() });
  if (row === undefined) return undefined;
  const { id, sessionId, seat, presence, bylaws: inForce } = row;
  if (sessionId === null || seat === null || presence === null || inForce === null)
    return { id, seat: undefined };
  const as = seat.personId === personId ? 'delegate' : 'substitute';
  const { mandateId } = seat;
  return { id, seat: { sessionId, mandateId, as, ...presence, bylaws: adoptedFrom(inForce).bylaws } };
};

const newestAdvisory = sql`(select id from ballot asked
  where ${ballot.electorate} = 'congress' and ${ballot.rule} = 'strategic' and asked.item_id = ${ballot.itemId}
    and asked.electorate = 'members' and asked.state in ('open', 'closing', 'closed', 'published')
  order by number desc limit 1)`;

const selectOpened = (tx: Tx, id: string) =>
  tx
    .select({
      ballot,
      list: { number: nameList.number, title: nameList.title },
      item: { id: agendaItem.id, number: agendaItem.number },
      declined: agendaItem.advisoryDeclined,
      session: { id: session.id, number: session.number },
      adopted: bylaws,
      advisory,
    })
    .from(ballot)
    .leftJoin(agendaItem, eq(agendaItem.id, ballot.itemId))
    .leftJoin(session, eq(session.id, ballot.sessionId))
    .leftJoin(nameList, eq(nameList.id, ballot.listId))
    .leftJoin(bylaws, eq(bylaws.version, ballot.bylawsVersion))
    .leftJoin(advisory, eq(advisory.id, newestAdvisory))
    .where(eq(ballot.id, id));

type Row = Awaited<ReturnType<typeof selectOpened>>[number];

const advisoryOf = ({ ballot: row, declined, advisory: asked, item }: Row): OpenedBallot['advisory'] => {
  if (row.electorate !== 'congress' || row.rule !== 'strategic') return undefined;
  if (asked === null) return declined === true ? 'declined' : undefined;
  return toPublic(toBallot(undefined, { ballot: asked, list: null, item, session: null }));
};

/** Open at once are a few; one that was forgotten is read again. */
const MAX_REMEMBERED = 50;
const remembered = new Map<string, OpenedBallot>();

/** The id of the ballot with this number that was read last while it was open: a guess, to be compared with what `lockCast` answers. */
export const probableId = (number: number): string | undefined =>
  [...remembered.values()].findLast(({ ballot }) => ballot.number === number)?.ballot.id;

/**
 * A ballot by its id, in the state that it is known to have. From the opening to the count nothing of it changes but that state, so
 * this process reads it once meanwhile: everybody's press needs all of it.
 */
export const findOpened = async (
  tx: Tx,
  vault: Vault,
  id: string,
  state: BallotState | undefined,
): Promise<OpenedBallot | undefined> => {
  const isFixed = state === 'open' || state === 'closing';
  const known = isFixed ? remembered.get(id) : undefined;
  if (known !== undefined && state !== undefined) return { ...known, ballot: { ...known.ballot, state } };
  const [row] = await selectOpened(tx, id);
  if (row === undefined) return undefined;
  const adopted = row.adopted === null ? undefined : adoptedFrom(row.adopted);
  const found = { ballot: toBallot(vault, row), adopted, advisory: advisoryOf(row) };
  const [oldest] = remembered.keys();
  if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  if (isFixed) remembered.set(id, found);
  return found;
};

const selectPlace = kept('rollPlace', (tx) => {
  const entry = tx.$with('entry').as(
    tx
      .select({ mark: rollEntry.mark })
      .from(rollEntry)
      .where(and(eq(rollEntry.ballotId, asked.ballotId), eq(rollEntry.mark, asked.mark)))
      .for('update'),
  );
  return tx
    .with(entry)
    .select({ state: ballot.state, onRoll: sql<boolean>`exists (select 1 from ${entry})` })
    .from(ballot)
    .where(eq(ballot.id, asked.ballotId));
});

/** A person's place on the roll, locked: two votes of one person come one after the other; and the ballot's state as it is now. */
export const lockRollPlace = async (
  tx: Tx,
  ballotId: string,
  mark: Uint8Array,
): Promise<{ readonly state: BallotState | undefined; readonly onRoll: boolean }> => {
  const [row] = await selectPlace(tx, { ballotId, mark });
  return { state: row?.state, onRoll: row?.onRoll ?? false };
};
