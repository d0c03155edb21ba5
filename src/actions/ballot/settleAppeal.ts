import type { Tx } from '../../db/client.ts';
import { findItem } from '../../db/read/agenda/agenda.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import { appealOutcome } from '../../governance/agenda/appeal.ts';
import { settlePetitionAppeal } from '../petition/settlePetitionAppeal.ts';
import { settleProjectAppeal } from '../project/settleProjectAppeal.ts';

/**
 * What the Congress decided on an appeal takes effect with the decision's publication, once: an upheld one lets a petition collect
 * support again for the time it had left, or verifies the project; a dismissed one leaves things as they are and is recorded. Other
 * items have none. Before anything is journalled, the facts are for the journal. Source: K5, T3, D1.
 */
export const settleAppeal = async (
  tx: Tx,
  deps: Deps,
  decided: { readonly item: number; readonly adopted: boolean; readonly now: Date },
): Promise<JournalFact[]> => {
  const item = await findItem(tx, decided.item);
  const given = { outcome: appealOutcome(decided.adopted), now: decided.now };
  if (item?.petitionReviewId != null)
    return settlePetitionAppeal(tx, deps, { ...given, reviewId: item.petitionReviewId });
  if (item?.projectReviewId != null)
    return settleProjectAppeal(tx, deps, { ...given, reviewId: item.projectReviewId });
  return [];
};
