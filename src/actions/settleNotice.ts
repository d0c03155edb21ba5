import { inTransaction } from '../db/client.ts';
import { markNotice, markUnreachable, type SettledState } from '../db/write/notice.ts';
import type { Deps } from '../deps.ts';

type Needs = Pick<Deps, 'db' | 'failpoint'>;

/** Writes down what became of a notice, right after it was sent: a crash in between repeats this one message at most. */
export const settleNotice = (deps: Needs, noticeId: number, state: SettledState): Promise<void> =>
  inTransaction(deps, 'settleNotice', (tx) => markNotice(tx, noticeId, state));

/** The person blocked the bot or is gone: what waits for them is not sent. Their rights are untouched. */
export const markPersonUnreachable = (deps: Needs, personId: string): Promise<void> =>
  inTransaction(deps, 'markPersonUnreachable', (tx) => markUnreachable(tx, personId));
