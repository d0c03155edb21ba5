import { sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  date,
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

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** What is searched for misspelt words: the reasons are long and would match everything a little. */
const searched = sql`lower(translate("title" || ' ' || "proposal", 'Ёё', 'Ее'))`;

/** A members' proposal to the Congress (rules T1 to T3). Its text is published at once; who wrote and who supports it is not. */
export const petition = pgTable(
  'petition',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    submissionId: uuid('submission_id').notNull().unique(),
    state: text({ enum: ['open', 'reached', 'closed', 'expired'] }).notNull(),
    locale: text().notNull(),
    title: text().notNull(),
    proposal: text().notNull(),
    reasons: text().notNull(),
    /** Sealed id of the author, for milestones and exclusions; erased with the account. */
    authorSealed: bytea('author_sealed'),
    /** Keyed mark of the author on this petition: found without opening anything. */
    authorMark: bytea('author_mark').notNull(),
    /** By the author's choice; null: «a member of the Alliance». */
    authorName: text('author_name'),
    support: integer().notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
    closesAt: timestamp('closes_at', { withTimezone: true }).notNull(),
    bylawsVersion: integer('bylaws_version').notNull(),
    reachedAt: timestamp('reached_at', { withTimezone: true }),
    /** Number, base, threshold, rule and bylaws version by which it was judged (rule G9). Written once. */
    verdict: jsonb(),
    /** The last milestone that the author was told of, in per cent of the threshold. */
    milestone: integer().notNull().default(0),
    /** SHA-256 of the secret that the lot of a review uses; journalled with the opening (rule T3). */
    lotCommitment: text('lot_commitment').notNull(),
    lotSecretSealed: bytea('lot_secret_sealed').notNull(),
    /** Word forms of the published text. PostgreSQL's Russian dictionary gives words in Latin letters to the English one. */
    words: tsvector().generatedAlwaysAs(
      sql`setweight(to_tsvector('russian', translate("title", 'Ёё', 'Ее')), 'A')
        || setweight(to_tsvector('russian', translate("proposal", 'Ёё', 'Ее')), 'B')
        || setweight(to_tsvector('russian', translate("reasons", 'Ёё', 'Ее')), 'C')`,
    ),
    spelling: text().generatedAlwaysAs(searched),
  },
  (table) => [
    index('petition_by_state').on(table.state, table.number),
    index('petition_by_support').on(table.state, table.support, table.number),
    index('petition_by_end').on(table.state, table.closesAt),
    index('petition_by_words').using('gin', table.words),
  ],
);

/**
 * Support under a keyed mark: without the key a row names nobody and ties no two petitions together. `commitment` is the salted
 * commitment that the supporter can find in the public list; rows of open petitions can be withdrawn until the threshold (T2).
 */
export const petitionSupport = pgTable(
  'petition_support',
  {
    petitionId: uuid('petition_id')
      .notNull()
      .references(() => petition.id, { onDelete: 'cascade' }),
    mark: bytea().notNull(),
    commitment: text().notNull(),
    /** The supporter's check code, by which they find the commitment in the public list. */
    codeSealed: bytea('code_sealed').notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.mark] })],
);

/** Commitments that wait for the sequencer, which publishes them in shuffled batches (the journal). */
export const petitionCommitment = pgTable(
  'petition_commitment',
  {
    id: uuid().primaryKey(),
    petitionId: uuid('petition_id')
      .notNull()
      .references(() => petition.id, { onDelete: 'cascade' }),
    act: text({ enum: ['added', 'withdrawn'] }).notNull(),
    commitment: text().notNull(),
    /** The batch it was published with, counted within the petition; null: waiting. */
    seq: bigint({ mode: 'number' }),
    /** Since when it waits, to the day; forgotten when it is published. */
    waitsSince: date('waits_since', { mode: 'string' }),
  },
  (table) => [
    index('petition_commitment_waiting').on(table.petitionId).where(sql`${table.seq} is null`),
    index('petition_commitment_published').on(table.petitionId, table.seq, table.id),
  ],
);

/** A report that a petition contradicts the Declaration, and the three members drawn to judge it (rule T3). */
export const petitionReview = pgTable(
  'petition_review',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    submissionId: uuid('submission_id').notNull().unique(),
    petitionId: uuid('petition_id')
      .notNull()
      .references(() => petition.id, { onDelete: 'cascade' }),
    state: text({ enum: ['deciding', 'kept', 'closed'] }).notNull(),
    /** For the three; gone when they have decided. */
    reasonSealed: bytea('reason_sealed'),
    /** Keyed mark of the reporter: one report a petition and person. */
    reporterMark: bytea('reporter_mark').notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull(),
    dueAt: timestamp('due_at', { withTimezone: true }).notNull(),
    /** What anybody recomputes the lot from: commitment and secret, size and hash of the roll, seed, drawn marks. */
    lot: jsonb().notNull(),
    /** The marks of everybody who could be drawn, sorted, one after the other. */
    lotRoll: bytea('lot_roll').notNull(),
    /** Published when it is over: how many decided how; when the petition was closed, their reasons. */
    outcome: jsonb(),
    /** The author's words to the next session against the closing; published. */
    appeal: text(),
    appealedOn: date('appealed_on', { mode: 'string' }),
    /** What the Congress decided on the appeal. */
    appealVerdict: text('appeal_verdict', { enum: ['upheld', 'dismissed'] }),
    decidedOn: date('decided_on', { mode: 'string' }),
  },
  (table) => [
    index('petition_review_due').on(table.state, table.dueAt),
    index('petition_review_by_petition').on(table.petitionId),
  ],
);

/** One of the three. The person is sealed and found by a keyed mark. */
export const petitionJuror = pgTable(
  'petition_juror',
  {
    reviewId: uuid('review_id')
      .notNull()
      .references(() => petitionReview.id, { onDelete: 'cascade' }),
    mark: bytea().notNull(),
    verdict: text({ enum: ['close', 'keep'] }),
    reasonSealed: bytea('reason_sealed'),
  },
  (table) => [primaryKey({ columns: [table.reviewId, table.mark] })],
);
