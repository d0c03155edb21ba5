import { and, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Single } from '../../client.ts';
import { kept } from '../../kept.ts';
import type { StoredReceipt } from '../../read/kit/update.ts';
import { updateReceipt } from '../../schema/update.ts';

const columns = {
  updateId: updateReceipt.updateId,
  arrival: updateReceipt.arrival,
  receivedAt: updateReceipt.receivedAt,
};

/**
 * Writes down that updates arrived, in the order given: the identity column follows the order of the rows. Answers one
 * receipt per id, in order; a repeated id gets the first one's. `offsetMs` moves the clock (playground only). Not waited for until
 * it is on the disk: what an update does commits after it, and so never without it; an update that did nothing comes again.
 */
export const insertReceipts = async (
  db: Single,
  updateIds: readonly number[],
  offsetMs: number,
): Promise<StoredReceipt[]> => {
  // clock_timestamp(): the arrival, not the transaction's start.
  const receivedAt = sql`clock_timestamp() + ${offsetMs} * interval '1 millisecond'`;
  // One text for any number of rows: it is prepared once.
  const inserted = await db.execute<{ id: string; arrival: string; at: string }>(sql`
    insert into ${updateReceipt} (update_id, received_at)
    select id, ${receivedAt}
    from set_config('synchronous_commit', 'off', true), unnest(${sql.param([...updateIds])}::bigint[]) with ordinality as came (id, place)
    order by place on conflict do nothing returning update_id as id, arrival, received_at as at`);
  const receipts = new Map<number, StoredReceipt>();
  for (const { id, arrival, at } of inserted) {
    const stored = { updateId: Number(id), arrival: Number(arrival), receivedAt: new Date(at) };
    receipts.set(stored.updateId, { ...stored, finished: false, isNew: true });
  }

  const known = updateIds.filter((id) => !receipts.has(id));
  if (known.length > 0) {
    const rows = await db
      .select({ ...columns, finished: sql<boolean>`${updateReceipt.finishedAt} is not null` })
      .from(updateReceipt)
      .where(inArray(updateReceipt.updateId, known));
    for (const row of rows) receipts.set(row.updateId, { ...row, isNew: false });
  }
  return updateIds.map((id) => {
    const receipt = receipts.get(id);
    if (receipt === undefined) throw new Error('A receipt vanished between two statements.');
    // Twice in one batch: only the first is new.
    receipts.set(id, { ...receipt, isNew: false });
    return receipt;
  });
};

const finish = kept('finish', (db) =>
  db
    .update(updateReceipt)
    .set({ finishedAt: sql`clock_timestamp()` })
    .where(
      and(
        sql`${updateReceipt.updateId} = any(${sql.placeholder('ids')}::bigint[])`,
        isNull(updateReceipt.finishedAt),
      ),
    ),
);

/** Marks updates as done: Telegram may send them again, they are not acted on. */
export const finishReceipts = async (db: Single, updateIds: readonly number[]): Promise<void> => {
  await finish(db, { ids: [...updateIds] });
};

/**
 * Deletes receipts finished more than `hours` ago by the real clock (`finished_at` never has the playground's offset).
 * Unfinished ones stay. Answers how many went.
 */
export const deleteReceipts = async (db: Single, hours: number): Promise<number> => {
  const gone = await db
    .delete(updateReceipt)
    .where(lt(updateReceipt.finishedAt, sql`clock_timestamp() - ${hours} * interval '1 hour'`))
    .returning({ updateId: updateReceipt.updateId });
  return gone.length;
};
