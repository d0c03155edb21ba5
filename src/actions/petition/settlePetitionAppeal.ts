import type { Tx } from '../../db/client.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { lockPetition, reopenPetition } from '../../db/write/petition/petition.ts';
import { endPetitionAppeal, findPetitionOfReview } from '../../db/write/petition/petitionReview.ts';
import type { Deps } from '../../deps.ts';
import { type AppealOutcome, reopenedUntil } from '../../governance/agenda/appeal.ts';
import { dayOf } from '../../governance/kit/day.ts';
import { tellAuthor } from './tellAuthor.ts';

type Given = { readonly reviewId: string; readonly outcome: AppealOutcome; readonly now: Date };

/** What the Congress decided on an author's appeal: upheld, support is collected for the time that was left. Source: T3, K5. */
export const settlePetitionAppeal = async (tx: Tx, deps: Deps, given: Given): Promise<JournalFact[]> => {
  const { reviewId, outcome, now } = given;
  const petitionId = await findPetitionOfReview(tx, reviewId);
  if (petitionId === undefined) return [];
  const { number, authorSealed, closesAt } = await lockPetition(tx, petitionId);
  const { lot, decidedOn } = await endPetitionAppeal(tx, reviewId, outcome);
  const until = reopenedUntil({ closesAt, closedOn: decidedOn ?? dayOf(now) }, now);
  if (outcome === 'upheld') await reopenPetition(tx, petitionId, until);
  await tellAuthor(tx, deps, { petitionId, number, authorSealed, news: `appealed:${lot}`, now });
  return outcome === 'upheld'
    ? [{ kind: 'petition.appealUpheld', at: now, number, lot, closesAt: until }]
    : [{ kind: 'petition.appealDismissed', at: now, number, lot }];
};
