import { sha256Hex } from '../canonical.ts';
import { inTransaction } from '../db/client.ts';
import { findPetition } from '../db/read/petition.ts';
import { isAuthorOf } from '../db/read/petitionOfPerson.ts';
import { appendJournal } from '../db/write/journal.ts';
import { lockPetition } from '../db/write/petition.ts';
import { findClosingReview, insertAppeal } from '../db/write/petitionReview.ts';
import type { Deps } from '../deps.ts';
import { dayOf } from '../governance/day.ts';
import type { PetitionRefusal } from '../governance/petition.ts';
import {
  appealLimits,
  decidePetitionAppeal,
  type PetitionReviewRefusal,
} from '../governance/petitionReview.ts';
import { cleanText, type TextRefusal } from '../governance/text.ts';
import { type Result, refuse } from '../result.ts';
import { lockPerson } from './lockPerson.ts';

/**
 * The author of a closed petition appeals to the next session, in words that are published with the closing; again changes nothing.
 * Source: T3, K5. Refusals: text.* at `text`, petition.unknown, .notAuthor, .notClosed.
 */
export const appealPetition = (
  deps: Deps,
  command: { readonly personId: string; readonly number: number; readonly text: string },
): Promise<Result<{ readonly changed: boolean }, PetitionRefusal | PetitionReviewRefusal | TextRefusal>> =>
  inTransaction(deps, 'appealPetition', async (tx) => {
    const { personId, number } = command;
    await lockPerson(tx, deps, personId);
    const petition = await findPetition(tx, number);
    if (petition === undefined) return refuse('petition.unknown');
    const text = cleanText(command.text, appealLimits);
    if (!text.ok) return refuse({ ...text.refusals[0], path: 'text' });
    const { state } = await lockPetition(tx, petition.id);
    const review = await findClosingReview(tx, petition.id);
    const isAuthor = await isAuthorOf(tx, deps.vault, petition.id, personId);
    const decided = decidePetitionAppeal({ isAuthor, state, appealed: review?.appeal != null });
    if (!decided.ok || !decided.value.changed) return decided;
    if (review === undefined) throw new Error('A closed petition has no review that closed it.');
    const now = await deps.clock.now(tx);
    await insertAppeal(tx, review.id, { appeal: text.value, appealedOn: dayOf(now) });
    await appendJournal(tx, {
      kind: 'petition.appealed',
      at: now,
      number,
      lot: review.number,
      appealHash: sha256Hex(text.value),
    });
    return decided;
  });
