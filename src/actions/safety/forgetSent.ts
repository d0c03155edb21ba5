import { inTransaction, inTransactionNow } from '../../db/client.ts';
import {
  deleteOldCleanups,
  deleteOldHarmless,
  deleteSent,
  deleteSentUntil,
  markHarmless,
  updateCleanup,
} from '../../db/write/safety/sentMessage.ts';
import type { Deps } from '../../deps.ts';

type Needed = Pick<Deps, 'db' | 'failpoint'>;

/** Messages that are not in the chat any more, or that nobody can delete any more. */
export const forgetSent = (deps: Needed, personId: string, messageIds: readonly number[]): Promise<void> =>
  inTransaction(deps, 'forgetSent', (tx) => deleteSent(tx, personId, messageIds));

/** Messages of `until` and before, of somebody who wants to keep theirs. */
export const forgetUndeletable = (deps: Needed, personId: string, until: Date): Promise<void> =>
  inTransaction(deps, 'forgetUndeletable', (tx) => deleteSentUntil(tx, personId, until));

/** Messages that were edited into a line that betrays nothing. */
export const noteSoftened = (deps: Needed, personId: string, messageIds: readonly number[]): Promise<void> =>
  inTransaction(deps, 'noteSoftened', (tx) => markHarmless(tx, personId, messageIds));

/** Keeps what is left to delete in a chat; the row goes with the last message. */
export const noteCleaned = (deps: Needed, id: string, left: readonly number[]): Promise<void> =>
  inTransaction(deps, 'noteCleaned', (tx) => updateCleanup(tx, id, left));

/**
 * Harmless rows say that a chat looks used; after two months they are older than what anybody scrolls to. Then the next
 * messages leave two lines again.
 */
const HARMLESS_KEPT_MS = 60 * 86_400_000;

/** Forgets what has served its purpose; answers how many messages. */
export const forgetHarmless = (deps: Needed & Pick<Deps, 'clock'>): Promise<number> =>
  inTransactionNow(deps, 'forgetHarmless', async (tx, now) => {
    await deleteOldCleanups(tx, now);
    return deleteOldHarmless(tx, new Date(now.getTime() - HARMLESS_KEPT_MS));
  });
