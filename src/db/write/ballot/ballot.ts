import { and, eq, type SQLWrapper, sql } from 'drizzle-orm';
import { canonicalJson, type Json } from '../../../canonical.ts';
import type { Deps } from '../../../deps.ts';
import { closingTime } from '../../../governance/ballot/ballot.ts';
import type { BallotDraft } from '../../../governance/ballot/ballotDraft.ts';
import type { Tx } from '../../client.ts';
import { kept } from '../../kept.ts';
import { hold, holdOne, locks } from '../../locks.ts';
import { type Ballot, choiceContext, draftContext, findBallot } from '../../read/ballot/ballot.ts';
import type { BallotResult } from '../../read/ballot/ballotResult.ts';
import { ballot, vote } from '../../schema/ballot.ts';
import type { Vault } from '../../vault.ts';
import type { Changes } from '../kit/changes.ts';
import { findNumber, nextNumber } from '../kit/number.ts';

const MS_PER_MINUTE = 60_000;

/** For the select of whoever casts: held to the end of the transaction. */
export const sharedBallotLock = (number: SQLWrapper) =>
  sql`pg_advisory_xact_lock_shared(${locks.ballot}, ${number})`;

/** The ballot, alone: no cast is under way and none begins before the transaction ends. */
export const lockBallot = async (tx: Tx, vault: Vault, number: number): Promise<Ballot | undefined> => {
  await holdOne(tx, 'ballot', number);
  return findBallot(tx, vault, number);
};

/** Adds a draft under the next number; the same id again answers with the number it got. */
export const insertBallot = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly id: string;
    readonly draft: BallotDraft;
    /** Of the members' vote before an item; the Congress's own is in the draft. */
    readonly itemId?: string;
    readonly now: Date;
  },
): Promise<number> => {
  const { id, draft, now } = given;
  await hold(tx, 'ballotNumber');
  const known = await findNumber(tx, ballot.number, ballot.id, id);
  if (known !== undefined) return known;
  const number = await nextNumber(tx, ballot.number);
  const { question, description, choices, plan, electorate } = draft;
  const opensAt = plan.opensAt === undefined ? null : new Date(plan.opensAt);
  const closesAt = 'closesAt' in plan ? new Date(plan.closesAt) : null;
  const content = { question, choices, ...(description === undefined ? {} : { description }) };
  await tx.insert(ballot).values({
    id,
    number,
    class: draft.class,
    electorate: electorate.kind,
    listId: electorate.kind === 'list' ? electorate.listId : null,
    itemId: electorate.kind === 'congress' ? electorate.itemId : (given.itemId ?? null),
    rule: draft.rule,
    state: 'draft',
    draftSealed: deps.vault.seal(draftContext(id), canonicalJson(content)),
    opensAt,
    closesAt,
    durationMinutes: minutesBetween(opensAt ?? now, closingTime(plan, opensAt ?? now)),
  });
  return number;
};

const minutesBetween = (from: Date, to: Date): number =>
  Math.max(1, Math.round((to.getTime() - from.getTime()) / MS_PER_MINUTE));

export const updateBallot = async (tx: Tx, id: string, fields: Changes<typeof ballot>): Promise<void> => {
  await tx.update(ballot).set(fields).where(eq(ballot.id, id));
};

/** What stays of the votes; the votes themselves go, so that no choice is kept beside a person's mark. */
export const closeBallotRow = async (
  tx: Tx,
  id: string,
  given: { readonly result: BallotResult; readonly resultHash: string },
): Promise<void> => {
  await tx
    .update(ballot)
    .set({ state: 'closed', ...given })
    .where(eq(ballot.id, id));
  await tx.delete(vote).where(eq(vote.ballotId, id));
};

export type StoredVote = { readonly choice: string; readonly order: number };

const selectVote = kept('vote', (tx) =>
  tx
    .select()
    .from(vote)
    .where(and(eq(vote.ballotId, sql.placeholder('ballotId')), eq(vote.mark, sql.placeholder('mark')))),
);

/** The stored vote of a mark; read after its roll entry was locked. */
export const findVote = async (
  tx: Tx,
  vault: Vault,
  ballotId: string,
  mark: Uint8Array,
): Promise<StoredVote | undefined> => {
  const [row] = await selectVote(tx, { ballotId, mark });
  return row && { choice: vault.open(choiceContext(ballotId, mark), row.choiceSealed), order: row.arrival };
};

const storeVote = kept('storeVote', (tx) =>
  tx
    .insert(vote)
    .values({
      ballotId: sql.placeholder('ballotId'),
      mark: sql.placeholder('mark'),
      choiceSealed: sql.placeholder('choiceSealed'),
      arrival: sql.placeholder('arrival'),
    })
    .onConflictDoUpdate({
      target: [vote.ballotId, vote.mark],
      set: { choiceSealed: sql`excluded.choice_sealed`, arrival: sql`excluded.arrival` },
    }),
);

export const upsertVote = async (
  tx: Tx,
  vault: Vault,
  { ballotId, mark, choice, order }: { readonly ballotId: string; readonly mark: Uint8Array } & StoredVote,
): Promise<void> => {
  const choiceSealed = vault.seal(choiceContext(ballotId, mark), choice);
  await storeVote(tx, { ballotId, mark, choiceSealed, arrival: order });
};

/** The published part of a ballot as JSON, hashed into the journal. */
export const contentJson = ({ content }: Pick<Ballot, 'content'>): Json => {
  const { question, description, choices } = content;
  return { question, choices, ...(description === undefined ? {} : { description }) };
};
