import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { broadcast } from './broadcast.ts';
import { bytea } from './columns.ts';
import { mandate } from './mandate.ts';
import { person } from './person.ts';
import { petition, petitionReview } from './petition.ts';
import { project, projectReview } from './project.ts';

/** A session of the Congress (rules G2, H2). */
export const session = pgTable(
  'session',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    submissionId: uuid('submission_id').notNull().unique(),
    /** `frozen`: the agenda is fixed; `called`: it was sent out. */
    state: text({ enum: ['planned', 'frozen', 'called', 'open', 'closed', 'cancelled'] }).notNull(),
    startsAt: timestamp('starts_at', { withTimezone: true }).notNull(),
    /** IANA name of the zone that the session is announced in. */
    zone: text().notNull(),
    /** How long it is planned for; sessions must not overlap. */
    lengthMinutes: integer('length_minutes').notNull(),
    /** Sealed JSON: a place in words or a link; told to delegates only. */
    placeSealed: bytea('place_sealed').notNull(),
    /** The delegate who chairs, entered on the chair's word until there is a lot (rules H1, K5). */
    chairId: uuid('chair_id').references(() => mandate.id),
    agendaHash: text('agenda_hash'),
    agendaFrozenAt: timestamp('agenda_frozen_at', { withTimezone: true }),
    /** What was sent out last, or waits for its second officer. */
    broadcastId: uuid('broadcast_id').references(() => broadcast.id, { onDelete: 'set null' }),
    /** The last change that this broadcast tells of, and the last one that was told; null: the agenda was never sent out. */
    broadcastSeq: integer('broadcast_seq').notNull().default(0),
    toldSeq: integer('told_seq'),
    /** Raised whenever time, zone, length or place change: the SEQUENCE of the calendar entry. */
    revision: integer().notNull().default(0),
    openedAt: timestamp('opened_at', { withTimezone: true }),
    closedAt: timestamp('closed_at', { withTimezone: true }),
    /** Until then dissenting opinions are taken (rule G6). */
    dissentUntil: timestamp('dissent_until', { withTimezone: true }),
  },
  (table) => [index('session_by_state').on(table.state, table.startsAt)],
);

/** A matter for the Congress; `sessionId` null: it waits for the next session. */
export const agendaItem = pgTable(
  'agenda_item',
  {
    id: uuid().primaryKey(),
    number: integer().notNull().unique(),
    submissionId: uuid('submission_id').notNull().unique(),
    sessionId: uuid('session_id').references(() => session.id),
    position: integer(),
    /** `moved`: put forward, not yet supported enough to be on an agenda. */
    state: text({ enum: ['moved', 'waiting', 'agenda', 'open', 'decided', 'withdrawn'] }).notNull(),
    class: text({ enum: ['strategic', 'current', 'statement'] }).notNull(),
    /** A tenth of the delegates demanded the strategic class (rule G11). */
    classDemanded: boolean('class_demanded').notNull().default(false),
    /** The members are not asked before the Congress votes on it, on the chair's word (rule M7). */
    advisoryDeclined: boolean('advisory_declined').notNull().default(false),
    /** Who put it on: nobody of the secretariat ever does (rule K5). */
    mover: text({ enum: ['petition', 'appeal', 'chair', 'delegates'] }).notNull(),
    /** The chair, or the delegate who put it forward first. */
    moverId: uuid('mover_id').references(() => mandate.id),
    /** Typed in by the secretariat, on the chair's word; else by who moved it. */
    enteredBy: text('entered_by', { enum: ['mover', 'secretariat'] })
      .notNull()
      .default('mover'),
    /** What it is about: some matters are strategic whatever anybody says (rule G11). */
    subject: text({
      enum: [
        'charter',
        'rules',
        'bylaws',
        'declaration',
        'expulsion',
        'dissolution',
        'negotiations',
        'other',
      ],
    })
      .notNull()
      .default('other'),
    /** The one language it is written in, both keys hold it; null: in both. */
    locale: text(),
    petitionId: uuid('petition_id')
      .unique()
      .references(() => petition.id),
    /** What an appeal is against (rules T3, D1, K5). */
    petitionReviewId: uuid('petition_review_id')
      .unique()
      .references(() => petitionReview.id),
    projectReviewId: uuid('project_review_id')
      .unique()
      .references(() => projectReview.id),
    title: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    text: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }),
    closedAt: timestamp('closed_at', { withTimezone: true }),
  },
  (table) => [
    index('agenda_item_by_session').on(table.sessionId, table.position),
    index('agenda_item_by_state').on(table.state),
    check(
      'agenda_item_by_delegate',
      sql`(${table.mover} in ('petition', 'appeal')) = (${table.moverId} is null)`,
    ),
    check('agenda_item_of_petition', sql`(${table.mover} = 'petition') = (${table.petitionId} is not null)`),
    check(
      'agenda_item_of_appeal',
      sql`num_nonnulls(${table.petitionReviewId}, ${table.projectReviewId}) = case when ${table.mover} = 'appeal' then 1 else 0 end`,
    ),
    check(
      'agenda_item_placed',
      sql`case when ${table.state} in ('moved', 'waiting') then ${table.sessionId} is null when ${table.state} in ('agenda', 'open') then ${table.sessionId} is not null else true end`,
    ),
  ],
);

