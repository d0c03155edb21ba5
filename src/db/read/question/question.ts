import { and, asc, count, eq, isNull, min, ne, or, type SQL, sql } from 'drizzle-orm';
import type { QuestionState } from '../../../governance/question/question.ts';
import type { Reader } from '../../client.ts';
import { question, questionMessage } from '../../schema/question.ts';
import type { Vault } from '../../vault.ts';

export type Question = typeof question.$inferSelect;

export const questionContext = (id: string, seq: number) => ({
  table: 'question_message',
  column: 'text_sealed',
  row: `${id}/${seq}`,
});

/** Questions that this officer may answer now: their own and those nobody has taken, never what they asked themselves. */
const waitingFor = (officerId: string): SQL | undefined =>
  and(
    eq(question.state, 'open'),
    or(isNull(question.takenBy), eq(question.takenBy, officerId)),
    ne(question.personId, officerId),
  );

/** How many wait for this officer, and since when the oldest does. */
export const countWaitingQuestions = async (
  reader: Reader,
  officerId: string,
): Promise<{ waiting: number; oldest: Date | undefined }> => {
  const [row] = await reader
    .select({ waiting: count(), oldest: min(question.touchedAt) })
    .from(question)
    .where(waitingFor(officerId));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined };
};

/** A line of the queue: nothing sealed is opened for it, and whose it is is not read. */
export type QuestionLine = {
  readonly number: number;
  readonly mine: boolean;
  readonly waitingSince: Date;
};

/** What waits for this officer: first what they took, then the longest wait. */
export const listWaitingQuestions = async (
  reader: Reader,
  officerId: string,
  page: { readonly offset?: number; readonly limit: number },
): Promise<QuestionLine[]> => {
  const rows = await reader
    .select({ number: question.number, takenBy: question.takenBy, waitingSince: question.touchedAt })
    .from(question)
    .where(waitingFor(officerId))
    .orderBy(sql`${question.takenBy} is null`, asc(question.touchedAt), asc(question.number))
    .offset(page.offset ?? 0)
    .limit(page.limit);
  return rows.map(({ takenBy, ...line }) => ({ ...line, mine: takenBy !== null }));
};

/** The same by number, for a reader that follows a cursor. */
export const pageWaitingQuestions = async (
  reader: Reader,
  officerId: string,
  page: { readonly afterNumber: number; readonly limit: number },
): Promise<QuestionLine[]> => {
  const rows = await reader
    .select({ number: question.number, takenBy: question.takenBy, waitingSince: question.touchedAt })
    .from(question)
    .where(and(waitingFor(officerId), sql`${question.number} > ${page.afterNumber}`))
    .orderBy(asc(question.number))
    .limit(page.limit);
  return rows.map(({ takenBy, ...line }) => ({ ...line, mine: takenBy !== null }));
};

export const findQuestion = async (reader: Reader, number: number): Promise<Question | undefined> => {
  const [row] = await reader.select().from(question).where(eq(question.number, number));
  return row;
};

/** What a person asked and is not closed yet, newest first. */
export const listOpenQuestions = (
  reader: Reader,
  personId: string,
): Promise<{ number: number; state: QuestionState }[]> =>
  reader
    .select({ number: question.number, state: question.state })
    .from(question)
    .where(and(eq(question.personId, personId), ne(question.state, 'closed')))
    .orderBy(sql`${question.number} desc`);

export type Word = { readonly side: 'person' | 'officer'; readonly text: string; readonly day: string };

/** The thread, oldest first, opened. */
export const listWords = async (reader: Reader, vault: Vault, id: string): Promise<Word[]> => {
  const rows = await reader
    .select()
    .from(questionMessage)
    .where(eq(questionMessage.questionId, id))
    .orderBy(asc(questionMessage.seq));
  return rows.map(({ seq, side, textSealed, writtenOn }) => ({
    side,
    text: vault.open(questionContext(id, seq), textSealed),
    day: writtenOn,
  }));
};
