import { and, eq } from 'drizzle-orm';
import type { Json } from '../../../canonical.ts';
import type { Deps } from '../../../deps.ts';
import type { Tx } from '../../client.ts';
import { type AgendaItem, findItem, type SupportKind } from '../../read/agenda/agenda.ts';
import { agendaChange, agendaItem, agendaSupport } from '../../schema/session.ts';
import type { Changes } from '../kit/changes.ts';
import { nextNumber } from '../kit/number.ts';

export type NewItem = Omit<typeof agendaItem.$inferInsert, 'id' | 'number'>;

/** Adds an item under the next number; the same submission again answers with the number it got. Only under lockAgendas. */
export const insertItem = async (
  tx: Tx,
  deps: Pick<Deps, 'random'>,
  given: NewItem,
): Promise<{ id: string; number: number; isNew: boolean }> => {
  const [known] = await tx
    .select({ id: agendaItem.id, number: agendaItem.number })
    .from(agendaItem)
    .where(eq(agendaItem.submissionId, given.submissionId));
  if (known !== undefined) return { ...known, isNew: false };
  const id = deps.random.uuid();
  const number = await nextNumber(tx, agendaItem.number);
  await tx.insert(agendaItem).values({ ...given, id, number });
  return { id, number, isNew: true };
};

/** The item, its row locked. */
export const lockItem = async (tx: Tx, number: number): Promise<AgendaItem | undefined> => {
  await tx.select({ id: agendaItem.id }).from(agendaItem).where(eq(agendaItem.number, number)).for('update');
  return findItem(tx, number);
};

export const updateItem = async (tx: Tx, id: string, fields: Changes<typeof agendaItem>): Promise<void> => {
  await tx.update(agendaItem).set(fields).where(eq(agendaItem.id, id));
};

/** What an item is that stands on no session's agenda. */
export const offAgenda = <State extends 'waiting' | 'decided'>(state: State) => ({
  state,
  sessionId: null,
  position: null,
});

/** The place after the last one on a session's agenda. */
export const nextPosition = (tx: Tx, sessionId: string): Promise<number> =>
  nextNumber(tx, agendaItem.position, eq(agendaItem.sessionId, sessionId));

/** Adds what was changed after the freeze; answers with its place among the changes. */
export const insertAgendaChange = async (
  tx: Tx,
  given: { readonly sessionId: string; readonly content: Json; readonly changedAt: Date },
): Promise<number> => {
  const seq = await nextNumber(tx, agendaChange.seq, eq(agendaChange.sessionId, given.sessionId));
  await tx.insert(agendaChange).values({ ...given, seq });
  return seq;
};

/** Items of a session that were not dealt with wait again, for the next agenda; only under lockAgendas. */
export const releaseItems = async (tx: Tx, sessionId: string): Promise<void> => {
  await tx
    .update(agendaItem)
    .set(offAgenda('waiting'))
    .where(and(eq(agendaItem.sessionId, sessionId), eq(agendaItem.state, 'agenda')));
};

/** A delegate supports an item or demands the strategic class for it; a second time changes nothing. */
export const insertSupport = async (
  tx: Tx,
  given: { readonly itemId: string; readonly mandateId: string; readonly kind: SupportKind },
): Promise<void> => {
  await tx.insert(agendaSupport).values(given).onConflictDoNothing();
};

export const deleteSupport = async (
  tx: Tx,
  {
    itemId,
    mandateId,
    kind,
  }: { readonly itemId: string; readonly mandateId: string; readonly kind: SupportKind },
): Promise<void> => {
  await tx
    .delete(agendaSupport)
    .where(
      and(
        eq(agendaSupport.itemId, itemId),
        eq(agendaSupport.mandateId, mandateId),
        eq(agendaSupport.kind, kind),
      ),
    );
};

/** Writes down an order; only under lockAgendas. */
export const writeOrder = async (tx: Tx, order: readonly string[]): Promise<void> => {
  for (const [at, id] of order.entries())
    await tx
      .update(agendaItem)
      .set({ position: at + 1 })
      .where(eq(agendaItem.id, id));
};
