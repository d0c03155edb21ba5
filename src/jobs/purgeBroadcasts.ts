import { forgetRecipients } from '../actions/broadcast/runBroadcast.ts';
import type { Deps } from '../deps.ts';

/** Who got what a week ago must not lie in the next backup. */
export const purgeBroadcasts = async (
  deps: Pick<Deps, 'db' | 'clock' | 'failpoint' | 'log'>,
): Promise<number> => {
  const count = await forgetRecipients(deps);
  if (count > 0) deps.log('info', 'broadcasts.purged', { count });
  return count;
};
