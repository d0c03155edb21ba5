import { closeBallot } from '../actions/ballot/closeBallot.ts';
import { openDueBallot } from '../actions/ballot/openBallot.ts';
import { publishBallot } from '../actions/ballot/publishBallot.ts';
import { remindVoters } from '../actions/ballot/remindVoters.ts';
import { listDueBallots } from '../db/read/ballot/dueBallots.ts';
import type { Deps } from '../deps.ts';
import { errorCode } from '../log.ts';

export type Swept = {
  readonly opened: number;
  readonly refused: number;
  readonly closed: number;
  readonly published: number;
  readonly reminded: number;
};

/**
 * Does everything that is due by the database's clock: openings, reminders, closings, counts, publications. Callable at any
 * time and by several at once; a ballot that fails is logged and doesn't hold up the others. What is `closing` is looked at before
 * what has just ended, so that between the deadline and the count a whole round passes for updates that came in time.
 */
export const sweepBallots = async (deps: Deps): Promise<Swept> => {
  const swept = { opened: 0, refused: 0, closed: 0, published: 0, reminded: 0 };
  const each = async (numbers: readonly number[], act: (number: number) => Promise<void>): Promise<void> => {
    for (const number of numbers) {
      try {
        await act(number);
      } catch (error) {
        deps.log('error', 'ballot.sweepFailed', { number, code: errorCode(error) });
      }
    }
  };
  const due = await listDueBallots(deps.db, await deps.clock.now());
  await each(due.closing, async (number) => {
    const step = await closeBallot(deps, number);
    if (step.ok && step.value.state === 'closed') swept.closed += 1;
  });
  const closed = (await listDueBallots(deps.db, await deps.clock.now())).closed;
  await each(closed, async (number) => {
    const step = await publishBallot(deps, number);
    if (step.ok && step.value.changed) swept.published += 1;
  });
  await each(due.opening, async (number) => {
    const state = await openDueBallot(deps, number);
    if (state === 'open') swept.opened += 1;
    if (state === 'draft') swept.refused += 1;
  });
  await each(due.reminding, async (number) => {
    swept.reminded += await remindVoters(deps, number);
  });
  await each(due.ending, async (number) => {
    await closeBallot(deps, number);
  });
  return swept;
};
