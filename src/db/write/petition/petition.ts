import { eq, type SQL, sql } from 'drizzle-orm';
import type { PetitionVerdict } from '../../../governance/petition/petition.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { memberTally } from '../../schema/person.ts';
import { petition, petitionCommitment, petitionSupport } from '../../schema/petition.ts';
import { nextNumber } from '../kit/number.ts';

export type NewPetition = Omit<typeof petition.$inferInsert, 'number' | 'state' | 'support'>;

/** Adds a petition under the next number. */
export const insertPetition = async (tx: Tx, given: NewPetition): Promise<number> => {
  await hold(tx, 'petitionNumber');
  const number = await nextNumber(tx, petition.number);
  await tx.insert(petition).values({ ...given, number, state: 'open', support: 0 });
  return number;
};

/** The petition that a submission became; a repeated one finds what it did. */
export const findPetitionOf = async (
  tx: Tx,
  submissionId: string,
): Promise<{ id: string; number: number } | undefined> => {
  const [row] = await tx
    .select({ id: petition.id, number: petition.number })
    .from(petition)
    .where(eq(petition.submissionId, submissionId));
  return row;
};

/** What supporting and withdrawing are decided by. Everybody who does waits here, so call it when nothing is left to look up. */
export const lockSupportFacts = async (tx: Tx, id: string) => {
  const [row] = await tx
    .select({
      state: petition.state,
      closesAt: petition.closesAt,
      support: petition.support,
      milestone: petition.milestone,
      authorSealed: petition.authorSealed,
      members: sql<number>`(select coalesce(sum(change), 0)::int from ${memberTally})`,
    })
    .from(petition)
    .where(eq(petition.id, id))
    .for('update');
  if (row === undefined) throw new Error('A petition that was read a moment ago is gone.');
  return row;
};

type Act = {
  readonly petitionId: string;
  readonly mark: Uint8Array;
  readonly commitment: string;
  readonly today: string;
};

// The order of ids is the order in which a batch is published: random, so that it tells nothing of when each came.
const commitmentRow = (
  act: 'added' | 'withdrawn',
  commitment: SQL | string,
  petitionId: string,
  today: string,
) =>
  sql`insert into ${petitionCommitment} (id, petition_id, act, commitment, waits_since)
    select gen_random_uuid(), ${petitionId}::uuid, ${act}, ${commitment}, ${today}::date`;

/** Writes a support, its commitment and the new number. One statement: others wait until it is committed. */
export const addSupport = async (
  tx: Tx,
  given: Act & { readonly codeSealed: Uint8Array; readonly milestone: number },
): Promise<void> => {
  const { petitionId, mark, commitment, codeSealed, today, milestone } = given;
  await tx.execute(sql`
    with support as (insert into ${petitionSupport} (petition_id, mark, commitment, code_sealed)
      values (${petitionId}, ${mark}, ${commitment}, ${codeSealed})),
    commitment as (${commitmentRow('added', commitment, petitionId, today)})
    update ${petition} set support = support + 1, milestone = greatest(milestone, ${milestone})
      where id = ${petitionId}`);
};

/** Takes a support back; nothing when there is none. The petition is locked by the caller. */
export const removeSupport = async (tx: Tx, given: Omit<Act, 'commitment'>): Promise<void> => {
  const { petitionId, mark, today } = given;
  await tx.execute(sql`
    with gone as (delete from ${petitionSupport} where petition_id = ${petitionId} and mark = ${mark} returning commitment),
    commitment as (${commitmentRow('withdrawn', sql`gone.commitment`, petitionId, today)} from gone)
    update ${petition} set support = support - (select count(*) from gone) where id = ${petitionId}`);
};

export const markReached = async (
  tx: Tx,
  id: string,
  given: { readonly verdict: PetitionVerdict; readonly now: Date },
): Promise<void> => {
  const { verdict, now } = given;
  await tx
    .update(petition)
    .set({ state: 'reached', reachedAt: now, verdict, milestone: 100 })
    .where(eq(petition.id, id));
};

export const endPetition = async (
  tx: Tx,
  id: string,
  given: { readonly state: 'closed' | 'expired'; readonly verdict: PetitionVerdict },
): Promise<void> => {
  await tx.update(petition).set(given).where(eq(petition.id, id));
};

/** The Congress overturned the closing: support is collected again, and nothing is judged yet. */
export const reopenPetition = async (tx: Tx, id: string, closesAt: Date): Promise<void> => {
  await tx.update(petition).set({ state: 'open', verdict: null, closesAt }).where(eq(petition.id, id));
};

/** The sealed secret of the next lot, as it is now. */
export const readLotSecret = async (tx: Tx, id: string): Promise<Uint8Array> => {
  const [row] = await tx
    .select({ lotSecretSealed: petition.lotSecretSealed })
    .from(petition)
    .where(eq(petition.id, id));
  if (row === undefined) throw new Error('A petition that was read a moment ago is gone.');
  return row.lotSecretSealed;
};

/** The next lot of this petition needs a secret that nobody has seen. */
export const renewLotSecret = async (
  tx: Tx,
  id: string,
  given: { readonly lotCommitment: string; readonly lotSecretSealed: Uint8Array },
): Promise<void> => {
  await tx.update(petition).set(given).where(eq(petition.id, id));
};

/** The row as it is stored, locked: what a review needs beside what is public. */
export const lockPetition = async (tx: Tx, id: string): Promise<typeof petition.$inferSelect> => {
  const [row] = await tx.select().from(petition).where(eq(petition.id, id)).for('update');
  if (row === undefined) throw new Error('A petition that was read a moment ago is gone.');
  return row;
};
