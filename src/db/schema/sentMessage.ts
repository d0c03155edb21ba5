import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/**
 * What the bot sent and can still delete: Telegram allows it for 48 hours. The time is cut to the hour: it is needed
 * for that limit only.
 */
export const sentMessage = pgTable(
  'sent_message',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    messageId: bigint('message_id', { mode: 'number' }).notNull(),
    sentAt: timestamp('sent_at', { withTimezone: true }).notNull(),
    kind: text({ enum: ['sensitive', 'harmless'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.messageId] }),
    index('sent_message_by_time').on(table.sentAt),
  ],
);

/** Messages that still have to be deleted in a chat whose account may be locked or gone; the row goes when it is done. */
export const chatCleanup = pgTable('chat_cleanup', {
  id: uuid().primaryKey(),
  chatSealed: bytea('chat_sealed').notNull(),
  messageIds: jsonb('message_ids').$type<number[]>().notNull(),
  notBefore: timestamp('not_before', { withTimezone: true }).notNull(),
  /** After this Telegram deletes nothing any more. */
  until: timestamp({ withTimezone: true }).notNull(),
});