/** A delegate who puts an item forward with others (rule K5), or demands the strategic class for it (rule G11). */
export const agendaSupport = pgTable(
  'agenda_support',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => agendaItem.id, { onDelete: 'cascade' }),
    mandateId: uuid('mandate_id')
      .notNull()
      .references(() => mandate.id),
    kind: text({ enum: ['move', 'strategic'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.kind, table.mandateId] })],
);

/** What was changed after the agenda was frozen; it goes out marked as a change. */
export const agendaChange = pgTable(
  'agenda_change',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    content: jsonb().notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.seq] })],
);

/** Whether a delegate comes, and their check-in and check-out (rules G7, G13). Personal acts keep no time but the validity. */
export const attendance = pgTable(
  'attendance',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id, { onDelete: 'cascade' }),
    mandateId: uuid('mandate_id')
      .notNull()
      .references(() => mandate.id),
    plan: text({ enum: ['comes', 'absent', 'substitute'] }),
    /** Who is in the room for this seat; null: nobody. */
    present: text({ enum: ['delegate', 'substitute'] }),
    until: timestamp({ withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.sessionId, table.mandateId] }),
    check('attendance_present', sql`(${table.present} is null) = (${table.until} is null)`),
  ],
);

/** Messages that show the presence and update themselves; gone with the session. */
export const attendanceBoard = pgTable(
  'attendance_board',
  {
    sessionId: uuid('session_id')
      .notNull()
      .references(() => session.id, { onDelete: 'cascade' }),
    personId: uuid('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    messageId: integer('message_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.sessionId, table.personId] })],
);

/** A dissenting opinion: of a delegate (rule G6), or of a project on a statement (rule G5). Published with the decision. */
export const dissent = pgTable(
  'dissent',
  {
    id: uuid().primaryKey(),
    submissionId: uuid('submission_id').notNull().unique(),
    itemId: uuid('item_id')
      .notNull()
      .references(() => agendaItem.id),
    mandateId: uuid('mandate_id').references(() => mandate.id),
    projectId: uuid('project_id').references(() => project.id),
    /** Under the public name of the delegate, or the project's. */
    name: text().notNull(),
    text: text().notNull(),
    locale: text().notNull(),
    /** The delegate declines to take part in carrying the decision out (rule G6). */
    declines: boolean().notNull().default(false),
    writtenAt: timestamp('written_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    unique('dissent_of_delegate').on(table.itemId, table.mandateId),
    unique('dissent_of_project').on(table.itemId, table.projectId),
    check('dissent_of_one', sql`(${table.mandateId} is null) <> (${table.projectId} is null)`),
  ],
);
