import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  foreignKey,
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
import { bytea } from './columns.ts';
import { nameList } from './list.ts';
import { agendaItem, session } from './session.ts';

const classes = ['rollCall', 'strawPoll'] as const;

export const ballot = pgTable(
  'ballot',
  {
    id: uuid().primaryKey(),
    /** What people call it by: «Голосование № 14». */
    number: integer().notNull().unique(),
    class: text({ enum: classes }).notNull(),
    electorate: text({ enum: ['members', 'list', 'congress'] }).notNull(),
    listId: uuid('list_id').references(() => nameList.id),
    /** The session in which the Congress votes; null for the Congress: outside a session (rule G14). */
    sessionId: uuid('session_id').references(() => session.id),
    /** The item that is voted on; of members: the advisory vote before a strategic item (rule M7). */
    itemId: uuid('item_id').references(() => agendaItem.id),
    rule: text({ enum: ['strategic', 'current', 'statement', 'advisory'] }).notNull(),
    state: text({
      enum: ['draft', 'scheduled', 'open', 'closing', 'closed', 'published', 'withdrawn'],
    }).notNull(),
    /** Question and options while they are a draft; emptied at opening, when `content` takes over. */
    draftSealed: bytea('draft_sealed'),
    /** Published at opening. */
    content: jsonb(),
    /** Planned moment of opening; null: an officer opens it by hand. */
    opensAt: timestamp('opens_at', { withTimezone: true }),
    /** How long voting lasts; the close is fixed from it at opening. */
    durationMinutes: integer('duration_minutes').notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }),
    closesAt: timestamp('closes_at', { withTimezone: true }),
    bylawsVersion: integer('bylaws_version'),
    rollSize: integer('roll_size'),
    rollHash: text('roll_hash'),
    /** Everybody on the list at opening: the base "all" (G3) and of the quorum (G4). */
    baseAll: integer('base_all'),
    /** Checked in at opening: the base of G4 and G5. Null for other rules. */
    basePresent: integer('base_present'),
    /** The published decision: counts, arithmetic, roll call (rule G9). Written once, at closing. */
    result: jsonb(),
    resultHash: text('result_hash'),
    /** Its place in the register of the Congress's decisions, given at the publication. */
    decision: integer().unique(),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
  },
  (table) => [
    // A roll call of members would publish who is a member (rule M7): the table itself refuses one.
    check(
      'ballot_roll_call_not_of_members',
      sql`${table.class} <> 'rollCall' or ${table.electorate} <> 'members'`,
    ),
    check('ballot_list_electorate', sql`(${table.electorate} = 'list') = (${table.listId} is not null)`),
    check('ballot_in_session', sql`${table.sessionId} is null or ${table.electorate} = 'congress'`),
    check(
      'ballot_of_congress',
      sql`${table.electorate} <> 'congress' or (${table.class} = 'rollCall' and ${table.itemId} is not null)`,
    ),
    check(
      'ballot_decision',
      sql`(${table.decision} is null) = (${table.decidedAt} is null) and (${table.decision} is null or ${table.electorate} = 'congress')`,
    ),
    check('ballot_advisory', sql`(${table.class} = 'strawPoll') = (${table.rule} = 'advisory')`),
    check('ballot_draft_or_content', sql`(${table.openedAt} is null) = (${table.content} is null)`),
    unique('ballot_with_class').on(table.id, table.class),
    index('ballot_by_state').on(table.state),
    index('ballot_by_item').on(table.itemId),
    index('ballot_by_session').on(table.sessionId),
  ],
);

/**
 * Who may vote, frozen at opening (rule G10). `mark` is the vault's index of ballot and person: without the key a row
 * names nobody, and leaving the Alliance changes nothing here.
 */
export const rollEntry = pgTable(
  'roll_entry',
  {
    ballotId: uuid('ballot_id').notNull(),
    ballotClass: text('ballot_class', { enum: classes }).notNull(),
    mark: bytea().notNull(),
    publicNameSealed: bytea('public_name_sealed'),
    present: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ballotId, table.mark] }),
    foreignKey({
      columns: [table.ballotId, table.ballotClass],
      foreignColumns: [ballot.id, ballot.class],
      name: 'roll_entry_of_ballot',
    }),
    check(
      'roll_entry_names_only_roll_call',
      sql`(${table.ballotClass} = 'rollCall') = (${table.publicNameSealed} is not null)`,
    ),
  ],
);

/** The last choice by arrival until the close; then the rows are deleted and only the published result stays. */
export const vote = pgTable(
  'vote',
  {
    ballotId: uuid('ballot_id').notNull(),
    mark: bytea().notNull(),
    choiceSealed: bytea('choice_sealed').notNull(),
    arrival: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ballotId, table.mark] }),
    foreignKey({
      columns: [table.ballotId, table.mark],
      foreignColumns: [rollEntry.ballotId, rollEntry.mark],
      name: 'vote_of_roll_entry',
    }),
  ],
);
