import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/**
 * One account. Nothing here names a person without the vault's key: the Telegram id is sealed, and found by a keyed
 * index. Personal acts keep their UTC day only. A locked account has no Telegram id: to the chat it came from, Veche is
 * a stranger.
 */
export const person = pgTable(
  'person',
  {
    id: uuid().primaryKey(),
    /** Null while the account is locked. */
    telegramIndex: bytea('telegram_index').unique(),
    telegramSealed: bytea('telegram_sealed'),
    /** Sealed JSON of what the person chose: language, zone, notices, phrases, what they declared of themselves. */
    profileSealed: bytea('profile_sealed').notNull(),
    /** States of governance/membership.ts; who left has no row. */
    status: text({ enum: ['guest', 'signed', 'verifying', 'member', 'suspended', 'leaving'] })
      .notNull()
      .default('guest'),
    /** The state that somebody who is leaving comes back to by staying. */
    leavingFrom: text('leaving_from', { enum: ['signed', 'verifying', 'member', 'suspended'] }),
    /** From this moment on leaving may be confirmed. */
    leaveFrom: timestamp('leave_from', { withTimezone: true }),
    suspension: text({ enum: ['panic', 'recovery', 'finding'] }),
    suspendedOn: date('suspended_on', { mode: 'string' }),
    /** Russian citizenship or origin confirmed by the person; which of them is never asked twice nor kept. */
    originConfirmed: boolean('origin_confirmed').notNull().default(false),
    verifiedOn: date('verified_on', { mode: 'string' }),
    /** After a finding of false vouching (rule M5). */
    vouchBarredUntil: date('vouch_barred_until', { mode: 'string' }),
    /** Keyed index of the member number, and the number itself, sealed; from the first verification on. */
    numberIndex: bytea('number_index').unique(),
    numberSealed: bytea('number_sealed'),
    /** Keyed index of the recovery code; the code itself is shown once and kept nowhere (rule M6). */
    recoveryIndex: bytea('recovery_index').unique(),
    /** The locked account that this one becomes when it is verified. */
    recovers: uuid().references((): AnyPgColumn => person.id, { onDelete: 'set null' }),
    /** False after Telegram said that the person blocked the bot; true again at their next message. */
    reachable: boolean().notNull().default(true),
    createdOn: date('created_on', { mode: 'string' }).notNull(),
  },
  (table) => [
    index('person_by_status').on(table.status),
    index('person_by_recovers').on(table.recovers),
    check('person_suspended_for_reason', sql`(${table.suspension} is null) = (${table.suspendedOn} is null)`),
    check('person_leaving', sql`(${table.status} = 'leaving') = (${table.leavingFrom} is not null)`),
  ],
);

/**
 * How many members there are, as changes that add up to it: written by triggers on `person`, folded into one row by a job. A single
 * counter would make everybody who becomes a member wait for the others; counting a million rows takes a tenth of a second,
 * and the threshold of a petition is measured at every signature (rule T1). Without a key: a restore brings back rows while the
 * triggers write others.
 */
export const memberTally = pgTable('member_tally', { change: integer().notNull() });
