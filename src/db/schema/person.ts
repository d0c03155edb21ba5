import { boolean, date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';

/**
 * One account. Nothing here names a person without the vault's key: the Telegram id is sealed, and found by a keyed
 * index. Personal acts keep their UTC day only.
 */
export const person = pgTable(
  'person',
  {
    id: uuid().primaryKey(),
    telegramIndex: bytea('telegram_index').notNull().unique(),
    telegramSealed: bytea('telegram_sealed').notNull(),
    /** Sealed JSON: locale, zone, discreet notices, private phrase. */
    profileSealed: bytea('profile_sealed').notNull(),
    status: text({ enum: ['guest', 'signed', 'member'] })
      .notNull()
      .default('guest'),
    /** Russian citizenship or origin confirmed by the person; which of them is never asked twice nor kept. */
    originConfirmed: boolean('origin_confirmed').notNull().default(false),
    verifiedOn: date('verified_on', { mode: 'string' }),
    /** False after Telegram said that the person blocked the bot; true again at their next message. */
    reachable: boolean().notNull().default(true),
    createdOn: date('created_on', { mode: 'string' }).notNull(),
  },
  (table) => [index('person_by_status').on(table.status)],
);
