import { date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/** A question to the secretariat, answered through the bot. The officer sees a number, not a person. */
export const letter = pgTable(
  'question',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    state: text({ enum: ['open', 'answered', 'closed'] }).notNull(),
    takenBy: uuid('taken_by').references(() => person.id, { onDelete: 'set null' }),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
    /** The last word of either side: from it the deadline and the deletion are counted. */
    touchedAt: timestamp('touched_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index('question_by_state').on(table.state, table.touchedAt),
    index('question_by_person').on(table.personId),
    index('question_by_officer').on(table.takenBy),
  ],
);

export const letterMessage = pgTable(
  'question_message',
  {
    questionId: uuid('question_id')
      .notNull()
      .references(() => letter.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    /** Repeats of one submission write one message. */
    submissionId: uuid('submission_id').notNull().unique(),
    side: text({ enum: ['person', 'officer'] }).notNull(),
    textSealed: bytea('text_sealed').notNull(),
    writtenOn: date('written_on', { mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.questionId, table.seq] })],
);
