import { inTransaction, type Tx } from '../../db/client.ts';
import { type Letter, listWords, type Word } from '../../db/read/letter/letter.ts';
import { lockLetter, lockNextLetter, updateLetter } from '../../db/write/letter/letter.ts';
import type { Deps } from '../../deps.ts';
import {
  decideHandingBack,
  decideTaking,
  type LetterFacts,
  type LetterRefusal,
  type LetterState,
} from '../../governance/letter/letter.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { traceAct } from '../audit/traceAct.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';

/** What an officer reads: a number and words, never whose they are. */
export type Thread = {
  readonly number: number;
  readonly state: LetterState;
  readonly waitingSince: string;
  readonly words: readonly Word[];
};

/** The facts of one officer and one thread; the role is read anew, a button may be older than a dismissal. */
export const letterFacts = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  found: Letter,
  officerId: string,
): Promise<LetterFacts> => {
  const mayAnswer = await hasPower(tx, deps, officerId, 'question.answer');
  const { state, personId: askedBy, takenBy } = found;
  return { state, askedBy, takenBy, officer: { id: officerId, mayAnswer } };
};

/**
 * An officer takes a question, by its number or the one that has waited longest, and reads it; reading leaves a trace. One that is
 * theirs already is read again. Refusals: question.noPower, .unknown, .noneWaits, .ownQuestion, .taken, .notWaiting.
 */
export const takeLetter = (
  deps: Deps,
  command: { readonly officerId: string; readonly number?: number },
): Promise<Result<Thread, LetterRefusal>> =>
  inTransaction(deps, 'takeQuestion', async (tx) => {
    const { officerId, number } = command;
    if (!(await hasPower(tx, deps, officerId, 'question.answer'))) return refuse('question.noPower');
    const found = number === undefined ? await lockNextLetter(tx, officerId) : await lockLetter(tx, number);
    if (found === undefined) return refuse(number === undefined ? 'question.noneWaits' : 'question.unknown');
    const decided = decideTaking(await letterFacts(tx, deps, found, officerId));
    if (!decided.ok) return decided;
    if (decided.value.changed) await updateLetter(tx, found.id, { takenBy: officerId });
    await traceAct(tx, deps, { officerId, act: 'question.read', about: `question:${found.number}` });
    const words = await listWords(tx, deps.vault, found.id);
    const { state, touchedAt } = found;
    return ok({ number: found.number, state, waitingSince: touchedAt.toISOString(), words });
  });

/** Back to the queue, unread for the next one. Refusals: question.unknown, .noPower, .ownQuestion, .notTaken, .notWaiting. */
export const handBackLetter = (deps: Deps, command: OfficerActs): Promise<Result<null, LetterRefusal>> =>
  inTransaction(deps, 'handBackQuestion', async (tx) => {
    const found = await lockLetter(tx, command.number);
    if (found === undefined) return refuse('question.unknown');
    const decided = decideHandingBack(await letterFacts(tx, deps, found, command.officerId));
    if (decided.ok) await updateLetter(tx, found.id, { takenBy: null });
    return decided;
  });
