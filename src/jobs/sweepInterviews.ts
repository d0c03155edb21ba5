import { remindOfInterview } from '../actions/verification/remindOfInterview.ts';
import { listRunningInterviews } from '../db/read/verification/interview.ts';
import type { Deps } from '../deps.ts';
import { interviewIsDue } from '../governance/verification/interview.ts';
import { eachDue } from './eachDue.ts';

/** Reminders of calls and times that nobody can use any more, by the database's clock. */
export const sweepInterviews = async (deps: Deps): Promise<void> => {
  const now = await deps.clock.now();
  const due = (await listRunningInterviews(deps.db, deps.vault)).filter(
    (interview) => interviewIsDue(interview, now) !== undefined,
  );
  const numbers = due.map(({ number }) => number);
  await eachDue(deps, 'call.sweepFailed', numbers, remindOfInterview);
};
