import { forgetLeftovers } from '../actions/safety/forgetLeftovers.ts';
import type { Deps } from '../deps.ts';

/** What nobody needs any more must not lie in the next backup. */
export const purgeLeftovers = async (
  deps: Pick<Deps, 'db' | 'clock' | 'failpoint' | 'log'>,
): Promise<number> => {
  const count = await forgetLeftovers(deps);
  if (count > 0) deps.log('info', 'leftovers.purged', { count });
  return count;
};
