import type { Tx } from '../db/client.ts';
import { listWaitingItems } from '../db/read/agenda.ts';
import { nextPosition, updateItem } from '../db/write/agenda.ts';
import { lockNextOpenAgenda } from '../db/write/session.ts';
import type { Deps } from '../deps.ts';

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
