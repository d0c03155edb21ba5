import { forgetUpdates } from '../actions/kit/receiveUpdates.ts';
import type { Deps } from '../deps.ts';

/** Telegram repeats an update for 24 hours at most; twice that is kept, then its number may mean another update. */
const KEPT_HOURS = 48;

/** Deletes the receipts that nobody needs any more; answers how many. Unfinished ones stay. */
export const purgeUpdates = async (deps: Pick<Deps, 'db' | 'failpoint' | 'log'>): Promise<number> => {
  const count = await forgetUpdates(deps, KEPT_HOURS);
  if (count > 0) deps.log('info', 'updates.purged', { count });
  return count;
};
