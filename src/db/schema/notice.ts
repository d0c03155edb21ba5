import { bigint, index, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/**
 * The outbox: written in the action's transaction, drained by one sender. `subject` tells two notices of a kind apart
 * ("ballot:14"), so that a repeated action queues none twice.
 */
export const notice = pgTable(
  'notice',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    kind: text().notNull(),
    subject: text().notNull(),
    /** Sealed JSON of what the text needs beyond the subject. */
    factsSealed: bytea('facts_sealed'),
    state: text({ enum: ['queued', 'sent', 'unreachable', 'failed', 'obsolete'] })
      .notNull()
      .default('queued'),
    notBefore: timestamp('not_before', { withTimezone: true }).notNull(),
    attempts: integer().notNull().default(0),
  },
  (table) => [
    unique('notice_once').on(table.personId, table.kind, table.subject),
    index('notice_due').on(table.state, table.notBefore, table.id),
  ],
);
