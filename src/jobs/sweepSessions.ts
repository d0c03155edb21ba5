import { remindOfSession } from '../actions/session/remindOfSession.ts';
import { listSessions } from '../db/read/session/session.ts';
import type { Deps } from '../deps.ts';
import { sessionIsDue } from '../governance/session/session.ts';
import { errorCode } from '../log.ts';

/** More sessions than are ever called at once. */
const CALLED_AT_ONCE = 20;

/** Reminders of called sessions, by the database's clock; one that fails doesn't hold up the others. */
export const sweepSessions = async (deps: Deps): Promise<number> => {
  const now = await deps.clock.now();
  let reminded = 0;
  for (const session of await listSessions(deps.db, deps.vault, {
    states: ['called'],
    limit: CALLED_AT_ONCE,
  })) {
    if (sessionIsDue(session, now) === undefined) continue;
    try {
      reminded += await remindOfSession(deps, session.number);
    } catch (error) {
      deps.log('error', 'session.sweepFailed', { number: session.number, code: errorCode(error) });
    }
  }
  return reminded;
};
