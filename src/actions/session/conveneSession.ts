import type { Tx } from '../../db/client.ts';
import { listAgendaChanges } from '../../db/read/agenda/agenda.ts';
import type { Broadcast } from '../../db/read/broadcast/broadcast.ts';
import { findSessionOfBroadcast } from '../../db/read/session/session.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { lockAgendas, lockSession, updateSession } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import { decideSessionMove } from '../../governance/session/session.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { tellDelegates } from '../congress/tellDelegates.ts';

/**
 * A broadcast about a session was approved: the session is called, and its delegates are told. Any other broadcast calls nothing. A
 * text that a change has overtaken is not sent. Source: G11, H2. Refusals: session.changedSince, .over.
 */
export const conveneSession = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  { id: broadcastId, number: broadcast }: Pick<Broadcast, 'id' | 'number'>,
  now: Date,
): Promise<Result<readonly JournalFact[]>> => {
  const known = await findSessionOfBroadcast(tx, broadcastId);
  if (known === undefined) return ok([]);
  await lockAgendas(tx);
  const found = await lockSession(tx, deps.vault, known.number);
  if (found?.broadcastId !== broadcastId) return refuse('session.changedSince');
  const { id, number, state, startsAt, broadcastSeq } = found;
  const seq = (await listAgendaChanges(tx, id)).at(-1)?.seq ?? 0;
  if (seq !== broadcastSeq) return refuse('session.changedSince');
  if (state === 'cancelled') {
    await updateSession(tx, id, { toldSeq: seq });
    return ok([]);
  }
  const moved = decideSessionMove(state, 'called');
  if (!moved.ok) return moved;
  await updateSession(tx, id, { state: moved.value, toldSeq: seq });
  if (state === 'called') return ok([]);
  await tellDelegates(tx, deps, { kind: 'session.called', once: 'called', number, until: startsAt, now });
  return ok([{ kind: 'session.called', at: now, session: number, broadcast }]);
};
