import { inTransaction } from '../../db/client.ts';
import { listAgenda } from '../../db/read/agenda/agenda.ts';
import { writeOrder } from '../../db/write/agenda/agenda.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import type { Deps } from '../../deps.ts';
import { reorder } from '../../governance/agenda/agenda.ts';
import type { Texts } from '../../governance/kit/text.ts';
import { parseChangeReason } from '../../governance/session/agendaChange.ts';
import { decideSessionMove } from '../../governance/session/session.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { recordChange } from '../session/sessionFacts.ts';
import { lockItemForSecretary } from './lockItem.ts';

/**
 * An officer moves an item to the place `to`, from 1, on the chair's word; after the freeze with a reason that goes out. An item that is
 * there already stays, and nothing is told: a press that comes twice moves it once. Source: H2, G11.
 * Refusals: agenda.noPower, .unknown, .notOnAgenda, .edge, .reasonMissing, session.over.
 */
export const orderItem = (
  deps: Deps,
  command: {
    readonly officerId: string;
    readonly number: number;
    readonly to: number;
    readonly reason?: Texts | undefined;
  },
): Promise<Result<{ number: number; position: number }>> =>
  inTransaction(deps, 'orderItem', async (tx) => {
    const found = await lockItemForSecretary(tx, deps, command);
    if (!found.ok) return found;
    const { item, session } = found.value;
    if (session === undefined || item.state === 'withdrawn') return refuse('agenda.notOnAgenda');
    const isFree = session.state === 'planned';
    const moved = decideSessionMove(session.state, isFree ? 'replanned' : 'changed');
    if (!moved.ok) return moved;
    const reason = isFree ? ok({ ru: '', en: '' }) : parseChangeReason(command.reason);
    if (!reason.ok) return reason;
    const before = (await listAgenda(tx, session.id)).map(({ id }) => id);
    const order = reorder(before, item.id, command.to);
    if (!order.ok) return order;
    const { number, title } = item;
    const position = command.to;
    if (before.indexOf(item.id) + 1 === position) return ok({ number, position });
    const now = await deps.clock.now(tx);
    await writeOrder(tx, order.value);
    if (!isFree) {
      const change = {
        kind: 'reordered' as const,
        item: number,
        title,
        place: position,
        reason: reason.value,
      };
      await appendJournal(tx, await recordChange(tx, deps, session, change, now));
    }
    return ok({ number, position });
  });
