import { integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Adopted bylaws, by version; decisions name the version that judged them (rule G9). */
export const bylaws = pgTable('bylaws', {
  version: integer().primaryKey(),
  content: jsonb().notNull(),
  hash: text().notNull(),
  effectiveFrom: timestamp('effective_from', { withTimezone: true }).notNull(),
});
