import { eq, max, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Tx } from '../../client.ts';

/** One more than the greatest so far. Only under a lock: two at once would both read the same greatest. */
export const nextNumber = async (tx: Tx, column: PgColumn, among?: SQL): Promise<number> => {
  const [last] = await tx
    .select({ number: max(column) })
    .from(column.table)
    .where(among);
  return Number(last?.number ?? 0) + 1;
};

/** The number that something submitted before got, so that a repeated form finds what it did. */
export const findNumber = async (
  tx: Tx,
  number: PgColumn,
  submitted: PgColumn,
  id: string,
): Promise<number | undefined> => {
  const [row] = await tx.select({ number }).from(number.table).where(eq(submitted, id));
  return row && Number(row.number);
};
