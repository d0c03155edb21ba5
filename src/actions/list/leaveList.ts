import { inTransaction } from '../../db/client.ts';
import { findList } from '../../db/read/list/list.ts';
import { deleteListEntry } from '../../db/write/list/list.ts';
import type { Deps } from '../../deps.ts';
import type { ListRefusal } from '../../governance/list/list.ts';
import { ok, type Result, refuse } from '../../result.ts';
import type { PersonActs } from '../kit/command.ts';

/**
 * A person takes their name off a list: the votes opened later are without them; rolls already frozen and results already published
 * stay (G10). Refusals: list.unknown, .notOn. Source: M6, G7.
 */
export const leaveList = (deps: Deps, command: PersonActs): Promise<Result<null, ListRefusal>> =>
  inTransaction(deps, 'leaveList', async (tx) => {
    const list = await findList(tx, command.number);
    if (list === undefined) return refuse('list.unknown');
    return (await deleteListEntry(tx, list.id, command.personId)) ? ok(null) : refuse('list.notOn');
  });
