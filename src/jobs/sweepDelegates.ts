import { remindOfMandates } from '../actions/mandate/remindOfMandates.ts';
import { stepProjectVote } from '../actions/projectVote/stepProjectVote.ts';
import { acceptDueProtocol } from '../actions/protocol/checkProtocol.ts';
import { listDueProjectVotes } from '../db/read/projectVote/projectVote.ts';
import { listDueProtocols } from '../db/read/protocol/submittedProtocol.ts';
import type { Deps } from '../deps.ts';
import { eachDue } from './eachDue.ts';

/**
 * Does what is due by the database's clock: projects' votes open and close, protocols that nobody returned are accepted, delegates are
 * reminded. Callable at any time and by several at once. A mandate runs out by itself: nobody has to end it.
 */
export const sweepDelegates = async (deps: Deps): Promise<void> => {
  const now = await deps.clock.now();
  await eachDue(deps, 'projectVote.sweepFailed', await listDueProjectVotes(deps.db, now), stepProjectVote);
  await eachDue(deps, 'protocol.sweepFailed', await listDueProtocols(deps.db, now), acceptDueProtocol);
  await remindOfMandates(deps);
};
