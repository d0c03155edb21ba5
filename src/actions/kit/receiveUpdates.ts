import { inStatement } from '../../db/client.ts';
import type { StoredReceipt } from '../../db/read/kit/update.ts';
import { deleteReceipts, finishReceipts, insertReceipts } from '../../db/write/kit/update.ts';
import type { Deps } from '../../deps.ts';

type Needs = Pick<Deps, 'db' | 'failpoint'>;

/** Writes down arrivals in the order given; one receipt per id. `offsetMs` is that of a clock that was moved. */
export const receiveUpdates = (
  deps: Needs,
  updateIds: readonly number[],
  offsetMs: number,
): Promise<StoredReceipt[]> =>
  inStatement(deps, 'receiveUpdates', (db) => insertReceipts(db, updateIds, offsetMs));

/** Marks updates as acted on. */
export const finishUpdates = (deps: Needs, updateIds: readonly number[]): Promise<void> =>
  inStatement(deps, 'finishUpdates', (db) => finishReceipts(db, updateIds));

/** Deletes receipts finished more than `hours` ago; answers how many. */
export const forgetUpdates = (deps: Needs, hours: number): Promise<number> =>
  inStatement(deps, 'forgetUpdates', (db) => deleteReceipts(db, hours));
