import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { BallotState } from '../../../governance/ballot/ballot.ts';
import type { Presence, SeatPart } from '../../../governance/sitting/attendance.ts';
import type { Tx } from '../../client.ts';
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
const inForce = alias(bylaws, 'in_force');

export type CastFacts = {
  readonly ballot: Ballot;
  /** The version by which it was opened; undefined before that. */
  readonly adopted: BylawsVersion | undefined;
  /** What the members said before the Congress's strategic vote, or that they were not asked (M7). */
  readonly advisory: PublicBallot | 'declined' | undefined;
  /** Of a vote in a session: the person's seat there, and the bylaws by which presence lasts (G7). */
  readonly seat: (Presence & { readonly mandateId: string; readonly as: SeatPart }) | undefined;
  readonly inForce: BylawsVersion | undefined;
};

const newestAdvisory = sql`(select id from ballot asked
  where ${ballot.electorate} = 'congress' and ${ballot.rule} = 'strategic' and asked.item_id = ${ballot.itemId}
    and asked.electorate = 'members' and asked.state in ('open', 'closing', 'closed', 'published')
  order by number desc limit 1)`;

/** The same mandate as findMandateOf: one's own goes before one that the person is the substitute of. */
const ownMandate = (tx: Tx, personId: string, at: Date) =>
  tx
    .select({ id: mandate.id })
    .from(mandate)
    .where(and(sql`${personId} in (${mandate.personId}, ${mandate.substituteId})`, inForceAt(at)))
    .orderBy(sql`${mandate.personId} = ${personId} desc nulls last`, mandate.number)
    .limit(1);

const selectCast = (
  tx: Tx,
  { number, personId, at }: { readonly number: number; readonly personId: string; readonly at: Date },
) =>
  tx
    .select({
      locked: sharedBallotLock(number),
      ballot,
      list: { number: nameList.number, title: nameList.title },
      item: { id: agendaItem.id, number: agendaItem.number },
      declined: agendaItem.advisoryDeclined,
      session: { id: session.id, number: session.number },
      adopted: bylaws,
      inForce,
      advisory,
      seat: { mandateId: mandate.id, personId: mandate.personId },
      presence: { present: attendance.present, until: attendance.until },
    })
    .from(ballot)
    .leftJoin(agendaItem, eq(agendaItem.id, ballot.itemId))
    .leftJoin(session, eq(session.id, ballot.sessionId))
    .leftJoin(nameList, eq(nameList.id, ballot.listId))
    .leftJoin(bylaws, eq(bylaws.version, ballot.bylawsVersion))
    .leftJoin(advisory, eq(advisory.id, newestAdvisory))
    .leftJoin(
      inForce,
      sql`${session.id} is not null and ${inForce.version} =
        (select max(version) from bylaws later where later.effective_from <= ${at.toISOString()})`,
    )
    .leftJoin(mandate, sql`${session.id} is not null and ${mandate.id} = (${ownMandate(tx, personId, at)})`)
    .leftJoin(attendance, and(eq(attendance.sessionId, session.id), eq(attendance.mandateId, mandate.id)))
    .where(eq(ballot.number, number));

type Row = Awaited<ReturnType<typeof selectCast>>[number];

const advisoryOf = ({ ballot: row, declined, advisory: asked, item }: Row): CastFacts['advisory'] => {
  if (row.electorate !== 'congress' || row.rule !== 'strategic') return undefined;
  if (asked === null) return declined === true ? 'declined' : undefined;
  return toPublic(toBallot(undefined, { ballot: asked, list: null, item, session: null }));
};

/**
 * The ballot, held shared: casts go on side by side, opening and counting wait for them and keep new ones out. With everything else
 * that a cast needs and its screen shows. What was read may be older than the lock, so whatever still changes then (its state) is
 * told by lockRollPlace.
 */
export const lockCastFacts = async (
  tx: Tx,
  vault: Vault,
  given: { readonly number: number; readonly personId: string; readonly at: Date },
): Promise<CastFacts | undefined> => {
  const [row] = await selectCast(tx, given);
  if (row === undefined) return undefined;
  const { seat, presence } = row;
  return {
    ballot: toBallot(vault, row),
    adopted: row.adopted === null ? undefined : adoptedFrom(row.adopted),
    advisory: advisoryOf(row),
    seat:
      seat === null
        ? undefined
        : {
            mandateId: seat.mandateId,
            as: seat.personId === given.personId ? 'delegate' : 'substitute',
            present: presence?.present ?? null,
            until: presence?.until ?? null,
          },
    inForce: row.inForce === null ? undefined : adoptedFrom(row.inForce),
  };
};

/** A person's place on the roll, locked: two votes of one person come one after the other; and the ballot's state as it is now. */
export const lockRollPlace = async (
  tx: Tx,
  ballotId: string,
  mark: Uint8Array,
): Promise<{ readonly state: BallotState | undefined; readonly onRoll: boolean }> => {
  const entry = tx.$with('entry').as(
    tx
      .select({ mark: rollEntry.mark })
      .from(rollEntry)
      .where(and(eq(rollEntry.ballotId, ballotId), eq(rollEntry.mark, mark)))
      .for('update'),
  );
  const [row] = await tx
    .with(entry)
    .select({ state: ballot.state, onRoll: sql<boolean>`exists (select 1 from ${entry})` })
    .from(ballot)
    .where(eq(ballot.id, ballotId));
  return { state: row?.state, onRoll: row?.onRoll ?? false };
};
