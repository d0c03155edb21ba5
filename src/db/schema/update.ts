import { bigint, pgTable, timestamp } from 'drizzle-orm/pg-core';

/**
 * Telegram's updates that arrived, without their content. `arrival` orders them as this process received them: the
 * order in which votes count. Purged after 48 hours.
 */
export const updateReceipt = pgTable('update_receipt', {
  updateId: bigint('update_id', { mode: 'number' }).primaryKey(),
  arrival: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
  receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
  finishedAt: timestamp('finished_at', { withTimezone: true }),
});
