import { sha256Hex } from '../../canonical.ts';
import { inTransaction } from '../../db/client.ts';
import { findPetition } from '../../db/read/petition/petition.ts';
import { isAuthorOf } from '../../db/read/petition/petitionOfPerson.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockPetition } from '../../db/write/petition/petition.ts';
import { findClosingReview, insertAppeal } from '../../db/write/petition/petitionReview.ts';
import type { Deps } from '../../deps.ts';
import type { AppealMatter, AppealPlace, AppealWords } from '../../governance/agenda/appeal.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import type { PetitionRefusal } from '../../governance/petition/petition.ts';
import {
  appealLimits,
  decidePetitionAppeal,
  type PetitionReviewRefusal,
} from '../../governance/petition/petitionReview.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { findPlace, placeAppeal } from '../agenda/placeAppeal.ts';
import { lockPerson } from '../person/lockPerson.ts';

/**
 * The author of a closed petition appeals to the next session, in words that are published with the closing: it goes on the
 * agenda by itself. Again changes nothing and answers with where it stands. Source: T3, K5. Refusals: text.* at `text`, petition.unknown, .notAuthor, .notClosed.
 */
export const appealPetition = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly number: number;
    readonly text: string;
    /** The item's words, in both languages. */
    readonly write: (matter: AppealMatter) => AppealWords;
  },
): Promise<
  Result<
    { readonly changed: boolean; readonly placed: AppealPlace | undefined },
    PetitionRefusal | PetitionReviewRefusal | TextRefusal
  >
> =>
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
    if (!decided.ok) return decided;
    if (review === undefined) throw new Error('A closed petition has no review that closed it.');
    const appealed = { petitionReviewId: review.id };
    if (!decided.value.changed) return ok({ changed: false, placed: await findPlace(tx, appealed) });
    const now = await deps.clock.now(tx);
    await insertAppeal(tx, review.id, { appeal: text.value, appealedOn: dayOf(now) });
    const words = command.write({ kind: 'petition', number, title: petition.title, lot: review.number });
    const { placed, added } = await placeAppeal(tx, deps, { appealed, ...words, at: now });
    await appendJournal(tx, {
      kind: 'petition.appealed',
      at: now,
      number,
      lot: review.number,
      appealHash: sha256Hex(text.value),
    });
    await appendJournal(tx, added);
    return ok({ changed: true, placed });
  });
