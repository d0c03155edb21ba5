import type { Tx } from '../../db/client.ts';
import { type AgendaItem, findItem } from '../../db/read/agenda/agenda.ts';
import type { Session } from '../../db/read/session/session.ts';
import { lockAgendas, lockSession } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import type { AgendaRefusal } from '../../governance/agenda/agenda.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';

export type PlacedItem = { readonly item: AgendaItem; readonly session: Session | undefined };

/** An item with the session it is on, locked; only under lockAgendas. Refusals: agenda.unknown. */
export const lockPlacedItem = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  number: number,
): Promise<Result<PlacedItem, AgendaRefusal>> => {
  const item = await findItem(tx, number);
  if (item === undefined) return refuse('agenda.unknown');
  if (item.sessionNumber === null) return ok({ item, session: undefined });
  return ok({ item, session: await lockSession(tx, deps.vault, item.sessionNumber) });
};

/** The same for an officer who writes agendas down. Refusals: agenda.noPower, .unknown. */
export const lockItemForSecretary = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  { officerId, number }: OfficerActs,
): Promise<Result<PlacedItem, AgendaRefusal>> => {
  if (!(await hasPower(tx, deps, officerId, 'session.manage'))) return refuse('agenda.noPower');
  await lockAgendas(tx);
  return lockPlacedItem(tx, deps, number);
};
