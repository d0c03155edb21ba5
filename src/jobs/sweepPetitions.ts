import { expirePetition } from '../actions/petition/expirePetition.ts';
import { endDueReview } from '../actions/petition/judgePetition.ts';
import { listExpiring } from '../db/read/petition/petition.ts';
import { listDueReviews } from '../db/read/petition/petitionReview.ts';
import type { Deps } from '../deps.ts';
import { eachDue } from './eachDue.ts';

const FAILED = 'petition.sweepFailed';
/** One round's worth; the next round takes the rest. */
const AT_ONCE = 100;

/**
 * Ends what is due by the database's clock: petitions whose time for support is over (T2), reviews in which the three had theirs (T3).
 * Callable at any time.
 */
export const sweepPetitions = async (deps: Deps): Promise<{ expired: number; reviewed: number }> => {
  const expiring = await listExpiring(deps.db, await deps.clock.now(), AT_ONCE);
  const expired = await eachDue(deps, FAILED, expiring, expirePetition);
  const due = await listDueReviews(deps.db, await deps.clock.now());
  const reviewed = await eachDue(deps, FAILED, due, endDueReview);
  return { expired: expired.filter(Boolean).length, reviewed: reviewed.filter(Boolean).length };
};
