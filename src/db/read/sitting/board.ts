import { and, eq } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { attendanceBoard } from '../../schema/session.ts';

/** A message that shows the presence of a session. */
export type Board = { readonly personId: string; readonly messageId: number };

export const listBoards = (reader: Reader, sessionId: string): Promise<Board[]> =>
  reader
    .select({ personId: attendanceBoard.personId, messageId: attendanceBoard.messageId })
    .from(attendanceBoard)
    .where(eq(attendanceBoard.sessionId, sessionId));

/** Whether the message still shows the presence. */
export const hasBoard = async (reader: Reader, { personId, messageId }: Board): Promise<boolean> =>
  (await reader.$count(
    attendanceBoard,
    and(eq(attendanceBoard.personId, personId), eq(attendanceBoard.messageId, messageId)),
  )) > 0;
