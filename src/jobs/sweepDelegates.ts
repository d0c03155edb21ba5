import { remindOfMandates } from '../actions/mandate/remindOfMandates.ts';
import { stepProjectVote } from '../actions/projectVote/stepProjectVote.ts';
import { acceptDueProtocol } from '../actions/protocol/checkProtocol.ts';
import { listDueProjectVotes } from '../db/read/projectVote/projectVote.ts';
import { listDueProtocols } from '../db/read/protocol/submittedProtocol.ts';
import type { Deps } from '../deps.ts';
import { errorCode } from '../log.ts';

export type SweptDelegates = {
  readonly opened: number;
  readonly closed: number;
  readonly accepted: number;
  readonly reminded: number;
};

/**
 * Does what is due by the database's clock: projects' votes open and close, protocols that nobody returned are accepted, delegates are
 * reminded. Callable at any time and by several at once; what fails is logged and doesn't hold up the others. A mandate runs out by
 * itself: nobody has to end it.
 */
export const sweepDelegates = async (deps: Deps): Promise<SweptDelegates> => {
  const swept = { opened: 0, closed: 0, accepted: 0, reminded: 0 };
  const each = async (
    event: string,
    numbers: readonly number[],
    act: (number: number) => Promise<void>,
  ): Promise<void> => {
    for (const number of numbers) {
      try {
        await act(number);
      } catch (error) {
        deps.log('error', event, { number, code: errorCode(error) });
      }
    }
  };
  const now = await deps.clock.now();
  await each('projectVote.sweepFailed', await listDueProjectVotes(deps.db, now), async (number) => {
    const step = await stepProjectVote(deps, number);
    if (step === 'open') swept.opened += 1;
    if (step === 'close') swept.closed += 1;
  });
  await each('protocol.sweepFailed', await listDueProtocols(deps.db, now), async (number) => {
    if (await acceptDueProtocol(deps, number)) swept.accepted += 1;
  });
  swept.reminded = await remindOfMandates(deps);
  return swept;
};
