import {
  eraseIdleGuests,
  eraseLockedAccounts,
  takeBackLapsedLeavings,
} from '../actions/safety/purgeAccounts.ts';
import type { Deps } from '../deps.ts';

/** What time does to accounts: idle guests and long locked ones go, unconfirmed leavings are taken back. */
export const purgeAccounts = async (
  deps: Deps,
): Promise<{ readonly guests: number; readonly locked: number; readonly stayed: number }> => {
  const done = {
    stayed: await takeBackLapsedLeavings(deps),
    guests: await eraseIdleGuests(deps),
    locked: await eraseLockedAccounts(deps),
  };
  const count = done.guests + done.locked;
  if (count > 0) deps.log('info', 'accounts.purged', { count });
  return done;
};
