import { inTransaction, type Tx } from '../../db/client.ts';
import type { Session } from '../../db/read/session/session.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { updateSession } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import type { AgendaRefusal } from '../../governance/agenda/agenda.ts';
import { decideSessionMove, type SessionRefusal } from '../../governance/session/session.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hashAgenda, lockForSecretary } from '../session/sessionFacts.ts';

type Agenda = { readonly hash: string; readonly items: number };

/** Whether a locked session's agenda can be frozen as it stands. Refusals: session.notPlanned, .over, .past, agenda.empty. */
export const decideFreezing = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  { id, state, startsAt }: Session,
  now: Date,
): Promise<Result<Agenda, SessionRefusal | AgendaRefusal>> => {
  const moved = decideSessionMove(state, 'frozen');
  if (!moved.ok) return moved;
  if (startsAt <= now) return refuse('session.past');
  const agenda = await hashAgenda(tx, deps, id);
  return agenda.items === 0 ? refuse('agenda.empty') : ok(agenda);
};

/** Fixes order, classes and texts; last in a transaction, because it writes the journal. */
export const freeze = async (
  tx: Tx,
  { id, number }: Session,
  { hash, items }: Agenda,
  now: Date,
): Promise<void> => {
  await updateSession(tx, id, { state: 'frozen', agendaHash: hash, agendaFrozenAt: now });
  await appendJournal(tx, { kind: 'agenda.frozen', at: now, session: number, items, hash });
};

/**
 * An officer freezes an agenda: from then on it changes only by recorded changes with a reason, and what arrives goes on the next
 * one. Source: G11. Refusals: session.noPower, .unknown, .notPlanned, .over, .past, agenda.empty.
 */
export const freezeAgenda = (
  deps: Deps,
  command: OfficerActs,
): Promise<Result<{ number: number; hash: string }>> =>
  inTransaction(deps, 'freezeAgenda', async (tx) => {
    const found = await lockForSecretary(tx, deps, command);
    if (!found.ok) return found;
    const now = await deps.clock.now(tx);
    const agenda = await decideFreezing(tx, deps, found.value, now);
    if (!agenda.ok) return agenda;
    await freeze(tx, found.value, agenda.value, now);
    return ok({ number: command.number, hash: agenda.value.hash });
  });
