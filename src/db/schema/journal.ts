import { bigint, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * Public facts, append-only and hash-chained. `entry` is the exact canonical JSON that was hashed; `hash` is SHA-256
 * over the previous hash, a line feed and the entry. A trigger refuses UPDATE, DELETE and TRUNCATE.
 */
export const journalEntry = pgTable('journal_entry', {
  seq: bigint({ mode: 'number' }).primaryKey(),
  entry: text().notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text().notNull().unique(),
});
