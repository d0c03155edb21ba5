import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

/** A project: the Alliance's institutional cell (rules D1, D2). What it applies with is private until it is verified. */
export const project = pgTable(
  'project',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    submissionId: uuid('submission_id').notNull().unique(),
    state: text({ enum: ['submitted', 'returned', 'verified', 'refused', 'withdrawn'] }).notNull(),
    /** Sealed JSON: every answer of the application as it was last submitted. */
    applicationSealed: bytea('application_sealed').notNull(),
    /** What the registry shows (rule U1); null until the verification. */
    content: jsonb(),
    leaderId: uuid('leader_id').references(() => person.id, { onDelete: 'set null' }),
    /** Signs when the leader can't (rule D3). */
    deputyId: uuid('deputy_id').references(() => person.id, { onDelete: 'set null' }),
    /** Receives Fund support: the other way to take part in the Congress (rule D1). */
    supported: boolean().notNull().default(false),
    /** Attested by the leader: with the application, then with each accepted protocol (rule D2). */
    participants: integer().notNull(),
    activeParticipants: integer('active_participants').notNull(),
    submittedAt: timestamp('submitted_at', { withTimezone: true }).notNull(),
    takenBy: uuid('taken_by').references(() => person.id, { onDelete: 'set null' }),
    verifiedOn: date('verified_on', { mode: 'string' }),
  },
  (table) => [
    index('project_by_state').on(table.state, table.submittedAt),
    index('project_by_leader').on(table.leaderId),
    index('project_by_deputy').on(table.deputyId),
  ],
);

/** People who confirmed themselves; one project a person, of their choice (rule D2). */
export const projectParticipant = pgTable(
  'project_participant',
  {
    personId: uuid('person_id')
      .primaryKey()
      .references(() => person.id, { onDelete: 'cascade' }),
    projectId: uuid('project_id')
      .notNull()
      .references(() => project.id, { onDelete: 'cascade' }),
    /** The name by which the project knows them; chosen by the participant, seen within the project only. */
    nameSealed: bytea('name_sealed').notNull(),
    nameIndex: bytea('name_index').notNull(),
    joinedOn: date('joined_on', { mode: 'string' }).notNull(),
    /** The last day on which they said that they take part (rule D2, "active"). */
    activeOn: date('active_on', { mode: 'string' }).notNull(),
  },
  (table) => [unique('project_participant_name').on(table.projectId, table.nameIndex)],
);

/** An invitation to a project: of a participant (single-use or limited) or of the deputy (single-use). */
export const projectLink = pgTable(
  'project_link',
  {
    tokenIndex: bytea('token_index').primaryKey(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => project.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['participant', 'deputy'] }).notNull(),
    usesLeft: integer('uses_left').notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('project_link_by_project').on(table.projectId)],
);

/** What an evaluator decided, criterion by criterion (rule D1), and the appeal against it. */
export const projectReview = pgTable(
  'project_review',
  {
    id: uuid().primaryKey(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => project.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    evaluatorId: uuid('evaluator_id').references(() => person.id, { onDelete: 'set null' }),
    outcome: text({ enum: ['verified', 'returned', 'refused', 'withdrawn'] }).notNull(),
    /** Sealed JSON: each criterion met or not with its advice, and the reason in words. */
    judgementSealed: bytea('judgement_sealed').notNull(),
    decidedOn: date('decided_on', { mode: 'string' }).notNull(),
    appealUntil: timestamp('appeal_until', { withTimezone: true }),
    appealSealed: bytea('appeal_sealed'),
    appeal: text({ enum: ['open', 'upheld', 'dismissed'] }),
  },
  (table) => [unique('project_review_seq').on(table.projectId, table.seq)],
);

/** Somebody says that they lead the project: until it is settled new protocols stop, mandates do not (rule D3). */
export const projectClaim = pgTable(
  'project_claim',
  {
    id: uuid().primaryKey(),
    projectId: uuid('project_id')
      .notNull()
      .references(() => project.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    groundsSealed: bytea('grounds_sealed').notNull(),
    state: text({ enum: ['open', 'upheld', 'dismissed'] }).notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index('project_claim_by_project').on(table.projectId, table.state),
    index('project_claim_by_person').on(table.personId),
  ],
);
