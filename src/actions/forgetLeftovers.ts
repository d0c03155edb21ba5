import { inTransaction } from '../db/client.ts';
import { deleteOldDialogues } from '../db/write/dialogue.ts';
import { deleteSettledNotices } from '../db/write/notice.ts';
import type { Deps } from '../deps.ts';
import { addDays, dayOf } from '../governance/day.ts';

/**
 * Settled notices say which account was on which roll and was reminded to vote, which the roll itself hides. Two days are
 * longer than any time in which a notice could be queued again.
 */
const NOTICES_KEPT_MS = 48 * 3_600_000;
/** Somebody who left a form for a season begins anew. */
const DIALOGUES_KEPT_DAYS = 90;

/** Deletes what has served its purpose: settled notices, forms and dialogues nobody came back to. Answers how many rows. */
export const forgetLeftovers = (deps: Pick<Deps, 'db' | 'clock' | 'failpoint'>): Promise<number> =>
  inTransaction(deps, 'forgetLeftovers', async (tx) => {
    const now = await deps.clock.now(tx);
    const notices = await deleteSettledNotices(tx, new Date(now.getTime() - NOTICES_KEPT_MS));
    return notices + (await deleteOldDialogues(tx, addDays(dayOf(now), -DIALOGUES_KEPT_DAYS)));
  });
