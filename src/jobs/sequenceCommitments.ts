import { foldMembers } from '../actions/member/foldMembers.ts';
import { publishCommitments } from '../actions/petition/publishCommitments.ts';
import type { Deps } from '../deps.ts';

/** Publishes the support that waits to be published, and keeps the count that thresholds are measured by short. */
export const sequenceCommitments = async (deps: Deps): Promise<number> => {
  await foldMembers(deps);
  const count = await publishCommitments(deps);
  if (count > 0) deps.log('info', 'petition.commitments', { count });
  return count;
};
