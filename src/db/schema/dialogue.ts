import { date, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/** State of running dialogues, sealed, under a keyed index: ids in clear would say who talks to the bot. */
export const conversationState = pgTable('conversation_state', {
  key: bytea().primaryKey(),
  stateSealed: bytea('state_sealed').notNull(),
  touchedOn: date('touched_on', { mode: 'string' }).notNull(),
});

/** Answers given so far in a form, so that a deploy or a change of the dialogue loses none. */
export const draft = pgTable(
  'draft',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    form: text().notNull(),
    answersSealed: bytea('answers_sealed').notNull(),
    touchedOn: date('touched_on', { mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.form] })],
);
