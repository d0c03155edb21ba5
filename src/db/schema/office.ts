import {
  bigint,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea } from './columns.ts';
import { person } from './person.ts';

const officeRoles = ['secretary', 'verifier', 'evaluator', 'auditor', 'administrator'] as const;

/** What an officer is called by in records that others read; never their name or member number. */
export const officer = pgTable('officer', {
  personId: uuid('person_id')
    .primaryKey()
    .references(() => person.id, { onDelete: 'cascade' }),
  number: integer().notNull().unique(),
});

/** Roles an account holds in the secretariat. */
export const office = pgTable(
  'office',
  {
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    role: text({ enum: officeRoles }).notNull(),
    grantedOn: date('granted_on', { mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.role] })],
);

/** A single-use deep link by which an invited person takes an office. */
export const officeLink = pgTable('office_link', {
  tokenIndex: bytea('token_index').primaryKey(),
  role: text({ enum: officeRoles }).notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  usedOn: date('used_on', { mode: 'string' }),
});

/**
 * What two persons must agree to. `number` is what people call it by. The payload is sealed: it may hold an
 * applicant's words or an unpublished text.
 */
export const proposal = pgTable(
  'proposal',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    /** Kinds of governance/office.ts; the type alone, a new one needs no migration. */
    kind: text({
      enum: [
        'admission',
        'declaration',
        'bylaws',
        'role',
        'token',
        'listEntry',
        'broadcast',
        'erasure',
        'dismissal',
        'finding',
        'appeal',
        'founder',
        'project',
      ],
    }).notNull(),
    payloadSealed: bytea('payload_sealed').notNull(),
    /** Null: proposed from the command line or by the applicant; then two officers are needed. */
    proposedBy: uuid('proposed_by').references(() => person.id, { onDelete: 'set null' }),
    /** The person whom an admission or a list entry is about. */
    subjectId: uuid('subject_id').references(() => person.id, { onDelete: 'cascade' }),
    approvalsNeeded: integer('approvals_needed').notNull(),
    state: text({ enum: ['pending', 'approved', 'rejected', 'withdrawn'] }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index('proposal_waiting').on(table.state, table.kind),
    index('proposal_by_subject').on(table.subjectId),
  ],
);

export const approval = pgTable(
  'approval',
  {
    proposalId: uuid('proposal_id')
      .notNull()
      .references(() => proposal.id, { onDelete: 'cascade' }),
    officerId: uuid('officer_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    approvedOn: date('approved_on', { mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.proposalId, table.officerId] })],
);

/** Bearer tokens of the API; only the keyed index of the secret is kept. What a token does, its holder does. */
export const apiToken = pgTable('api_token', {
  id: uuid().primaryKey(),
  secretIndex: bytea('secret_index').notNull().unique(),
  label: text().notNull(),
  /** Null until the first officer who approves becomes the holder. */
  holderId: uuid('holder_id').references(() => person.id, { onDelete: 'cascade' }),
  state: text({ enum: ['proposed', 'active', 'revoked'] }).notNull(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
});

/** Answers already given to writes of the API, by token and Idempotency-Key; kept for a day. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    tokenId: uuid('token_id')
      .notNull()
      .references(() => apiToken.id, { onDelete: 'cascade' }),
    keyIndex: bytea('key_index').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer(),
    responseSealed: bytea('response_sealed'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenId, table.keyIndex] })],
);

/**
 * What officers did that only the auditor reads: searches by member number, and the like. A trigger refuses changes.
 * The officer is a number, the thing looked at is sealed.
 */
export const trace = pgTable('trace', {
  seq: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp({ withTimezone: true }).notNull(),
  officer: integer().notNull(),
  act: text().notNull(),
  aboutSealed: bytea('about_sealed'),
});
