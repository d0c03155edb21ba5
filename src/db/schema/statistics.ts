import { date, jsonb, pgTable } from 'drizzle-orm/pg-core';

/** Published aggregates of one day; no cell under the bylaws' limit (rule I4). */
export const statistics = pgTable('statistics', {
  takenOn: date('taken_on', { mode: 'string' }).primaryKey(),
  content: jsonb().notNull(),
});
