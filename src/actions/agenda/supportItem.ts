import { inTransaction, type Tx } from '../../db/client.ts';
import { type AgendaItem, countSupport, type SupportKind } from '../../db/read/agenda/agenda.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { countMandatesAt } from '../../db/read/mandate/mandate.ts';
import { deleteSupport, insertSupport, updateItem } from '../../db/write/agenda/agenda.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { lockAgendas } from '../../db/write/session/session.ts';
import type { Deps } from '../../deps.ts';
import { decideDemanding, decideSupporting, decideTakingBack } from '../../governance/agenda/agenda.ts';
import { ok, type Result } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';
import { placeSupported } from '../session/placeItems.ts';
import { lockPlacedItem, type PlacedItem } from './lockItem.ts';
import { findDelegateMandate } from './moveItem.ts';

/** `reached`: with this one it is on an agenda, or strategic. */
export type Supported = { readonly support: number; readonly needed: number; readonly reached: boolean };

type Locked = PlacedItem & { readonly mandateId: string | undefined; readonly now: Date };

const lockFacts = async (tx: Tx, deps: Deps, { personId, number }: PersonActs): Promise<Result<Locked>> => {
  await lockAgendas(tx);
  const found = await lockPlacedItem(tx, deps, number);
  if (!found.ok) return found;
  const now = await deps.clock.now(tx);
  return ok({ ...found.value, now, mandateId: await findDelegateMandate(tx, deps, personId, now) });
};

const others = (tx: Tx, { item, mandateId, now }: Locked, kind: SupportKind): Promise<number> =>
  countSupport(tx, {
    itemId: item.id,
    kind,
    at: now,
    ...(mandateId === undefined ? {} : { except: mandateId }),
  });

const write = async (tx: Tx, { id }: AgendaItem, mandateId: string | undefined, kind: SupportKind) => {
  if (mandateId !== undefined) await insertSupport(tx, { itemId: id, mandateId, kind });
};

/**
 * A delegate supports an item that was put forward, by one press; the one who completes the number puts it on the next agenda. A
 * second press changes nothing. Source: K5. Refusals: agenda.unknown, .notMoved, .notDelegate.
 */
export const supportItem = (deps: Deps, command: PersonActs): Promise<Result<Supported>> =>
  inTransaction(deps, 'supportItem', async (tx) => {
    const locked = await lockFacts(tx, deps, command);
    if (!locked.ok) return locked;
    const { item, mandateId, now } = locked.value;
    const { bylaws } = await currentBylaws(tx, now);
    const facts = {
      state: item.state,
      isDelegate: mandateId !== undefined,
      others: await others(tx, locked.value, 'move'),
    };
    const decided = decideSupporting(facts, bylaws);
    if (!decided.ok) return decided;
    await write(tx, item, mandateId, 'move');
    const { supporters, needed, reached } = decided.value;
    if (reached) {
      const { id, number } = item;
      await appendJournal(tx, await placeSupported(tx, deps, { id, number, supporters }, now));
    }
    return ok({ support: supporters, needed, reached });
  });

/**
 * A delegate demands the strategic class for an item; a tenth of all delegates together make it strategic. A second press changes
 * nothing. Source: G11. Refusals: agenda.unknown, .fixed, .alreadyStrategic, .notDelegate.
 */
export const demandStrategic = (deps: Deps, command: PersonActs): Promise<Result<Supported>> =>
  inTransaction(deps, 'demandStrategic', async (tx) => {
    const locked = await lockFacts(tx, deps, command);
    if (!locked.ok) return locked;
    const { item, session, mandateId, now } = locked.value;
    const { bylaws } = await currentBylaws(tx, now);
    const all = await countMandatesAt(tx, now);
    const facts = {
      state: item.state,
      session: session?.state ?? null,
      class: item.class,
      isDelegate: mandateId !== undefined,
      all,
      others: await others(tx, locked.value, 'strategic'),
    };
    const decided = decideDemanding(facts, bylaws);
    if (!decided.ok) return decided;
    await write(tx, item, mandateId, 'strategic');
    const { demanding, needed, reached } = decided.value;
    if (reached) {
      await updateItem(tx, item.id, { class: 'strategic', classDemanded: true });
      const fact = { kind: 'agenda.strategicDemanded', at: now, item: item.number };
      await appendJournal(tx, { ...fact, demanding, needed, all });
    }
    return ok({ support: demanding, needed, reached });
  });

/** A delegate takes support back while the item still collects it. Source: K5. Refusals: agenda.unknown, .notMoved, .notDelegate. */
export const takeSupportBack = (deps: Deps, command: PersonActs): Promise<Result<{ number: number }>> =>
  inTransaction(deps, 'takeSupportBack', async (tx) => {
    const locked = await lockFacts(tx, deps, command);
    if (!locked.ok) return locked;
    const { item, mandateId } = locked.value;
    const decided = decideTakingBack({ state: item.state, isDelegate: mandateId !== undefined, others: 0 });
    if (!decided.ok) return decided;
    if (mandateId !== undefined) await deleteSupport(tx, { itemId: item.id, mandateId, kind: 'move' });
    return ok({ number: item.number });
  });
