import { sql } from 'drizzle-orm';
import type { Tx } from './client.ts';

/** Every advisory lock, by what it keeps apart. Any fixed numbers; no two may be the same. */
export const locks = {
  /** In the database `postgres`: every user of the embedded server shares it, its stopper needs it alone. */
  serverUsers: 7_301,
  /** In the database `postgres`: two that create Veche's role and database. */
  serverSetup: 7_302,
  /** Two migrators, and a restore that migrates. */
  migration: 7_303,
  /** Two processes that serve one bot. */
  process: 7_301_000,
  /** Two that append to the journal's head. */
  journalHead: 7_301_001,
  /** Two new proposals with one number. */
  proposalNumber: 7_301_010,
  /** Who invites, accepts, leaves or dismisses: nobody counts one officer too few or too many. */
  offices: 7_301_011,
  /** Two processes that start at once and both make version 1 of the bylaws. */
  foundations: 7_301_012,
  /** Two decisions on proposals, so that two approvals never make the same next version. */
  proposalDecision: 7_301_013,
  /** Two new ballots with one number. */
  ballotNumber: 7_301_020,
  /** Of one ballot: casts share it; opening, counting and changing need it alone. */
  ballot: 7_301_021,
  /** Two new lists with one number. */
  listNumber: 7_301_022,
  /** Two new questions with one number. */
  questionNumber: 7_301_023,
  /** Two new alarms with one number, or about the same. */
  alarmNumber: 7_301_031,
  /** A founder's link that is used while another is made: both must be counted. */
  founders: 7_301_032,
  /** Two new cases about vouching with one number. */
  vouchCaseNumber: 7_301_033,
  /** Two new broadcasts with one number. */
  broadcastNumber: 7_301_040,
  /** Of one broadcast: two that change or send it. */
  broadcast: 7_301_041,
  /** Two new mandates with one number. */
  mandateNumber: 7_301_042,
  /** Two new projects with one number. */
  projectNumber: 7_301_045,
  /** Two new votes of projects with one number. */
  projectVoteNumber: 7_301_050,
  /** Of one project's vote: casts share it; everything else needs it alone. */
  projectVote: 7_301_051,
  /** Two new protocols with one number. */
  protocolNumber: 7_301_052,
  /** Two who choose a public name in the Congress. */
  congressNames: 7_301_053,
  /** Whoever changes what stands on which agenda. */
  agendas: 7_301_060,
  /** Two decisions with one number in the register. */
  decisionNumber: 7_301_061,
  /** Two new petitions with one number. */
  petitionNumber: 7_301_070,
  /** Two new reviews of petitions with one number, which lots are numbered by. */
  reviewNumber: 7_301_071,
  /** Of one petition: two that publish a batch of its support. */
  petitionBatch: 7_301_072,
} as const;

export type Lock = keyof typeof locks;

/** Waits for the lock and holds it until the transaction ends. */
export const hold = async (tx: Tx, lock: Lock): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${locks[lock]})`);
};

/** Of the many of a kind only the one with this number. */
export const holdOne = async (tx: Tx, lock: Lock, number: number): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${locks[lock]}, ${number})`);
};

/** Together with others who share it; whoever wants it alone waits. */
export const shareOne = async (tx: Tx, lock: Lock, number: number): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${locks[lock]}, ${number})`);
};
