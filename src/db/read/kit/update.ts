import { and, eq, isNotNull } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { updateReceipt } from '../../schema/update.ts';

/** What is known of an update that arrived. */
export type StoredReceipt = {
  readonly updateId: number;
  readonly arrival: number;
  readonly receivedAt: Date;
  readonly finished: boolean;
  /** False when the update had arrived before. */
  readonly isNew: boolean;
};

/** Whether an update was already acted on. */
export const isUpdateFinished = async (reader: Reader, updateId: number): Promise<boolean> => {
  const rows = await reader
    .select({ updateId: updateReceipt.updateId })
    .from(updateReceipt)
    .where(and(eq(updateReceipt.updateId, updateId), isNotNull(updateReceipt.finishedAt)));
  return rows.length > 0;
};
