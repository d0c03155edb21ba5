import { inTransactionNow } from '../../db/client.ts';
import { findSession } from '../../db/read/session/session.ts';
import { wasNoticeQueued } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { sessionIsDue } from '../../governance/session/session.ts';
import { tellDelegates } from '../congress/tellDelegates.ts';

/**
 * The reminders of a called session, a day and an hour before it begins, once each; a session that was moved has new ones. Answers
 * how many delegates. Source: G2.
 */
export const remindOfSession = (deps: Deps, number: number): Promise<number> =>
  inTransactionNow(deps, 'remindOfSession', async (tx, now) => {
    const found = await findSession(tx, deps.vault, number);
    const due = found && sessionIsDue(found, now);
    if (found === undefined || due === undefined) return 0;
    const once = `${due}/${found.startsAt.getTime()}`;
    if (await wasNoticeQueued(tx, 'session.reminder', `session:${number}/${once}`)) return 0;
    const told = { kind: 'session.reminder', once, number, until: found.startsAt, now } as const;
    return tellDelegates(tx, deps, told);
  });
