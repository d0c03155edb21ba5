import { remindOfCall } from '../actions/verification/remindOfCall.ts';
import { listRunningCalls } from '../db/read/verification/call.ts';
import type { Deps } from '../deps.ts';
import { callIsDue } from '../governance/verification/call.ts';
import { errorCode } from '../log.ts';

/** Reminders of calls and times that nobody can use any more, by the database's clock; one that fails doesn't hold up the others. */
export const sweepCalls = async (deps: Deps): Promise<number> => {
  const now = await deps.clock.now();
  let due = 0;
  for (const call of await listRunningCalls(deps.db, deps.vault)) {
    if (callIsDue(call, now) === undefined) continue;
    try {
      if (await remindOfCall(deps, call.number)) due += 1;
    } catch (error) {
      deps.log('error', 'call.sweepFailed', { number: call.number, code: errorCode(error) });
    }
  }
  return due;
};
