import { and, count, desc, eq, lt, max, ne, sql } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import type { QuestionState } from '../../../governance/question/question.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { type Question, questionContext } from '../../read/question/question.ts';
import { question, questionMessage } from '../../schema/question.ts';
import { nextNumber } from '../kit/number.ts';

/** A new thread without words yet. */
export const insertQuestion = async (
  tx: Tx,
  deps: Pick<Deps, 'random'>,
  given: { readonly personId: string; readonly now: Date },
): Promise<{ id: string; number: number }> => {
  await hold(tx, 'questionNumber');
  const id = deps.random.uuid();
  const number = await nextNumber(tx, question.number);
  const { personId, now } = given;
  await tx.insert(question).values({ id, number, personId, state: 'open', openedAt: now, touchedAt: now });
  return { id, number };
};

/** The thread, locked: two officers, or a person and an officer, come one after the other. */
export const lockQuestion = async (tx: Tx, number: number): Promise<Question | undefined> => {
  const [row] = await tx.select().from(question).where(eq(question.number, number)).for('update');
  return row;
};

/** The longest waiting question that nobody has taken, locked; one that another officer is just taking is passed over. */
export const lockNextQuestion = async (tx: Tx, officerId: string): Promise<Question | undefined> => {
  const [row] = await tx
    .select()
    .from(question)
    .where(
      and(eq(question.state, 'open'), sql`${question.takenBy} is null`, ne(question.personId, officerId)),
    )
    .orderBy(question.touchedAt, question.number)
    .limit(1)
    .for('update', { skipLocked: true });
  return row;
};

export const updateQuestion = async (
  tx: Tx,
  id: string,
  fields: { readonly state?: QuestionState; readonly takenBy?: string | null; readonly touchedAt?: Date },
): Promise<void> => {
  await tx.update(question).set(fields).where(eq(question.id, id));
};

/** How many questions of this person wait for an answer. */
export const countWaitingOf = (tx: Tx, personId: string): Promise<number> =>
  tx.$count(question, and(eq(question.personId, personId), eq(question.state, 'open')));

/** The person's words since the last answer. */
export const countUnanswered = async (tx: Tx, id: string): Promise<number> => {
  const [answered] = await tx
    .select({ seq: max(questionMessage.seq) })
    .from(questionMessage)
    .where(and(eq(questionMessage.questionId, id), eq(questionMessage.side, 'officer')));
  const [row] = await tx
    .select({ count: count() })
    .from(questionMessage)
    .where(and(eq(questionMessage.questionId, id), sql`${questionMessage.seq} > ${answered?.seq ?? 0}`));
  return row?.count ?? 0;
};

/** The number of the thread that this submission was written into; a repeated one finds what it did. */
export const findSubmission = async (tx: Tx, submissionId: string): Promise<number | undefined> => {
  const [row] = await tx
    .select({ number: question.number })
    .from(questionMessage)
    .innerJoin(question, eq(question.id, questionMessage.questionId))
    .where(eq(questionMessage.submissionId, submissionId));
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
  const { questionId, submissionId, side, text, now } = given;
  const [last] = await tx
    .select({ seq: questionMessage.seq })
    .from(questionMessage)
    .where(eq(questionMessage.questionId, questionId))
    .orderBy(desc(questionMessage.seq))
    .limit(1);
  const seq = (last?.seq ?? 0) + 1;
  await tx.insert(questionMessage).values({
    questionId,
    seq,
    submissionId,
    side,
    textSealed: deps.vault.seal(questionContext(questionId, seq), text),
    writtenOn: dayOf(now),
  });
  return seq;
};

/** Deletes threads that ended, or were answered and left, before `before`; answers how many. */
export const deleteEndedQuestions = async (tx: Tx, before: Date): Promise<number> => {
  const gone = await tx
    .delete(question)
    .where(and(ne(question.state, 'open'), lt(question.touchedAt, before)))
    .returning({ id: question.id });
  return gone.length;
};
