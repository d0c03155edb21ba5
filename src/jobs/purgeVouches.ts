import { forgetVouches } from '../actions/verification/forgetVouches.ts';
import type { Deps } from '../deps.ts';

/** Keeps the promise of rule M5: nobody finds out later who vouched for whom, also with the key. */
export const purgeVouches = async (
  deps: Pick<Deps, 'db' | 'clock' | 'failpoint' | 'log'>,
): Promise<number> => {
  const count = await forgetVouches(deps);
  if (count > 0) deps.log('info', 'vouches.purged', { count });
  return count;
};
