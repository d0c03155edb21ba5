import type { Tx } from '../../db/client.ts';
import { listWaitingItems } from '../../db/read/agenda/agenda.ts';
import { nextPosition, updateItem } from '../../db/write/agenda/agenda.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { lockNextOpenAgenda } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';

/** Puts a waiting item at the end of the next agenda that is not frozen; answers its session's number, null while it waits. */
export const placeOnNext = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  itemId: string,
  now: Date,
): Promise<number | null> => {
  const next = await lockNextOpenAgenda(tx, deps.vault, now);
  if (next === undefined) return null;
  const position = await nextPosition(tx, next.id);
  await updateItem(tx, itemId, { state: 'agenda', sessionId: next.id, position });
  return next.number;
};

/**
 * Everything that waits goes on the next agenda that is not frozen, in the order in which it was put forward. Called whenever a
 * session is planned or items come free (a cancelled session, a closed one that did not get through); under lockAgendas. Source: T3.
 */
export const placeWaiting = async (tx: Tx, deps: Pick<Deps, 'vault'>, now: Date): Promise<void> => {
  for (const { id } of await listWaitingItems(tx)) await placeOnNext(tx, deps, id, now);
};

/** Enough delegates support it: it goes on the next agenda, or waits for one. The fact is for the journal. Source: K5. */
export const placeSupported = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  item: { readonly id: string; readonly number: number; readonly supporters: number },
  now: Date,
): Promise<JournalFact> => {
  await updateItem(tx, item.id, { state: 'waiting' });
  const session = await placeOnNext(tx, deps, item.id, now);
  const fact = { kind: 'agenda.added', at: now, item: item.number, session };
  return { ...fact, mover: 'delegates', supporters: item.supporters };
};
