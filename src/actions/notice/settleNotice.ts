import { inTransaction } from '../../db/client.ts';
import {
  markNotices,
  markUnreachable,
  postponeNotices,
  type SettledState,
} from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';

type Needs = Pick<Deps, 'db' | 'failpoint'>;

/**
 * Writes down what became of notices, right after their one message was sent: a crash in between repeats this message at
 * most.
 */
export const settleNotices = (
  deps: Needs,
  noticeIds: readonly number[],
  state: SettledState,
): Promise<void> => inTransaction(deps, 'settleNotice', (tx) => markNotices(tx, noticeIds, state));

/** What is not to be sent yet, by the moments at which it is decided again. */
export type Postponed = ReadonlyMap<number, readonly number[]>;

/** Puts notices off: `postponed` holds their ids by the instant, in milliseconds, before which they are left alone. */
export const postponeUntil = (deps: Needs, postponed: Postponed): Promise<void> =>
  inTransaction(deps, 'postponeNotices', async (tx) => {
    for (const [until, ids] of postponed) await postponeNotices(tx, ids, new Date(until));
  });

/** The person blocked the bot or is gone: what waits for them is not sent. Their rights are untouched. */
export const markPersonUnreachable = (deps: Needs, personId: string): Promise<void> =>
  inTransaction(deps, 'markPersonUnreachable', (tx) => markUnreachable(tx, personId));
