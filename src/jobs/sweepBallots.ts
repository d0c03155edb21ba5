import { closeBallot } from '../actions/ballot/closeBallot.ts';
import { openDueBallot } from '../actions/ballot/openBallot.ts';
import { publishBallot } from '../actions/ballot/publishBallot.ts';
import { remindVoters } from '../actions/ballot/remindVoters.ts';
import { listDueBallots } from '../db/read/ballot/dueBallots.ts';
import type { Deps } from '../deps.ts';
import { eachDue } from './eachDue.ts';

const FAILED = 'ballot.sweepFailed';

export type Swept = {
  readonly opened: number;
  readonly refused: number;
  readonly closed: number;
  readonly published: number;
  readonly reminded: number;
};

/**
 * Does everything that is due by the database's clock: openings, reminders, closings, counts, publications. Callable at any
 * time and by several at once. What is `closing` is looked at before what has just ended, so that between the deadline and the count
 * a whole round passes for updates that came in time.
 */
export const sweepBallots = async (deps: Deps): Promise<Swept> => {
  const due = await listDueBallots(deps.db, await deps.clock.now());
  const counted = await eachDue(deps, FAILED, due.closing, closeBallot);
  const { closed } = await listDueBallots(deps.db, await deps.clock.now());
  const published = await eachDue(deps, FAILED, closed, publishBallot);
  const opened = await eachDue(deps, FAILED, due.opening, openDueBallot);
  const reminded = await eachDue(deps, FAILED, due.reminding, remindVoters);
  await eachDue(deps, FAILED, due.ending, closeBallot);
  return {
    opened: opened.filter((state) => state === 'open').length,
    refused: opened.filter((state) => state === 'draft').length,
    closed: counted.filter((step) => step.ok && step.value.state === 'closed').length,
    published: published.filter((step) => step.ok && step.value.changed).length,
    reminded: reminded.reduce((sum, count) => sum + count, 0),
  };
};
