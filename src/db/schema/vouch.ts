import { date, index, integer, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/** A single-use deep link by which one acquaintance vouches for a candidate. Found by the keyed index of its token. */
export const vouchLink = pgTable(
  'vouch_link',
  {
    tokenIndex: bytea('token_index').primaryKey(),
    candidateId: uuid('candidate_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    usedOn: date('used_on', { mode: 'string' }),
  },
  (table) => [index('vouch_link_by_candidate').on(table.candidateId)],
);

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
  (table) => [
    primaryKey({ columns: [table.candidateMark, table.voucherMark] }),
    index('vouch_by_voucher').on(table.voucherMark),
  ],
);

/** A single-use deep link by which a founder is verified without vouchers (rule M5); two officers make it. */
export const founderLink = pgTable('founder_link', {
  tokenIndex: bytea('token_index').primaryKey(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  usedOn: date('used_on', { mode: 'string' }),
});

/** How many signed in an hour; for the alarm on bursts. Names nobody. */
export const signupHour = pgTable('signup_hour', {
  hour: timestamp({ withTimezone: true }).primaryKey(),
  count: integer().notNull(),
});
