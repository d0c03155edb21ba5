import { takeSnapshot } from '../actions/statistics/takeSnapshot.ts';
import type { Deps } from '../deps.ts';

/** Looks whether new numbers are due; counting streams over the members in small steps. */
export const takeStatistics = async (deps: Deps): Promise<void> => {
  if (await takeSnapshot(deps)) deps.log('info', 'statistics.taken');
};
