import { endVouchCases } from '../actions/case/endVouchCases.ts';
import type { Deps } from '../deps.ts';

/** Keeps the promise of rule M5: of a case that is over nothing personal is left. */
export const purgeVouchCases = async (deps: Deps): Promise<number> => {
  const count = await endVouchCases(deps);
  if (count > 0) deps.log('info', 'cases.ended', { count });
  return count;
};
