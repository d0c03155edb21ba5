import { inTransaction } from '../../db/client.ts';
import { endBroadcast, updateBroadcast } from '../../db/write/broadcast/broadcast.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import { type BroadcastState, decideBroadcastMove } from '../../governance/broadcast/broadcast.ts';
import { ok, type Result } from '../../result.ts';
import { lockFor } from './writeBroadcast.ts';

/** `stopped` also takes back what is approved and has not begun. */
export type Steering = 'paused' | 'resumed' | 'stopped';

/**
 * Pauses, resumes or stops a broadcast. One officer is enough: keeping quiet harms less than going on with a mistake; the list
 * of recipients is the approved one throughout. Refusals: broadcast.notSending, .notPaused, .notStoppable, .noPower, .unknown.
 */
export const steerBroadcast = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly act: Steering },
): Promise<Result<{ number: number; state: BroadcastState }>> =>
  inTransaction(deps, 'steerBroadcast', async (tx) => {
    const { number, act } = command;
    const found = await lockFor(tx, deps, command);
    if (!found.ok) return found;
    const { id, state } = found.value;
    const moved = decideBroadcastMove(state, act);
    if (!moved.ok) return moved;
    if (act !== 'stopped') {
      await updateBroadcast(tx, id, { state: moved.value });
      return ok({ number, state: moved.value });
    }
    const now = await deps.clock.now(tx);
    await endBroadcast(tx, id, 'stopped', now);
    await appendJournal(tx, { kind: 'broadcast.stopped', at: now, number });
    return ok({ number, state: moved.value });
  });
