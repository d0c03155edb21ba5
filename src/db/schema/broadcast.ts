import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/** A message to many: written by one officer, approved by another by the hash of its exact text, sent once to each. */
export const broadcast = pgTable(
  'broadcast',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    submissionId: uuid('submission_id').notNull().unique(),
    state: text({
      enum: ['draft', 'proposed', 'approved', 'sending', 'paused', 'stopped', 'sent', 'rejected'],
    }).notNull(),
    /** Sealed JSON: texts in every language, link buttons. A statement before publication is private. */
    contentSealed: bytea('content_sealed').notNull(),
    /** SHA-256 of texts, buttons, document, audience and time: what the second officer approves. */
    contentHash: text('content_hash').notNull(),
    documentSealed: bytea('document_sealed'),
    /** Plain filters; they name nobody. */
    audience: jsonb().notNull(),
    /** Null: as soon as it is approved. */
    sendsAt: timestamp('sends_at', { withTimezone: true }),
    writtenBy: uuid('written_by').references(() => person.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    /** The snapshot's size, and what became of it; counted when it ends, because the recipients are forgotten then. */
    size: integer(),
    sent: integer(),
    unreachable: integer(),
    failed: integer(),
    /** A correction of an earlier one, with its kind: it goes to the same people. */
    corrects: integer(),
    correction: text({ enum: ['wrongDate', 'moved', 'withdrawn', 'other'] }),
    /** Sealed: the officer's chat and message in which the progress is shown. */
    progressSealed: bytea('progress_sealed'),
  },
  (table) => [
    index('broadcast_by_state').on(table.state),
    check('broadcast_correction', sql`(${table.corrects} is null) = (${table.correction} is null)`),
  ],
);

/** The snapshot of recipients, taken when sending starts. */
export const broadcastRecipient = pgTable(
  'broadcast_recipient',
  {
    broadcastId: uuid('broadcast_id')
      .notNull()
      .references(() => broadcast.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    state: text({ enum: ['waiting', 'sent', 'unreachable', 'failed'] }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.broadcastId, table.personId] }),
    index('broadcast_recipient_waiting').on(table.broadcastId, table.state, table.personId),
    index('broadcast_recipient_by_person').on(table.personId),
  ],
);
