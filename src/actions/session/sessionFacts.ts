import type { Json } from '../../canonical.ts';
import type { Tx } from '../../db/client.ts';
import { listAgenda } from '../../db/read/agenda/agenda.ts';
import { findSessionById, type Session } from '../../db/read/session/session.ts';
import { insertAgendaChange } from '../../db/write/agenda/agenda.ts';
import type { JournalFact } from '../../db/write/journal/journal.ts';
import { lockAgendas, lockSession, updateSession } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import type { AgendaChange } from '../../governance/session/agendaChange.ts';
import { agendaHash } from '../../governance/session/frozenAgenda.ts';
import type { SessionRefusal } from '../../governance/session/session.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';

/** A session with its agenda, locked for an officer who prepares sessions. Refusals: session.noPower, .unknown. */
export const lockForSecretary = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  { officerId, number }: OfficerActs,
): Promise<Result<Session, SessionRefusal>> => {
  if (!(await hasPower(tx, deps, officerId, 'session.manage'))) return refuse('session.noPower');
  await lockAgendas(tx);
  const found = await lockSession(tx, deps.vault, number);
  return found === undefined ? refuse('session.unknown') : ok(found);
};

/** Of the agenda as it stands now, in its order. */
export const hashAgenda = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  sessionId: string,
): Promise<{ hash: string; items: number }> => {
  const found = await findSessionById(tx, deps.vault, sessionId);
  if (found === undefined) throw new Error('A locked session is gone.');
  const items = await listAgenda(tx, sessionId);
  return { hash: agendaHash(found, items), items: items.length };
};

/** Writes a change after the freeze down, with the agenda's new hash; the fact is for the journal. Source: G11. */
export const recordChange = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  { id, number }: Pick<Session, 'id' | 'number'>,
  change: AgendaChange,
  now: Date,
): Promise<JournalFact> => {
  // Through JSON: what zod inferred has optional fields that Json knows as absent.
  const content: Json = JSON.parse(JSON.stringify(change));
  const seq = await insertAgendaChange(tx, { sessionId: id, content, changedAt: now });
  const { hash } = await hashAgenda(tx, deps, id);
  await updateSession(tx, id, { agendaHash: hash });
  return { kind: 'agenda.changed', at: now, session: number, seq, change: change.kind, hash };
};
