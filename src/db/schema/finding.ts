import { date, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/** Something that officers should look at: a burst of sign-ups by one voucher or in one hour (rule M5). */
export const alarm = pgTable(
  'alarm',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    kind: text({ enum: ['voucher', 'hour'] }).notNull(),
    /** Keyed, so that the same burst raises one alarm: of the voucher and day, or of the hour. */
    subjectIndex: bytea('subject_index').notNull().unique(),
    factsSealed: bytea('facts_sealed').notNull(),
    raisedAt: timestamp('raised_at', { withTimezone: true }).notNull(),
    state: text({ enum: ['open', 'closed'] }).notNull(),
    takenBy: uuid('taken_by').references(() => person.id, { onDelete: 'set null' }),
    noteSealed: bytea('note_sealed'),
  },
  (table) => [index('alarm_by_state').on(table.state), index('alarm_by_officer').on(table.takenBy)],
);

/** A case of false vouching: two officers, a hearing, an appeal (rule M5). The parties are people, hence sealed words. */
export const vouchCase = pgTable(
  'vouch_case',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    groundsSealed: bytea('grounds_sealed').notNull(),
    raisedBy: uuid('raised_by').references(() => person.id, { onDelete: 'set null' }),
    state: text({ enum: ['hearing', 'deciding', 'decided', 'appealed', 'final'] }).notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
    hearingUntil: timestamp('hearing_until', { withTimezone: true }).notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    appealUntil: timestamp('appeal_until', { withTimezone: true }),
  },
  (table) => [index('vouch_case_by_state').on(table.state)],
);

export const vouchCaseParty = pgTable(
  'vouch_case_party',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => vouchCase.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    role: text({ enum: ['candidate', 'voucher'] }).notNull(),
    statementSealed: bytea('statement_sealed'),
    outcome: text({ enum: ['cleared', 'barred', 'suspended'] }),
    /** Sealed: why the officers decided so, and what an appeal says. */
    reasonSealed: bytea('reason_sealed'),
    appealSealed: bytea('appeal_sealed'),
    decidedOn: date('decided_on', { mode: 'string' }),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.personId] }),
    index('vouch_case_party_by_person').on(table.personId),
  ],
);
