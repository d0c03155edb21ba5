import { inTransaction } from '../../db/client.ts';
import { findItemVote } from '../../db/read/agenda/itemVote.ts';
import { updateItem } from '../../db/write/agenda/agenda.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockAgendas } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import { decideWithdrawing } from '../../governance/agenda/agenda.ts';
import type { Texts } from '../../governance/kit/text.ts';
import { parseChangeReason } from '../../governance/session/agendaChange.ts';
import { decideSessionMove } from '../../governance/session/session.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';
import { recordChange } from '../session/sessionFacts.ts';
import { lockItemForSecretary, lockPlacedItem } from './lockItem.ts';
import { findDelegateMandate } from './moveItem.ts';

/**
 * An officer takes an item off, on its mover's word; after the freeze with a reason that goes out. Petitions and appeals stay. Source:
 * K5, T3, G11. Refusals: agenda.noPower, .unknown, .petitionStays,
 * .appealStays, .notOnAgenda, .voteRunning, .reasonMissing, session.over.
 */
export const withdrawItem = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly reason?: Texts | undefined },
): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'withdrawItem', async (tx) => {
    const found = await lockItemForSecretary(tx, deps, command);
    if (!found.ok) return found;
    const { item, session } = found.value;
    const voted = (await findItemVote(tx, item.id))?.number ?? null;
    const decided = decideWithdrawing({ ...item, voted });
    if (!decided.ok) return decided;
    const isFree = session === undefined || session.state === 'planned';
    const moved = isFree ? ok(null) : decideSessionMove(session.state, 'changed');
    if (!moved.ok) return moved;
    const reason = isFree ? ok({ ru: '', en: '' }) : parseChangeReason(command.reason);
    if (!reason.ok) return reason;
    const now = await deps.clock.now(tx);
    await updateItem(tx, item.id, { state: 'withdrawn' });
    const { number, title } = item;
    const change = { kind: 'withdrawn' as const, item: number, title, reason: reason.value };
    const changed =
      isFree || session === undefined ? undefined : await recordChange(tx, deps, session, change, now);
    await appendJournal(tx, { kind: 'agenda.withdrawn', at: now, item: number });
    if (changed !== undefined) await appendJournal(tx, changed);
    return ok({ number });
  });

/**
 * The delegate who put an item forward takes it back while it still collects support. Source: K5. Refusals: agenda.unknown,
 * .notMoved, .notMover.
 */
export const takeItemBack = (deps: Deps, command: PersonActs): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'takeItemBack', async (tx) => {
    await lockAgendas(tx);
    const found = await lockPlacedItem(tx, deps, command.number);
    if (!found.ok) return found;
    const { id, number, state, moverId } = found.value.item;
    const mandate = await findDelegateMandate(tx, deps, command.personId, await deps.clock.now(tx));
    if (mandate === undefined || mandate !== moverId) return refuse('agenda.notMover');
    if (state !== 'moved') return refuse('agenda.notMoved');
    await updateItem(tx, id, { state: 'withdrawn' });
    return ok({ number });
  });
