import type { Tx } from '../../db/client.ts';
import { inTransaction } from '../../db/client.ts';
import {
  countUnanswered,
  countWaitingOf,
  findSubmission,
  insertLetter,
  insertWords,
  lockLetter,
  updateLetter,
} from '../../db/write/letter/letter.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import {
  decideAsking,
  decideWritingOn,
  type LetterRefusal,
  letterLimits,
} from '../../governance/letter/letter.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockPerson } from '../person/lockPerson.ts';
import { tellHolders } from '../person/officerPower.ts';

export type Asked = { readonly number: number };

/** Who answers it already is told, otherwise all who may; that something waits, not what. */
const tellAnswerers = async (
  tx: Tx,
  given: {
    readonly number: number;
    readonly seq: number;
    readonly askedBy: string;
    readonly takenBy: string | null;
    readonly now: Date;
  },
): Promise<void> => {
  const { number, seq, askedBy, takenBy, now } = given;
  const told = { subject: `question:${number}:${seq}`, except: askedBy, now };
  if (takenBy === null) await tellHolders(tx, 'question.answer', told);
  else await tellPeople(tx, { kind: 'office.waiting', personIds: [takenBy], ...told });
};

/**
 * Somebody with an account writes to the secretariat, or, with `number`, again in a thread of theirs. `submissionId`: the same
 * words sent twice are written once. Refusals: text.* at `text`, question.tooMany {max}, .unknown, .closed, .waitForAnswer {max}.
 */
export const askLetter = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly submissionId: string;
    readonly text: string;
    readonly number?: number;
  },
): Promise<Result<Asked, LetterRefusal | TextRefusal>> =>
  inTransaction(deps, 'askQuestion', async (tx) => {
    const { personId, submissionId } = command;
    // Locked: four questions at once would each find three waiting.
    await lockPerson(tx, deps, personId);
    const earlier = await findSubmission(tx, submissionId);
    if (earlier !== undefined) return ok({ number: earlier });
    const text = cleanText(command.text, letterLimits);
    if (!text.ok) return refuse({ ...text.refusals[0], path: 'text' });
    const now = await deps.clock.now(tx);
    const thread = await threadFor(tx, deps, { ...command, now });
    if (!thread.ok) return thread;
    const { id, number, takenBy } = thread.value;
    const seq = await insertWords(tx, deps, {
      questionId: id,
      submissionId,
      side: 'person',
      text: text.value,
      now,
    });
    await tellAnswerers(tx, { number, seq, askedBy: personId, takenBy, now });
    return ok({ number });
  });

/** The thread to write into: a new one, or the person's own, which then waits for an answer again. */
const threadFor = async (
  tx: Tx,
  deps: Deps,
  given: { readonly personId: string; readonly number?: number; readonly now: Date },
): Promise<Result<{ id: string; number: number; takenBy: string | null }, LetterRefusal>> => {
  const { personId, number, now } = given;
  if (number === undefined) {
    const decided = decideAsking({ waiting: await countWaitingOf(tx, personId) });
    if (!decided.ok) return decided;
    return ok({ ...(await insertLetter(tx, deps, { personId, now })), takenBy: null });
  }
  const found = await lockLetter(tx, number);
  // Somebody else's thread does not exist for this person.
  if (found === undefined || found.personId !== personId) return refuse('question.unknown');
  const unanswered = await countUnanswered(tx, found.id);
  const decided = decideWritingOn({ state: found.state, unanswered });
  if (!decided.ok) return decided;
  // What waited already goes on waiting since then: another word must not put off its deadline.
  if (found.state !== 'open') await updateLetter(tx, found.id, { state: 'open', touchedAt: now });
  return ok(found);
};
