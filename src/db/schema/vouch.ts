import { date, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/** A single-use deep link by which one acquaintance vouches for a candidate. Found by the keyed index of its token. */
export const vouchLink = pgTable('vouch_link', {
  tokenIndex: bytea('token_index').primaryKey(),
  candidateId: uuid('candidate_id')
    .notNull()
    .references(() => person.id, { onDelete: 'cascade' }),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  usedOn: date('used_on', { mode: 'string' }),
});

/**
 * Who vouched for whom, as keyed marks in two separate domains: without the key the rows can neither be tied to
 * accounts nor chained into a graph of acquaintance.
 */
export const vouch = pgTable(
  'vouch',
  {
    candidateMark: bytea('candidate_mark').notNull(),
    voucherMark: bytea('voucher_mark').notNull(),
    vouchedOn: date('vouched_on', { mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.candidateMark, table.voucherMark] })],
);
