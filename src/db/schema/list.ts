import {
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/** A named list: people who agreed to vote by name under a public name of their choice (rule G7). */
export const nameList = pgTable('name_list', {
  id: uuid().primaryKey(),
  number: integer().notNull().unique(),
  title: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});

/** A single-use deep link to one list; the invited person chooses the public name, another officer confirms the entry. */
export const listLink = pgTable('list_link', {
  tokenIndex: bytea('token_index').primaryKey(),
  listId: uuid('list_id')
    .notNull()
    .references(() => nameList.id, { onDelete: 'cascade' }),
  invitedBy: uuid('invited_by')
    .notNull()
    .references(() => person.id, { onDelete: 'cascade' }),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  usedOn: date('used_on', { mode: 'string' }),
});

/** The public name stays sealed here; it becomes public with the first result that prints it. */
export const listEntry = pgTable(
  'list_entry',
  {
    listId: uuid('list_id')
      .notNull()
      .references(() => nameList.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    publicNameSealed: bytea('public_name_sealed').notNull(),
    /** Two people of one list must be told apart in the minutes: keyed index of the list and the folded name. */
    publicNameIndex: bytea('public_name_index').notNull(),
    agreedOn: date('agreed_on', { mode: 'string' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.listId, table.personId] }),
    index('list_entry_by_person').on(table.personId),
  ],
);

/** Check-in of a list's people; frozen with a vote when it opens (rule G7). */
export const presence = pgTable(
  'presence',
  {
    listId: uuid('list_id').notNull(),
    personId: uuid('person_id').notNull(),
    until: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.listId, table.personId] }),
    foreignKey({
      columns: [table.listId, table.personId],
      foreignColumns: [listEntry.listId, listEntry.personId],
      name: 'presence_of_entry',
    }).onDelete('cascade'),
  ],
);
