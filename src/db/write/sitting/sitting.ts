import { and, eq, inArray } from 'drizzle-orm';
import type { SessionState } from '../../../governance/session/session.ts';
import type { AttendancePlan, SeatPart } from '../../../governance/sitting/attendance.ts';
import type { Tx } from '../../client.ts';
import { mandate } from '../../schema/mandate.ts';
import { agendaItem, attendance, attendanceBoard, session } from '../../schema/session.ts';

/** The session that an item is on, held: it changes its state only after this transaction. */
export const holdSessionOf = async (
  tx: Tx,
  itemId: string,
): Promise<{ readonly id: string; readonly number: number; readonly state: SessionState } | undefined> => {
  const [row] = await tx
    .select({ id: session.id, number: session.number, state: session.state })
    .from(session)
    .where(
      inArray(
        session.id,
        tx.select({ id: agendaItem.sessionId }).from(agendaItem).where(eq(agendaItem.id, itemId)),
      ),
    )
    .for('share');
  return row;
};

/** The mandate's seat in a session, its row locked: delegate and substitute who press at once come one after the other. */
export const lockSeat = async (
  tx: Tx,
  sessionId: string,
  mandateId: string,
): Promise<Pick<typeof attendance.$inferSelect, 'plan' | 'present' | 'until'>> => {
  await tx.insert(attendance).values({ sessionId, mandateId }).onConflictDoNothing();
  const [row] = await tx
    .select({ plan: attendance.plan, present: attendance.present, until: attendance.until })
    .from(attendance)
    .where(and(eq(attendance.sessionId, sessionId), eq(attendance.mandateId, mandateId)))
    .for('update');
  return row ?? { plan: null, present: null, until: null };
};

export const updateSeat = async (
  tx: Tx,
  { sessionId, mandateId }: { readonly sessionId: string; readonly mandateId: string },
  fields: {
    readonly plan?: AttendancePlan;
    readonly present?: SeatPart | null;
    readonly until?: Date | null;
  },
): Promise<void> => {
  await tx
    .update(attendance)
    .set(fields)
    .where(and(eq(attendance.sessionId, sessionId), eq(attendance.mandateId, mandateId)));
};

/** The check-in of whoever is in the room for a seat counts until then; nothing when they have just left, or the other one came. */
export const prolongSeat = async (
  tx: Tx,
  seat: { readonly sessionId: string; readonly mandateId: string; readonly as: SeatPart },
  until: Date,
): Promise<void> => {
  const { sessionId, mandateId, as } = seat;
  await tx
    .update(attendance)
    .set({ until })
    .where(
      and(
        eq(attendance.sessionId, sessionId),
        eq(attendance.mandateId, mandateId),
        eq(attendance.present, as),
      ),
    );
};

/** The boards of a session that is over. */
export const dropBoards = async (tx: Tx, sessionId: string): Promise<void> => {
  await tx.delete(attendanceBoard).where(eq(attendanceBoard.sessionId, sessionId));
};

/** Whoever's account ends is in no room any more, for no seat. */
export const leaveRooms = async (tx: Tx, personId: string): Promise<void> => {
  for (const part of ['delegate', 'substitute'] as const) {
    const own = part === 'delegate' ? mandate.personId : mandate.substituteId;
    await tx
      .update(attendance)
      .set({ present: null, until: null })
      .where(
        and(
          eq(attendance.present, part),
          inArray(attendance.mandateId, tx.select({ id: mandate.id }).from(mandate).where(eq(own, personId))),
        ),
      );
  }
  await tx.delete(attendanceBoard).where(eq(attendanceBoard.personId, personId));
};

/** An item under way goes back to its place; answers how many of the session have no decision. */
export const putOpenItemsBack = async (tx: Tx, sessionId: string): Promise<number> => {
  const open = and(eq(agendaItem.sessionId, sessionId), eq(agendaItem.state, 'open'));
  await tx.update(agendaItem).set({ state: 'agenda' }).where(open);
  return tx.$count(agendaItem, and(eq(agendaItem.sessionId, sessionId), eq(agendaItem.state, 'agenda')));
};

/** The message in which a person sees the presence; the one before is left alone from then on. */
export const keepBoard = async (
  tx: Tx,
  given: { readonly sessionId: string; readonly personId: string; readonly messageId: number },
): Promise<void> => {
  await tx
    .insert(attendanceBoard)
    .values(given)
    .onConflictDoUpdate({
      target: [attendanceBoard.sessionId, attendanceBoard.personId],
      set: { messageId: given.messageId },
    });
};

/** The message shows something else now, or is gone. */
export const dropBoard = async (
  tx: Tx,
  { personId, messageId }: { readonly personId: string; readonly messageId: number },
): Promise<void> => {
  await tx
    .delete(attendanceBoard)
    .where(and(eq(attendanceBoard.personId, personId), eq(attendanceBoard.messageId, messageId)));
};

export const setAway = async (tx: Tx, mandateId: string, away: boolean): Promise<void> => {
  await tx.update(mandate).set({ away }).where(eq(mandate.id, mandateId));
};
