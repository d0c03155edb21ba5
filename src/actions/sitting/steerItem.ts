import { inTransaction, type Tx } from '../../db/client.ts';
import { type AgendaItem, findItem } from '../../db/read/agenda/agenda.ts';
import { countRunning, findOpenItem } from '../../db/read/agenda/itemVote.ts';
import { lockItem, updateItem } from '../../db/write/agenda/agenda.ts';
import { appendJournal } from '../../db/write/journal/journal.ts';
import { holdSessionOf } from '../../db/write/sitting/sitting.ts';
import type { Deps } from '../../deps.ts';
import {
  decideItemOpening,
  decideSettingAside,
  type SittingRefusal,
} from '../../governance/sitting/sitting.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { OfficerActs } from '../kit/command.ts';
import { hasPower } from '../person/officerPower.ts';

type Steered = Promise<Result<{ readonly changed: boolean }, SittingRefusal>>;

/** Session first, then the item, as everybody locks them. */
const lockSeated = async (tx: Tx, number: number) => {
  const found = await findItem(tx, number);
  const session = found === undefined ? undefined : await holdSessionOf(tx, found.id);
  return { session, item: await lockItem(tx, number) };
};

const journalItem = (
  tx: Tx,
  kind: 'item.opened' | 'item.setAside',
  item: AgendaItem,
  session: number,
  at: Date,
) => appendJournal(tx, { kind, at, item: item.number, session });

/**
 * An officer calls an item up, on the chair's word. A second time changes nothing. Source: H2. Refusals: sitting.noPower,
 * agenda.unknown, those of decideItemOpening.
 */
export const openItem = (deps: Deps, command: OfficerActs): Steered =>
  inTransaction(deps, 'openItem', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('sitting.noPower');
    const { session, item } = await lockSeated(tx, command.number);
    if (item === undefined) return refuse('agenda.unknown');
    const other = session === undefined ? undefined : await findOpenItem(tx, session.id);
    const decided = decideItemOpening({
      sessionState: session?.state ?? null,
      state: item.state,
      other: other === undefined || other === item.number ? null : other,
    });
    if (!decided.ok || !decided.value.changed || session === undefined) return decided;
    const now = await deps.clock.now(tx);
    await updateItem(tx, item.id, { state: 'open', openedAt: now, closedAt: null });
    await journalItem(tx, 'item.opened', item, session.number, now);
    return ok({ changed: true });
  });

/**
 * An officer puts an open item aside, on the chair's word: without a decision it can be called up again, or waits for the next
 * session. Source: H2. Refusals: sitting.noPower, agenda.unknown, those of decideSettingAside.
 */
export const setItemAside = (deps: Deps, command: OfficerActs): Steered =>
  inTransaction(deps, 'setItemAside', async (tx) => {
    if (!(await hasPower(tx, deps, command.officerId, 'ballot.manage'))) return refuse('sitting.noPower');
    const { session, item } = await lockSeated(tx, command.number);
    if (item === undefined) return refuse('agenda.unknown');
    const running = await countRunning(tx, { itemId: item.id });
    const decided = decideSettingAside({ state: item.state, running });
    if (!decided.ok || !decided.value.changed || session === undefined) return decided;
    const now = await deps.clock.now(tx);
    await updateItem(tx, item.id, { state: 'agenda', closedAt: now });
    await journalItem(tx, 'item.setAside', item, session.number, now);
    return ok({ changed: true });
  });
