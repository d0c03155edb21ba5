import { inTransaction, type Tx } from '../../db/client.ts';
import { countMovedBy, findSubmittedItem } from '../../db/read/agenda/agenda.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findMandateOf } from '../../db/read/mandate/mandate.ts';
import { insertItem, insertSupport } from '../../db/write/agenda/agenda.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockAgendas } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import { decideMovingItem, decideSupporting, parseItem } from '../../governance/agenda/agenda.ts';
import { ok, type Result } from '../../result.ts';
import { tellOfItem } from '../congress/tellDelegates.ts';
import { placeSupported } from '../session/placeItems.ts';

/** The mandate by which somebody acts as a delegate now; a substitute puts nothing forward (rule G13). */
export const findDelegateMandate = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  personId: string,
  now: Date,
): Promise<string | undefined> => {
  const mandate = await findMandateOf(tx, deps.vault, personId, now);
  return mandate?.as === 'delegate' ? mandate.id : undefined;
};

/**
 * A delegate puts an item forward; it goes on an agenda once enough delegates support it, this one being the first. The same
 * `submissionId` again answers with the same number. Source: K5. Refusals: agenda.notDelegate, .tooManyMoved {max}, those of
 * parseItem.
 */
export const moveItem = (
  deps: Deps,
  command: { readonly personId: string; readonly submissionId: string; readonly input: unknown },
): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'moveItem', async (tx) => {
    const { personId, submissionId } = command;
    await lockAgendas(tx);
    const known = await findSubmittedItem(tx, submissionId);
    if (known !== undefined) return ok(known);
    const now = await deps.clock.now(tx);
    const moverId = await findDelegateMandate(tx, deps, personId, now);
    const waiting = moverId === undefined ? 0 : await countMovedBy(tx, moverId);
    const decided = decideMovingItem({ isDelegate: moverId !== undefined, waiting });
    if (!decided.ok) return decided;
    const draft = parseItem(command.input);
    if (!draft.ok) return draft;
    const own = { submissionId, state: 'moved', mover: 'delegates', createdAt: now } as const;
    const { id, number } = await insertItem(tx, deps, { ...draft.value, ...own, moverId: moverId ?? null });
    if (moverId !== undefined) await insertSupport(tx, { itemId: id, mandateId: moverId, kind: 'move' });
    const { bylaws } = await currentBylaws(tx, now);
    const alone = decideSupporting({ state: 'moved', isDelegate: true, others: 0 }, bylaws);
    if (alone.ok && alone.value.reached)
      await appendJournal(tx, await placeSupported(tx, deps, { id, number, supporters: 1 }, now));
    else await tellOfItem(tx, { number, except: personId, now });
    return ok({ number });
  });
