import { index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { proposal } from './office.ts';
import { person } from './person.ts';

/**
 * The appointment of an applicant's case: a voice call with two officers (rule M5). Gone with the case. Nothing of the
 * call itself is kept but both officers' outcome, until the case is decided.
 */
export const interview = pgTable(
  'call',
  {
    proposalId: uuid('proposal_id')
      .primaryKey()
      .references(() => proposal.id, { onDelete: 'cascade' }),
    candidateId: uuid('candidate_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    state: text({ enum: ['wished', 'taken', 'agreed', 'missed'] }).notNull(),
    /** Sealed JSON: the moments the applicant offered. */
    wishesSealed: bytea('wishes_sealed').notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }),
    firstOfficer: uuid('first_officer').references(() => person.id, { onDelete: 'set null' }),
    secondOfficer: uuid('second_officer').references(() => person.id, { onDelete: 'set null' }),
    /** Sealed: where to talk, and the code word of either side. */
    linkSealed: bytea('link_sealed'),
    wordsSealed: bytea('words_sealed'),
    firstOutcome: text('first_outcome', { enum: ['known', 'notKnown', 'absent'] }),
    secondOutcome: text('second_outcome', { enum: ['known', 'notKnown', 'absent'] }),
    /** How often a call was missed. */
    misses: integer().notNull().default(0),
  },
  (table) => [index('call_by_candidate').on(table.candidateId), index('call_by_start').on(table.startsAt)],
);
