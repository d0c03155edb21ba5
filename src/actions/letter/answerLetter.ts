import { inTransaction } from '../../db/client.ts';
import { findSubmission, insertWords, lockLetter, updateLetter } from '../../db/write/letter/letter.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import {
  decideAnswering,
  decideLetterClosing,
  type LetterRefusal,
  letterLimits,
} from '../../governance/letter/letter.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { letterFacts } from './takeLetter.ts';

/**
 * The officer who took it answers; the person is told that there is an answer, and reads it when they press. Repeated with the
 * same `submissionId` nothing is written twice. Refusals: text.* at `text`, question.unknown, .noPower, .ownQuestion, .notTaken,
 * .closed.
 */
export const answerLetter = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly text: string;
    readonly submissionId: string;
  },
): Promise<Result<{ number: number }, LetterRefusal | TextRefusal>> =>
  inTransaction(deps, 'answerQuestion', async (tx) => {
    const { officerId, number, submissionId } = command;
    const found = await lockLetter(tx, number);
    if (found === undefined) return refuse('question.unknown');
    if ((await findSubmission(tx, submissionId)) === number) return ok({ number });
    const decided = decideAnswering(await letterFacts(tx, deps, found, officerId));
    if (!decided.ok) return decided;
    const text = cleanText(command.text, letterLimits);
    if (!text.ok) return refuse({ ...text.refusals[0], path: 'text' });
    const now = await deps.clock.now(tx);
    const words = { questionId: found.id, submissionId, side: 'officer' as const, text: text.value, now };
    const seq = await insertWords(tx, deps, words);
    await updateLetter(tx, found.id, { state: 'answered', touchedAt: now });
    const personIds = [found.personId];
    await tellPeople(tx, { kind: 'question.answered', subject: `question:${number}:${seq}`, personIds, now });
    return ok({ number });
  });

/**
 * Either side ends the thread; it is deleted later (questionKeptDays). Refusals: question.unknown (also for somebody else's);
 * for an officer question.noPower, .ownQuestion, .notTaken.
 */
export const closeLetter = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly number: number;
    readonly side: 'person' | 'officer';
  },
): Promise<Result<{ changed: boolean }, LetterRefusal>> =>
  inTransaction(deps, 'closeQuestion', async (tx) => {
    const { personId, number, side } = command;
    const found = await lockLetter(tx, number);
    const isTheirs = side === 'officer' || found?.personId === personId;
    if (found === undefined || !isTheirs) return refuse('question.unknown');
    const decided = decideLetterClosing(await letterFacts(tx, deps, found, personId), side);
    if (!decided.ok || !decided.value.changed) return decided;
    const now = await deps.clock.now(tx);
    await updateLetter(tx, found.id, { state: 'closed', touchedAt: now });
    return decided;
  });
