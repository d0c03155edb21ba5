import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { mandate } from './mandate.ts';
import { person } from './person.ts';
import { project } from './project.ts';

/** A project's own vote on its delegates, roll-call among its participants (rules D3, G7). */
export const projectVote = pgTable(
  'project_vote',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    submissionId: uuid('submission_id').notNull().unique(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => project.id, { onDelete: 'cascade' }),
    state: text({ enum: ['nominating', 'open', 'closed', 'withdrawn'] }).notNull(),
    /** Attested by whoever opened it; the protocol takes them over (rule D2). */
    participants: integer().notNull(),
    activeParticipants: integer('active_participants').notNull(),
    seats: integer().notNull(),
    /** The mandate that is to be replaced; null: all of the project's delegates. */
    replaces: uuid().references((): AnyPgColumn => mandate.id, { onDelete: 'set null' }),
    /** From then on candidates are fixed and participants vote. */
    opensAt: timestamp('opens_at', { withTimezone: true }).notNull(),
    closesAt: timestamp('closes_at', { withTimezone: true }).notNull(),
    /** Participants who may vote, frozen at the opening. */
    rollSize: integer('roll_size'),
    /** Sealed JSON, written once: the arithmetic and who was chosen. Seen within the project. */
    resultSealed: bytea('result_sealed'),
    bylawsVersion: integer('bylaws_version'),
  },
  (table) => [
    index('project_vote_by_project').on(table.projectId),
    index('project_vote_by_state').on(table.state, table.closesAt),
    uniqueIndex('project_vote_one_under_way')
      .on(table.projectId)
      .where(sql`${table.state} in ('nominating', 'open')`),
  ],
);

/** A participant proposed for delegate; they count once they agreed. */
export const projectCandidate = pgTable(
  'project_candidate',
  {
    voteId: uuid('vote_id')
      .notNull()
      .references(() => projectVote.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    agreedOn: date('agreed_on', { mode: 'string' }),
  },
  (table) => [
    primaryKey({ columns: [table.voteId, table.personId] }),
    index('project_candidate_by_person').on(table.personId),
  ],
);

/** Who may vote in a project's vote, and the last choice by arrival. */
export const projectVoter = pgTable(
  'project_voter',
  {
    voteId: uuid('vote_id')
      .notNull()
      .references(() => projectVote.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    /** Sealed JSON: ids of the candidates voted for; null: has not voted. */
    choiceSealed: bytea('choice_sealed'),
    arrival: bigint({ mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.voteId, table.personId] }),
    index('project_voter_by_person').on(table.personId),
  ],
);

/** The signed record of a project's vote on its delegates (rules D2 to D4). */
export const protocol = pgTable(
  'protocol',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    submissionId: uuid('submission_id').notNull().unique(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => project.id, { onDelete: 'cascade' }),
    source: text({ enum: ['internal', 'elsewhere'] }).notNull(),
    /** Set for a vote held in the bot. */
    voteId: uuid('vote_id').references(() => projectVote.id, { onDelete: 'set null' }),
    /** The mandate that a protocol of one delegate replaces; null: all of the project's delegates. */
    replaces: uuid().references((): AnyPgColumn => mandate.id, { onDelete: 'set null' }),
    /** `confirming`: named people answer; `signing`: the leader reads and signs; `submitted`: the secretariat checks form. */
    state: text({
      enum: ['confirming', 'signing', 'submitted', 'returned', 'accepted', 'withdrawn'],
    }).notNull(),
    /** Sealed JSON: the vote's record, when mandates begin, the signed text, why it was returned. */
    contentSealed: bytea('content_sealed').notNull(),
    participants: integer().notNull(),
    activeParticipants: integer('active_participants').notNull(),
    seats: integer().notNull(),
    bylawsVersion: integer('bylaws_version').notNull(),
    /** SHA-256 of the exact text that was signed. */
    textHash: text('text_hash'),
    signedBy: text('signed_by', { enum: ['leader', 'deputy'] }),
    signedOn: date('signed_on', { mode: 'string' }),
    /** Keyed index of the one-time code, until when it works, and wrong tries. */
    codeIndex: bytea('code_index'),
    codeUntil: timestamp('code_until', { withTimezone: true }),
    codeTries: integer('code_tries').notNull().default(0),
    submittedAt: timestamp('submitted_at', { withTimezone: true }),
    /** Accepted by itself from then on, unless the secretariat returned it (rule D3). */
    dueAt: timestamp('due_at', { withTimezone: true }),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
    fileSealed: bytea('file_sealed'),
    fileType: text('file_type', { enum: ['pdf', 'jpeg', 'png'] }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index('protocol_by_project').on(table.projectId),
    index('protocol_due').on(table.state, table.dueAt),
    // Two at the same moment: the rule tells the second one, this line keeps it true whatever the rule overlooks.
    uniqueIndex('protocol_one_under_way')
      .on(table.projectId)
      .where(sql`${table.state} in ('confirming', 'signing', 'submitted')`),
    check('protocol_file', sql`(${table.fileSealed} is null) = (${table.fileType} is null)`),
  ],
);

/** People a protocol names: delegates and their substitutes; each confirms and chooses a public name (rule G7). */
export const protocolPerson = pgTable(
  'protocol_person',
  {
    protocolId: uuid('protocol_id')
      .notNull()
      .references(() => protocol.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    role: text({ enum: ['delegate', 'substitute'] }).notNull(),
    /** The seat, from 1; a substitute has the seat of the delegate they stand in for. */
    seat: integer().notNull(),
    answer: text({ enum: ['waiting', 'confirmed', 'declined'] }).notNull(),
    publicNameSealed: bytea('public_name_sealed'),
    publicNameIndex: bytea('public_name_index'),
  },
  (table) => [
    primaryKey({ columns: [table.protocolId, table.personId] }),
    unique('protocol_person_seat').on(table.protocolId, table.role, table.seat),
    index('protocol_person_by_person').on(table.personId),
  ],
);
