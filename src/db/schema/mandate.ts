import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';
import { project } from './project.ts';

/**
 * A delegate's mandate in the Congress: from a project's accepted protocol, or from the individual members (rules D2 to D5). In
 * force from `begins` until `ends` or `endedAt`, whichever is earlier; rows are never deleted, so that the composition of any past
 * day can be told.
 */
export const mandate = pgTable(
  'mandate',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    source: text({ enum: ['project', 'members'] }).notNull(),
    projectId: uuid('project_id').references(() => project.id),
    /** Null once the person is gone; the public name stays, as in the minutes. */
    personId: uuid('person_id').references(() => person.id, { onDelete: 'set null' }),
    /** Votes only while the delegate is absent (rule G13). */
    substituteId: uuid('substitute_id').references(() => person.id, { onDelete: 'set null' }),
    publicNameSealed: bytea('public_name_sealed').notNull(),
    /** Keyed index of the folded name: people are told apart in the minutes. */
    publicNameIndex: bytea('public_name_index').notNull(),
    substituteNameSealed: bytea('substitute_name_sealed'),
    /** The delegate declared absence: outside sessions the substitute votes (rules G13, G14). */
    away: boolean().notNull().default(false),
    /** Number of the accepted protocol; null for the individual members' delegates. */
    protocolNumber: integer('protocol_number'),
    seat: integer().notNull(),
    /** Consecutive terms of this person, this one included (rule D4). */
    term: integer().notNull(),
    begins: timestamp({ withTimezone: true }).notNull(),
    ends: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp('ended_at', { withTimezone: true }),
    endReason: text('end_reason', { enum: ['renewed', 'replaced', 'resigned', 'left', 'locked'] }),
    /** The reminder that went out last: days before the end. */
    reminded: integer(),
  },
  (table) => [
    index('mandate_by_time').on(table.begins, table.ends),
    index('mandate_by_project').on(table.projectId),
    index('mandate_by_person').on(table.personId),
    index('mandate_by_substitute').on(table.substituteId),
    check('mandate_of_project', sql`(${table.source} = 'project') = (${table.projectId} is not null)`),
    check('mandate_ended', sql`(${table.endedAt} is null) = (${table.endReason} is null)`),
    check('mandate_time', sql`${table.ends} > ${table.begins}`),
  ],
);
