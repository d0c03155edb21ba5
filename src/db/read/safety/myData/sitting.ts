import { asc, eq, or } from 'drizzle-orm';
import type { Json } from '../../../../canonical.ts';
import { mandate } from '../../../schema/mandate.ts';
import { project } from '../../../schema/project.ts';
import { agendaItem, attendance, attendanceBoard, dissent, session } from '../../../schema/session.ts';
import { type MyDataContext, type MyDataSource, plainRow } from './source.ts';

/** What a person said and did for their seat in sessions, the live screen in the chat, and the opinions they published. */
const readSessions = async ({ reader, account }: MyDataContext): Promise<Json> => {
  const isTheirs = or(eq(mandate.personId, account.id), eq(mandate.substituteId, account.id));
  const seats = await reader
    .select({
      number: session.number,
      plan: attendance.plan,
      present: attendance.present,
      until: attendance.until,
    })
    .from(attendance)
    .innerJoin(mandate, eq(mandate.id, attendance.mandateId))
    .innerJoin(session, eq(session.id, attendance.sessionId))
    .where(isTheirs)
    .orderBy(asc(session.number));
  const boards = await reader
    .select({ number: session.number, messageId: attendanceBoard.messageId })
    .from(attendanceBoard)
    .innerJoin(session, eq(session.id, attendanceBoard.sessionId))
    .where(eq(attendanceBoard.personId, account.id))
    .orderBy(asc(session.number));
  const opinions = await reader
    .select({ number: agendaItem.number, name: dissent.name, text: dissent.text, declines: dissent.declines })
    .from(dissent)
    .innerJoin(agendaItem, eq(agendaItem.id, dissent.itemId))
    .leftJoin(mandate, eq(mandate.id, dissent.mandateId))
    .leftJoin(project, eq(project.id, dissent.projectId))
    .where(or(eq(mandate.personId, account.id), eq(project.leaderId, account.id)))
    .orderBy(asc(agendaItem.number));
  return {
    presence: seats.map(({ plan, present, ...row }) => plainRow({ ...row, plan, present })),
    screens: boards.map(plainRow),
    opinions: opinions.map(plainRow),
  };
};

export const sittingSources: readonly MyDataSource[] = [
  { section: 'sessions', covers: ['attendance_board.person_id'], read: readSessions },
];
