import { and, gte, isNull, lt } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { updateReceipt } from '../../schema/update.ts';

/** Whether an update that arrived in this time was not acted on yet: it may hold a vote. */
export const hasUnfinishedArrivals = async (
  reader: Reader,
  during: { readonly from: Date; readonly before: Date },
): Promise<boolean> => {
  const rows = await reader
    .select({ updateId: updateReceipt.updateId })
    .from(updateReceipt)
    .where(
      and(
        isNull(updateReceipt.finishedAt),
        gte(updateReceipt.receivedAt, during.from),
        lt(updateReceipt.receivedAt, during.before),
      ),
    )
    .limit(1);
  return rows.length > 0;
};
