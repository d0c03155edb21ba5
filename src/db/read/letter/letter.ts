import { and, asc, count, eq, isNull, min, ne, or, type SQL, sql } from 'drizzle-orm';
import type { LetterState } from '../../../governance/letter/letter.ts';
import type { Reader } from '../../client.ts';
import { letter, letterMessage } from '../../schema/letter.ts';
import type { Vault } from '../../vault.ts';

export type Letter = typeof letter.$inferSelect;

export const letterContext = (id: string, seq: number) => ({
  table: 'question_message',
  column: 'text_sealed',
  row: `${id}/${seq}`,
});

/** Questions that this officer may answer now: their own and those nobody has taken, never what they asked themselves. */
const waitingFor = (officerId: string): SQL | undefined =>
  and(
    eq(letter.state, 'open'),
    or(isNull(letter.takenBy), eq(letter.takenBy, officerId)),
    ne(letter.personId, officerId),
  );

/** How many wait for this officer, and since when the oldest does. */
export const countWaitingLetters = async (
  reader: Reader,
  officerId: string,
): Promise<{ waiting: number; oldest: Date | undefined }> => {
  const [row] = await reader
    .select({ waiting: count(), oldest: min(letter.touchedAt) })
    .from(letter)
    .where(waitingFor(officerId));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined };
};

/** A line of the queue: nothing sealed is opened for it, and whose it is is not read. */
export type LetterLine = {
  readonly number: number;
  readonly mine: boolean;
  readonly waitingSince: Date;
};

/** What waits for this officer: first what they took, then the longest wait. */
export const listWaitingLetters = async (
  reader: Reader,
  officerId: string,
  page: { readonly offset?: number; readonly limit: number },
): Promise<LetterLine[]> => {
  const rows = await reader
    .select({ number: letter.number, takenBy: letter.takenBy, waitingSince: letter.touchedAt })
    .from(letter)
    .where(waitingFor(officerId))
    .orderBy(sql`${letter.takenBy} is null`, asc(letter.touchedAt), asc(letter.number))
    .offset(page.offset ?? 0)
    .limit(page.limit);
  return rows.map(({ takenBy, ...line }) => ({ ...line, mine: takenBy !== null }));
};

/** The same by number, for a reader that follows a cursor. */
export const pageWaitingLetters = async (
  reader: Reader,
  officerId: string,
  page: { readonly afterNumber: number; readonly limit: number },
): Promise<LetterLine[]> => {
  const rows = await reader
    .select({ number: letter.number, takenBy: letter.takenBy, waitingSince: letter.touchedAt })
    .from(letter)
    .where(and(waitingFor(officerId), sql`${letter.number} > ${page.afterNumber}`))
    .orderBy(asc(letter.number))
    .limit(page.limit);
  return rows.map(({ takenBy, ...line }) => ({ ...line, mine: takenBy !== null }));
};

export const findLetter = async (reader: Reader, number: number): Promise<Letter | undefined> => {
  const [row] = await reader.select().from(letter).where(eq(letter.number, number));
  return row;
};

/** What a person asked and is not closed yet, newest first. */
export const listOpenLetters = (
  reader: Reader,
  personId: string,
): Promise<{ number: number; state: LetterState }[]> =>
  reader
    .select({ number: letter.number, state: letter.state })
    .from(letter)
    .where(and(eq(letter.personId, personId), ne(letter.state, 'closed')))
    .orderBy(sql`${letter.number} desc`);

export type Word = { readonly side: 'person' | 'officer'; readonly text: string; readonly day: string };

/** The thread, oldest first, opened. */
export const listWords = async (reader: Reader, vault: Vault, id: string): Promise<Word[]> => {
  const rows = await reader
    .select()
    .from(letterMessage)
    .where(eq(letterMessage.questionId, id))
    .orderBy(asc(letterMessage.seq));
  return rows.map(({ seq, side, textSealed, writtenOn }) => ({
    side,
    text: vault.open(letterContext(id, seq), textSealed),
    day: writtenOn,
  }));
};
