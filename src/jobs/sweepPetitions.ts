import { expirePetition } from '../actions/petition/expirePetition.ts';
import { endDueReview } from '../actions/petition/judgePetition.ts';
import { listExpiring } from '../db/read/petition/petition.ts';
import { listDueReviews } from '../db/read/petition/petitionReview.ts';
import type { Deps } from '../deps.ts';
import { errorCode } from '../log.ts';

/** One round's worth; the next round takes the rest. */
const AT_ONCE = 100;

/**
 * Ends what is due by the database's clock: petitions whose time for support is over (T2), reviews in which the three had theirs (T3).
 * Callable at any time; one that fails is logged and doesn't hold up the others.
 */
export const sweepPetitions = async (deps: Deps): Promise<{ expired: number; reviewed: number }> => {
  const swept = { expired: 0, reviewed: 0 };
  const each = async (
    name: keyof typeof swept,
    numbers: readonly number[],
    act: (number: number) => Promise<boolean>,
  ): Promise<void> => {
    for (const number of numbers) {
      try {
        if (await act(number)) swept[name] += 1;
      } catch (error) {
        deps.log('error', 'petition.sweepFailed', { number, code: errorCode(error) });
      }
    }
  };
  const now = await deps.clock.now();
  await each('expired', await listExpiring(deps.db, now, AT_ONCE), (number) => expirePetition(deps, number));
  await each('reviewed', await listDueReviews(deps.db, await deps.clock.now()), (number) =>
    endDueReview(deps, number),
  );
  return swept;
};
