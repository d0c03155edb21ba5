import { inTransaction } from '../../db/client.ts';
import { releaseItems } from '../../db/write/agenda/agenda.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { updateSession } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import type { Texts } from '../../governance/kit/text.ts';
import { parseChangeReason } from '../../governance/session/agendaChange.ts';
import { decideSessionMove } from '../../governance/session/session.ts';
import { ok, type Result } from '../../result.ts';
import { tellDelegates } from '../congress/tellDelegates.ts';
import { placeWaiting } from './placeItems.ts';
import { lockForSecretary, recordChange } from './sessionFacts.ts';

/**
 * A session that has not begun does not take place, for a reason that everybody reads. Its items, petitions among them, go to the
 * next one; delegates who were called are told at once. Source: G2, T3. Refusals: session.noPower, .unknown, .over,
 * agenda.reasonMissing, text.*.
 */
export const cancelSession = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly reason?: Texts | undefined },
): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'cancelSession', async (tx) => {
    const found = await lockForSecretary(tx, deps, command);
    if (!found.ok) return found;
    const { id, number, state, startsAt, revision } = found.value;
    const moved = decideSessionMove(state, 'cancelled');
    if (!moved.ok) return moved;
    const reason = parseChangeReason(command.reason);
    if (!reason.ok) return reason;
    const now = await deps.clock.now(tx);
    await updateSession(tx, id, { state: moved.value, revision: revision + 1 });
    const change = { kind: 'cancelled', reason: reason.value } as const;
    const recorded = await recordChange(tx, deps, found.value, change, now);
    await releaseItems(tx, id);
    await placeWaiting(tx, deps, now);
    if (state === 'called') {
      const told = { kind: 'session.cancelled', once: 'cancelled', number } as const;
      await tellDelegates(tx, deps, { ...told, until: startsAt, now });
    }
    await appendJournal(tx, recorded);
    await appendJournal(tx, { kind: 'session.cancelled', at: now, session: number });
    return ok({ number });
  });
