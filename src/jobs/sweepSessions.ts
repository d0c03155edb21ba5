import { remindOfSession } from '../actions/session/remindOfSession.ts';
import { listSessions } from '../db/read/session/session.ts';
import type { Deps } from '../deps.ts';
import { sessionIsDue } from '../governance/session/session.ts';
import { eachDue } from './eachDue.ts';

/** More sessions than are ever called at once. */
const CALLED_AT_ONCE = 20;

/** Reminders of called sessions, by the database's clock. */
export const sweepSessions = async (deps: Deps): Promise<void> => {
  const now = await deps.clock.now();
  const called = await listSessions(deps.db, deps.vault, { states: ['called'], limit: CALLED_AT_ONCE });
  const due = called.filter((session) => sessionIsDue(session, now) !== undefined);
  const numbers = due.map(({ number }) => number);
  await eachDue(deps, 'session.sweepFailed', numbers, remindOfSession);
};
