import type { Json } from '../../canonical.ts';
import type { Tx } from '../../db/client.ts';
import { findListById } from '../../db/read/list/list.ts';
import { insertListEntry, isNameTaken, isOnList, lockList } from '../../db/write/list/list.ts';
import { tellPeople } from '../../db/write/notice/notice.ts';
import type { Deps } from '../../deps.ts';
import { decideEntry, type ListRefusal } from '../../governance/list/list.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { listEntryPayload } from './listEntryPayload.ts';

/**
 * Puts a person on a list when the second officer approved it; part of the approval's transaction. Running ballots keep their frozen
 * rolls (G10). No journal entry: it would tell when somebody joined. Refusals, before anything is written: list.unknown, .alreadyOn,
 * .nameTaken. Source: G7.
 */
export const applyListEntry = async (
  tx: Tx,
  deps: Deps,
  payload: Json,
): Promise<Result<null, ListRefusal>> => {
  const { listId, personId, publicName } = listEntryPayload.parse(payload);
  const list = await findListById(tx, listId);
  if (list === undefined) return refuse('list.unknown');
  await lockList(tx, listId);
  const onList = await isOnList(tx, listId, personId);
  const nameTaken = await isNameTaken(tx, deps.vault, listId, publicName);
  const decided = decideEntry({ onList, nameTaken });
  if (!decided.ok) return decided;
  const now = await deps.clock.now(tx);
  await insertListEntry(tx, deps, { listId, personId, publicName, now });
  await tellPeople(tx, {
    kind: 'list.confirmed',
    // With its moment: somebody who left may be confirmed again.
    subject: `list:${list.number}:${now.toISOString()}`,
    personIds: [personId],
    now,
  });
  return ok(null);
};
