import { inTransactionNow } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { findList } from '../../db/read/list/list.ts';
import { isOnList, upsertPresence } from '../../db/write/list/list.ts';
import type { Deps } from '../../deps.ts';
import type { ListRefusal } from '../../governance/list/list.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';

const MS_PER_HOUR = 3_600_000;

/**
 * A person of a list says that they are here; it counts for the hours of the bylaws, again from the last press. Refusals: list.unknown,
 * .notOn. Source: G7.
 */
export const checkIn = (deps: Deps, command: PersonActs): Promise<Result<{ until: string }, ListRefusal>> =>
  inTransactionNow(deps, 'checkIn', async (tx, now) => {
    const { personId, number } = command;
    const list = await findList(tx, number);
    if (list === undefined) return refuse('list.unknown');
    if (!(await isOnList(tx, list.id, personId))) return refuse('list.notOn');
    const { bylaws } = await currentBylaws(tx, now);
    const until = new Date(now.getTime() + bylaws.presenceHours * MS_PER_HOUR);
    await upsertPresence(tx, { listId: list.id, personId, until });
    return ok({ until: until.toISOString() });
  });
