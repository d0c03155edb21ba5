import { inTransaction, inTransactionNow } from '../../db/client.ts';
import {
  type Broadcast,
  findBroadcast,
  findBroadcastById,
  progressContext,
} from '../../db/read/broadcast/broadcast.ts';
import {
  copySnapshot,
  deleteOldDocuments,
  deleteRecipients,
  dropRecipient,
  endBroadcast,
  lockBroadcast,
  markRecipient,
  takeSnapshot,
  updateBroadcast,
} from '../../db/write/broadcast/broadcast.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { markUnreachable } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import {
  type BroadcastState,
  decideBroadcastMove,
  forgetRecipientsBefore,
  unreadableBefore,
} from '../../governance/broadcast/broadcast.ts';

/** Takes the snapshot of recipients of an approved broadcast and begins; false when somebody was faster. */
export const startBroadcast = (deps: Deps, id: string): Promise<boolean> =>
  inTransaction(deps, 'startBroadcast', async (tx) => {
    const known = await findBroadcastById(tx, deps.vault, id);
    const found = known && (await lockBroadcast(tx, deps.vault, known.number));
    if (found === undefined || !decideBroadcastMove(found.state, 'started').ok) return false;
    const { correction } = found;
    const corrected =
      correction === null ? undefined : await findBroadcast(tx, deps.vault, correction.corrects);
    const startedAt = await deps.clock.now(tx);
    const size =
      corrected === undefined
        ? await takeSnapshot(tx, deps.vault, found, startedAt)
        : await copySnapshot(tx, id, corrected.id);
    await updateBroadcast(tx, id, { state: 'sending', size, startedAt });
    await appendJournal(tx, { kind: 'broadcast.started', at: startedAt, number: found.number });
    return true;
  });

type Fate = 'sent' | 'unreachable' | 'failed' | 'gone';

/**
 * Writes down what became of one recipient, right after the message left: a crash in between repeats this one message at most.
 * Answers with the broadcast's state now, so that a pause is noticed at once.
 */
export const settleRecipient = async (
  deps: Deps,
  at: { readonly broadcastId: string; readonly personId: string },
  fate: Fate,
): Promise<BroadcastState | undefined> => {
  const { broadcastId, personId } = at;
  await deps.failpoint?.('commit.before:settleRecipient');
  if (fate === 'gone') {
    await inTransaction(deps, 'dropRecipient', (tx) => dropRecipient(tx, broadcastId, personId));
    return (await findBroadcastById(deps.db, deps.vault, broadcastId))?.state;
  }
  if (fate === 'unreachable') {
    await inTransaction(deps, 'markPersonUnreachable', (tx) => markUnreachable(tx, personId));
  }
  const state = await markRecipient(deps.db, broadcastId, personId, fate);
  await deps.failpoint?.('commit.after:settleRecipient');
  return state;
};

/** Ends a broadcast whose recipients are all settled, with the counts that stay. */
export const finishBroadcast = (deps: Deps, number: number): Promise<void> =>
  inTransaction(deps, 'finishBroadcast', async (tx) => {
    const found = await lockBroadcast(tx, deps.vault, number);
    if (found === undefined || !decideBroadcastMove(found.state, 'finished').ok) return;
    const now = await deps.clock.now(tx);
    await endBroadcast(tx, found.id, 'sent', now);
    await appendJournal(tx, { kind: 'broadcast.sent', at: now, number });
  });

/** Where the live progress is shown: remembered, so that it goes on in the same message after a crash. */
export type ProgressPlace = { readonly chat: number; readonly message: number };

export const keepProgress = (deps: Deps, id: string, place: ProgressPlace): Promise<void> =>
  inTransaction(deps, 'keepProgress', (tx) =>
    updateBroadcast(tx, id, {
      progressSealed: deps.vault.seal(progressContext(id), JSON.stringify(place)),
    }),
  );

export const openProgress = (
  deps: Pick<Deps, 'vault'>,
  { id, progressSealed }: Broadcast,
): ProgressPlace | undefined =>
  progressSealed === null ? undefined : JSON.parse(deps.vault.open(progressContext(id), progressSealed));

/** Forgets who got what ended a week ago, and documents nobody can open any more. Answers how many recipients. */
export const forgetRecipients = (deps: Pick<Deps, 'db' | 'clock' | 'failpoint'>): Promise<number> =>
  inTransactionNow(deps, 'forgetRecipients', async (tx, now) => {
    await deleteOldDocuments(tx, unreadableBefore(now));
    return deleteRecipients(tx, forgetRecipientsBefore(now));
  });
