import { ok, okUnless, type Refusal, type Result } from '../../result.ts';
import type { TextLimits } from '../kit/text.ts';

export const letterRefusals = [
  'question.unknown',
  'question.noPower',
  'question.tooMany',
  'question.waitForAnswer',
  'question.closed',
  'question.ownQuestion',
  'question.taken',
  'question.notTaken',
  'question.notWaiting',
  'question.noneWaits',
] as const;
export type LetterRefusal = (typeof letterRefusals)[number];

/** Enough to say what is wrong, too little to tell a life; an answer has the same room. */
export const letterLimits: TextLimits = { min: 3, max: 1000, multiline: true };

/** Questions of one person that wait for an answer: three people answer for everybody, and one flood must not hide the rest. */
export const openQuestionsMax = 3;

/** Words of one person in a row without an answer between them, for the same reason. */
export const wordsInARowMax = 3;

/** So long an ended thread can be read again; then it is deleted, whatever stood in it. */
export const letterKeptDays = 90;

/** `open`: waits for the secretariat; `answered`: for the person, who may write again; `closed`: ended by either side. */
export type LetterState = 'open' | 'answered' | 'closed';

/** Somebody with an account asks. `waiting`: their questions that wait for an answer. Refusals: question.tooMany {max}. */
export const decideAsking = ({ waiting }: { readonly waiting: number }): Result<null, LetterRefusal> =>
  okUnless(
    waiting >= openQuestionsMax ? [{ code: 'question.tooMany', facts: { max: openQuestionsMax } }] : [],
    null,
  );

/**
 * The person writes again in their thread. `unanswered`: their words since the last answer. Refusals: question.closed,
 * question.waitForAnswer {max}.
 */
export const decideWritingOn = (facts: {
  readonly state: LetterState;
  readonly unanswered: number;
}): Result<null, LetterRefusal> => {
  const reasons: Refusal<LetterRefusal>[] = [];
  if (facts.state === 'closed') reasons.push({ code: 'question.closed' });
  if (facts.unanswered >= wordsInARowMax)
    reasons.push({ code: 'question.waitForAnswer', facts: { max: wordsInARowMax } });
  return okUnless(reasons, null);
};

export type LetterFacts = {
  readonly state: LetterState;
  readonly askedBy: string;
  readonly takenBy: string | null;
  readonly officer: { readonly id: string; readonly mayAnswer: boolean };
};

const officerReasons = ({ askedBy, officer }: LetterFacts): Refusal<LetterRefusal>[] => {
  const reasons: Refusal<LetterRefusal>[] = [];
  if (!officer.mayAnswer) reasons.push({ code: 'question.noPower' });
  if (askedBy === officer.id) reasons.push({ code: 'question.ownQuestion' });
  return reasons;
};

const holderReasons = (facts: LetterFacts): Refusal<LetterRefusal>[] => {
  const reasons = officerReasons(facts);
  if (facts.takenBy !== facts.officer.id) reasons.push({ code: 'question.notTaken' });
  return reasons;
};

/**
 * An officer takes a question and is from then on the only one who reads it. Taking it again changes nothing.
 * Refusals: question.noPower, .ownQuestion, .taken, .notWaiting.
 */
export const decideTaking = (facts: LetterFacts): Result<{ changed: boolean }, LetterRefusal> => {
  const reasons = officerReasons(facts);
  const isMine = facts.takenBy === facts.officer.id;
  if (!isMine && facts.takenBy !== null) reasons.push({ code: 'question.taken' });
  if (!isMine && facts.state !== 'open') reasons.push({ code: 'question.notWaiting' });
  return okUnless(reasons, { changed: !isMine });
};

/** Refusals: question.noPower, .ownQuestion, .notTaken, .closed. An answered one may be answered further. */
export const decideAnswering = (facts: LetterFacts): Result<null, LetterRefusal> => {
  const reasons = holderReasons(facts);
  if (facts.state === 'closed') reasons.push({ code: 'question.closed' });
  return okUnless(reasons, null);
};

/** The officer gives it back to the queue. Refusals: question.noPower, .ownQuestion, .notTaken, .notWaiting. */
export const decideHandingBack = (facts: LetterFacts): Result<null, LetterRefusal> => {
  const reasons = holderReasons(facts);
  if (facts.state !== 'open') reasons.push({ code: 'question.notWaiting' });
  return okUnless(reasons, null);
};

/**
 * Either side ends the thread; twice changes nothing. For an officer: refusals question.noPower, .ownQuestion, .notTaken; the
 * person may always.
 */
export const decideLetterClosing = (
  facts: LetterFacts,
  side: 'person' | 'officer',
): Result<{ changed: boolean }, LetterRefusal> => {
  const changed = facts.state !== 'closed';
  return side === 'person' ? ok({ changed }) : okUnless(holderReasons(facts), { changed });
};
