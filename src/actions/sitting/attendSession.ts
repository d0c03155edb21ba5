import { inTransaction, type Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findMandateOf, type OwnMandate } from '../../db/read/mandate/mandate.ts';
import { findSession, type Session } from '../../db/read/session/session.ts';
import { findAttendance } from '../../db/read/sitting/seat.ts';
import { lockSeat, prolongSeat, setAway, updateSeat } from '../../db/write/sitting/sitting.ts';
import type { Deps } from '../../deps.ts';
import {
  type AttendancePlan,
  type AttendanceRefusal,
  decideCheckIn,
  decideCheckOut,
  decidePlan,
  presenceUntil,
  prolongs,
} from '../../governance/sitting/attendance.ts';
import { ok, type Refused, type Result, refuse } from '../../result.ts';

type Command = { readonly personId: string; readonly number: number };

type Seated = { readonly session: Session; readonly mandate: OwnMandate; readonly now: Date };

/** The session and the mandate by which a person is in it. */
const findSeated = async (
  tx: Tx,
  deps: Deps,
  { personId, number }: Command,
): Promise<Seated | Refused<AttendanceRefusal>> => {
  const now = await deps.clock.now(tx);
  const session = await findSession(tx, deps.vault, number);
  if (session === undefined) return refuse('sitting.unknown');
  const mandate = await findMandateOf(tx, deps.vault, personId, now);
  return mandate === undefined ? refuse('sitting.notDelegate') : { session, mandate, now };
};

/**
 * A delegate says whether they come, or that the substitute does. The last word counts; no time of it is kept. Source: G7, G13.
 * Refusals: sitting.unknown, .notDelegate, those of decidePlan.
 */
export const planAttendance = (
  deps: Deps,
  command: Command & { readonly plan: AttendancePlan },
): Promise<Result<AttendancePlan, AttendanceRefusal>> =>
  inTransaction(deps, 'planAttendance', async (tx) => {
    const seated = await findSeated(tx, deps, command);
    if ('ok' in seated) return seated;
    const { session, mandate } = seated;
    const hasSubstitute = mandate.substituteId !== null;
    const decided = decidePlan({ state: session.state, as: mandate.as, hasSubstitute }, command.plan);
    if (!decided.ok) return decided;
    await lockSeat(tx, session.id, mandate.id);
    await updateSeat(tx, { sessionId: session.id, mandateId: mandate.id }, { plan: decided.value });
    return decided;
  });

/**
 * A delegate or a substitute is in the room from now on, for the hours of the bylaws. Source: G7, G13. Refusals: sitting.unknown,
 * .notDelegate, those of decideCheckIn.
 */
export const checkIntoSession = (
  deps: Deps,
  command: Command,
): Promise<Result<{ readonly until: string }, AttendanceRefusal>> =>
  inTransaction(deps, 'checkIntoSession', async (tx) => {
    const seated = await findSeated(tx, deps, command);
    if ('ok' in seated) return seated;
    const { session, mandate, now } = seated;
    const presence = await lockSeat(tx, session.id, mandate.id);
    const decided = decideCheckIn({ ...presence, state: session.state, as: mandate.as }, now);
    if (!decided.ok) return decided;
    const { bylaws } = await currentBylaws(tx, now);
    const until = presenceUntil(now, bylaws);
    await updateSeat(tx, { sessionId: session.id, mandateId: mandate.id }, { present: decided.value, until });
    return ok({ until: until.toISOString() });
  });

/** Whoever is in the room leaves it. Votes that are open keep their roll (G10). Refusals: sitting.unknown, .notDelegate. */
export const checkOutOfSession = (
  deps: Deps,
  command: Command,
): Promise<Result<{ readonly changed: boolean }, AttendanceRefusal>> =>
  inTransaction(deps, 'checkOutOfSession', async (tx) => {
    const seated = await findSeated(tx, deps, command);
    if ('ok' in seated) return seated;
    const { session, mandate } = seated;
    const presence = await lockSeat(tx, session.id, mandate.id);
    const decided = decideCheckOut({ ...presence, as: mandate.as });
    if (decided.changed)
      await updateSeat(tx, { sessionId: session.id, mandateId: mandate.id }, { present: null, until: null });
    return ok(decided);
  });

/** A press on a screen of the session by somebody in the room: the check-in counts anew. Source: G7. */
export const stayInSession = (
  deps: Deps,
  { personId, sessionId }: { readonly personId: string; readonly sessionId: string },
): Promise<void> =>
  inTransaction(deps, 'stayInSession', async (tx) => {
    const now = await deps.clock.now(tx);
    const mandate = await findMandateOf(tx, deps.vault, personId, now);
    if (mandate === undefined) return;
    const { bylaws } = await currentBylaws(tx, now);
    const { id: mandateId, as } = mandate;
    const presence = await findAttendance(tx, sessionId, mandateId);
    if (prolongs(presence, as, now, bylaws))
      await prolongSeat(tx, { sessionId, mandateId, as }, presenceUntil(now, bylaws));
  });

/**
 * A delegate declares absence, or comes back: outside sessions the substitute votes meanwhile. Source: G13, G14. Refusals:
 * sitting.notDelegate, .substituteCannotPlan, .noSubstitute.
 */
export const declareAway = (
  deps: Deps,
  command: { readonly personId: string; readonly away: boolean },
): Promise<Result<{ readonly away: boolean }, AttendanceRefusal>> =>
  inTransaction(deps, 'declareAway', async (tx) => {
    const mandate = await findMandateOf(tx, deps.vault, command.personId, await deps.clock.now(tx));
    if (mandate === undefined) return refuse('sitting.notDelegate');
    if (mandate.as === 'substitute') return refuse('sitting.substituteCannotPlan');
    if (command.away && mandate.substituteId === null) return refuse('sitting.noSubstitute');
    await setAway(tx, mandate.id, command.away);
    return ok({ away: command.away });
  });
