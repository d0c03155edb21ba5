import { and, count, desc, eq, lt, max, ne, sql } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import type { LetterState } from '../../../governance/letter/letter.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { type Letter, letterContext } from '../../read/letter/letter.ts';
import { letter, letterMessage } from '../../schema/letter.ts';
import { nextNumber } from '../kit/number.ts';

/** A new thread without words yet. */
export const insertLetter = async (
  tx: Tx,
  deps: Pick<Deps, 'random'>,
  given: { readonly personId: string; readonly now: Date },
): Promise<{ id: string; number: number }> => {
  await hold(tx, 'questionNumber');
  const id = deps.random.uuid();
  const number = await nextNumber(tx, letter.number);
  const { personId, now } = given;
  await tx.insert(letter).values({ id, number, personId, state: 'open', openedAt: now, touchedAt: now });
  return { id, number };
};

/** The thread, locked: two officers, or a person and an officer, come one after the other. */
export const lockLetter = async (tx: Tx, number: number): Promise<Letter | undefined> => {
  const [row] = await tx.select().from(letter).where(eq(letter.number, number)).for('update');
  return row;
};

/** The longest waiting question that nobody has taken, locked; one that another officer is just taking is passed over. */
export const lockNextLetter = async (tx: Tx, officerId: string): Promise<Letter | undefined> => {
  const [row] = await tx
    .select()
    .from(letter)
    .where(and(eq(letter.state, 'open'), sql`${letter.takenBy} is null`, ne(letter.personId, officerId)))
    .orderBy(letter.touchedAt, letter.number)
    .limit(1)
    .for('update', { skipLocked: true });
  return row;
};

export const updateLetter = async (
  tx: Tx,
  id: string,
  fields: { readonly state?: LetterState; readonly takenBy?: string | null; readonly touchedAt?: Date },
): Promise<void> => {
  await tx.update(letter).set(fields).where(eq(letter.id, id));
};

/** How many questions of this person wait for an answer. */
export const countWaitingOf = (tx: Tx, personId: string): Promise<number> =>
  tx.$count(letter, and(eq(letter.personId, personId), eq(letter.state, 'open')));

/** The person's words since the last answer. */
export const countUnanswered = async (tx: Tx, id: string): Promise<number> => {
  const [answered] = await tx
    .select({ seq: max(letterMessage.seq) })
    .from(letterMessage)
    .where(and(eq(letterMessage.questionId, id), eq(letterMessage.side, 'officer')));
  const [row] = await tx
    .select({ count: count() })
    .from(letterMessage)
    .where(and(eq(letterMessage.questionId, id), sql`${letterMessage.seq} > ${answered?.seq ?? 0}`));
  return row?.count ?? 0;
};

/** The number of the thread that this submission was written into; a repeated one finds what it did. */
export const findSubmission = async (tx: Tx, submissionId: string): Promise<number | undefined> => {
  const [row] = await tx
    .select({ number: letter.number })
    .from(letterMessage)
    .innerJoin(letter, eq(letter.id, letterMessage.questionId))
    .where(eq(letterMessage.submissionId, submissionId));
  return row?.number;
};

/** Adds words, sealed, to a thread that is locked; answers with their place in it. */
export const insertWords = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly questionId: string;
    readonly submissionId: string;
    readonly side: 'person' | 'officer';
    readonly text: string;
    readonly now: Date;
  },
): Promise<number> => {
  const { questionId: letterId, submissionId, side, text, now } = given;
  const [last] = await tx
    .select({ seq: letterMessage.seq })
    .from(letterMessage)
    .where(eq(letterMessage.questionId, letterId))
    .orderBy(desc(letterMessage.seq))
    .limit(1);
  const seq = (last?.seq ?? 0) + 1;
  await tx.insert(letterMessage).values({
    questionId: letterId,
    seq,
    submissionId,
    side,
    textSealed: deps.vault.seal(letterContext(letterId, seq), text),
    writtenOn: dayOf(now),
  });
  return seq;
};

/** Deletes threads that ended, or were answered and left, before `before`; answers how many. */
export const deleteEndedLetters = async (tx: Tx, before: Date): Promise<number> => {
  const gone = await tx
    .delete(letter)
    .where(and(ne(letter.state, 'open'), lt(letter.touchedAt, before)))
    .returning({ id: letter.id });
  return gone.length;
};
