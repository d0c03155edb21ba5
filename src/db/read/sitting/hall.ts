import { and, eq, exists, or, sql } from 'drizzle-orm';
import { quorumOf } from '../../../governance/congress/majority.ts';
import type { Texts } from '../../../governance/kit/text.ts';
import type { SessionState } from '../../../governance/session/session.ts';
import { type AttendancePlan, presentNow, type SeatPart } from '../../../governance/sitting/attendance.ts';
import type { Reader } from '../../client.ts';
import { mandate } from '../../schema/mandate.ts';
import { session } from '../../schema/session.ts';
import type { Vault } from '../../vault.ts';
import { listAgenda } from '../agenda/agenda.ts';
import { listRunningVotes } from '../agenda/itemVote.ts';
import { currentBylaws } from '../bylaws/bylaws.ts';
import { countDecisions } from '../decision/decision.ts';
import { findMandate, findMandateOf, inForceAt } from '../mandate/mandate.ts';
import type { Session } from '../session/session.ts';
import { countPlans, countPresence, findAttendance, isAway } from './seat.ts';

/** Who is there, in numbers; no name of anybody. */
export type PresenceFacts = {
  readonly all: number;
  readonly present: number;
  readonly needed: number;
  readonly met: boolean;
};

/** What everybody sees of a session, the same for all. */
export type HallFacts = {
  readonly number: number;
  readonly state: SessionState;
  readonly startsAt: Date;
  /** Under the public name. */
  readonly chair: string | undefined;
  readonly presence: PresenceFacts;
  readonly plans: Readonly<Record<AttendancePlan, number>>;
  /** The item under way. */
  readonly item: { readonly position: number; readonly title: Texts } | undefined;
  /** Numbers of the votes that run now. */
  readonly votes: readonly number[];
  readonly decisions: number;
};

/** A person's own seat. */
export type SeatFacts = {
  readonly as: SeatPart;
  readonly name: string;
  readonly hasSubstitute: boolean;
  readonly away: boolean;
  readonly plan: AttendancePlan | null;
  readonly presentAs: SeatPart | undefined;
  readonly until: Date | null;
};

/** Presence and quorum as of now (G4, G7). */
export const readPresence = async (reader: Reader, sessionId: string, now: Date): Promise<PresenceFacts> => {
  const counted = await countPresence(reader, { at: now, sessionId });
  return { ...counted, ...quorumOf(counted, await currentBylaws(reader, now)) };
};

/** Sessions under way in which the person has a seat, of their own or as a substitute. */
export const sittingsOf = (reader: Reader, personId: string, now: Date) =>
  reader
    .select({ number: session.number })
    .from(session)
    .where(
      and(
        eq(session.state, 'open'),
        exists(
          reader
            .select({ one: sql`1` })
            .from(mandate)
            .where(
              and(or(eq(mandate.personId, personId), eq(mandate.substituteId, personId)), inForceAt(now)),
            ),
        ),
      ),
    );

export const readHall = async (
  reader: Reader,
  vault: Vault,
  session: Session,
  now: Date,
): Promise<HallFacts> => {
  const { id: sessionId, number, state, startsAt, chairId } = session;
  const open = (await listAgenda(reader, sessionId)).find((item) => item.state === 'open');
  const chair = chairId === null ? undefined : await findMandate(reader, vault, chairId);
  return {
    number,
    state,
    startsAt,
    chair: chair?.publicName,
    presence: await readPresence(reader, sessionId, now),
    plans: await countPlans(reader, { at: now, sessionId }),
    item: open && { position: open.position ?? open.number, title: open.title },
    votes: await listRunningVotes(reader, sessionId),
    decisions: await countDecisions(reader, { sessionId }),
  };
};

/** Undefined for everybody who has no mandate and stands in for nobody. */
export const readSeat = async (
  reader: Reader,
  vault: Vault,
  given: { readonly sessionId: string; readonly personId: string; readonly now: Date },
): Promise<SeatFacts | undefined> => {
  const { sessionId, personId, now } = given;
  const mandate = await findMandateOf(reader, vault, personId, now);
  if (mandate === undefined) return undefined;
  const { plan, present, until } = await findAttendance(reader, sessionId, mandate.id);
  return {
    as: mandate.as,
    name: mandate.publicName,
    hasSubstitute: mandate.substituteId !== null,
    away: await isAway(reader, mandate.id),
    plan,
    presentAs: presentNow({ present, until }, now),
    until,
  };
};
