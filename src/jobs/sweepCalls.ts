import { remindOfCall } from '../actions/verification/remindOfCall.ts';
import { listRunningCalls } from '../db/read/verification/call.ts';
import type { Deps } from '../deps.ts';
import { callIsDue } from '../governance/verification/call.ts';
import { eachDue } from './eachDue.ts';

/** Reminders of calls and times that nobody can use any more, by the database's clock. */
export const sweepCalls = async (deps: Deps): Promise<void> => {
  const now = await deps.clock.now();
  const due = (await listRunningCalls(deps.db, deps.vault)).filter(
    (call) => callIsDue(call, now) !== undefined,
  );
  const numbers = due.map(({ number }) => number);
  await eachDue(deps, 'call.sweepFailed', numbers, remindOfCall);
};
