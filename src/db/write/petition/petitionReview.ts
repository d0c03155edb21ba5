import { and, eq, sql } from 'drizzle-orm';
import type { AppealOutcome } from '../../../governance/agenda/appeal.ts';
import type { Lot } from '../../../governance/petition/lottery.ts';
import type { JurorVerdict, ReviewState } from '../../../governance/petition/petitionReview.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { jurorMark, reportContext } from '../../read/petition/petitionMarks.ts';
import type { ReviewOutcome } from '../../read/petition/petitionReview.ts';
import { petitionJuror, petitionReview } from '../../schema/petition.ts';
import type { Vault } from '../../vault.ts';
import { nextNumber } from '../kit/number.ts';

export type NewReview = {
  readonly id: string;
  readonly submissionId: string;
  readonly petitionId: string;
  readonly reason: string;
  readonly reporterMark: Uint8Array;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly lot: Lot;
  /** The marks of everybody who could be drawn, one after the other. */
  readonly lotRoll: Uint8Array;
  readonly jurors: readonly string[];
};

/** Bytes turn into text on their way: sixteen million of them at once would hold everybody else up. */
const SENT_AT_ONCE = 256 * 1024;

/** Puts bytes together on the server, a part at a time, as a large object of this transaction; answers with its id. */
const sendInParts = async (tx: Tx, bytes: Uint8Array): Promise<number> => {
  const [made] = await tx.execute<{ id: number }>(sql`select lo_create(0)::int8 as id`);
  const id = Number(made?.id);
  for (let at = 0; at < bytes.length; at += SENT_AT_ONCE)
    await tx.execute(
      sql`select lo_put(${id}::int8::oid, ${at}::int8, ${Buffer.from(bytes.subarray(at, at + SENT_AT_ONCE))}::bytea)`,
    );
  return id;
};

/** Adds a review with its lot and the people who were drawn. */
export const insertReview = async (tx: Tx, vault: Vault, given: NewReview): Promise<number> => {
  const { reason, jurors, lotRoll, ...row } = given;
  const sent = await sendInParts(tx, lotRoll);
  await hold(tx, 'reviewNumber');
  const number = await nextNumber(tx, petitionReview.number);
  await tx.insert(petitionReview).values({
    ...row,
    number,
    state: 'deciding',
    reasonSealed: vault.seal(reportContext(row.id), reason),
    lotRoll: sql`lo_get(${sent}::int8::oid)`,
  });
  await tx.execute(sql`select lo_unlink(${sent}::int8::oid)`);
  await tx
    .insert(petitionJuror)
    .values(jurors.map((personId) => ({ reviewId: row.id, mark: jurorMark(vault, row.id, personId) })));
  return number;
};

export const findReviewOf = async (
  tx: Tx,
  submissionId: string,
): Promise<{ number: number; dueAt: Date } | undefined> => {
  const [row] = await tx
    .select({ number: petitionReview.number, dueAt: petitionReview.dueAt })
    .from(petitionReview)
    .where(eq(petitionReview.submissionId, submissionId));
  return row;
};

/** Which petition a review is about: it is locked first, by everybody. */
export const findReviewPlace = async (
  tx: Tx,
  number: number,
): Promise<{ id: string; petitionId: string } | undefined> => {
  const [row] = await tx
    .select({ id: petitionReview.id, petitionId: petitionReview.petitionId })
    .from(petitionReview)
    .where(eq(petitionReview.number, number));
  return row;
};

/** State and reporter of a petition's reviews, for a report; the petition is locked by the caller. */
export const listReviewFacts = (
  tx: Tx,
  petitionId: string,
): Promise<{ readonly state: ReviewState; readonly reporterMark: Uint8Array }[]> =>
  tx
    .select({ state: petitionReview.state, reporterMark: petitionReview.reporterMark })
    .from(petitionReview)
    .where(eq(petitionReview.petitionId, petitionId));

export type Juror = typeof petitionJuror.$inferSelect;

/** A review with the verdicts so far; the petition is locked by the caller, and with it everything about it. */
export const getReviewFacts = async (tx: Tx, id: string) => {
  const [review] = await tx.select().from(petitionReview).where(eq(petitionReview.id, id));
  if (review === undefined) throw new Error('A review that was read a moment ago is gone.');
  const jurors = await tx.select().from(petitionJuror).where(eq(petitionJuror.reviewId, id));
  return { review, jurors };
};

export const updateVerdict = async (
  tx: Tx,
  juror: Pick<Juror, 'reviewId' | 'mark'>,
  given: { readonly verdict: JurorVerdict; readonly reasonSealed: Uint8Array | null },
): Promise<void> => {
  await tx
    .update(petitionJuror)
    .set(given)
    .where(sql`${petitionJuror.reviewId} = ${juror.reviewId} and ${petitionJuror.mark} = ${juror.mark}`);
};

/** Ends a review: what is published stands in the outcome, everything that was written for it is deleted. */
export const endReviewRow = async (
  tx: Tx,
  id: string,
  given: { readonly state: 'kept' | 'closed'; readonly outcome: ReviewOutcome; readonly decidedOn: string },
): Promise<void> => {
  await tx
    .update(petitionReview)
    .set({ ...given, reasonSealed: null })
    .where(eq(petitionReview.id, id));
  await tx.update(petitionJuror).set({ reasonSealed: null }).where(eq(petitionJuror.reviewId, id));
};

/** The review that closed a petition. */
export const findClosingReview = async (
  tx: Tx,
  petitionId: string,
): Promise<{ id: string; number: number; appeal: string | null } | undefined> => {
  const [row] = await tx
    .select({ id: petitionReview.id, number: petitionReview.number, appeal: petitionReview.appeal })
    .from(petitionReview)
    .where(and(eq(petitionReview.petitionId, petitionId), eq(petitionReview.state, 'closed')));
  return row;
};

export const insertAppeal = async (
  tx: Tx,
  id: string,
  given: { readonly appeal: string; readonly appealedOn: string },
): Promise<void> => {
  await tx.update(petitionReview).set(given).where(eq(petitionReview.id, id));
};

/** Which petition a review is about, by the review's id. */
export const findPetitionOfReview = async (tx: Tx, id: string): Promise<string | undefined> => {
  const [row] = await tx
    .select({ petitionId: petitionReview.petitionId })
    .from(petitionReview)
    .where(eq(petitionReview.id, id));
  return row?.petitionId;
};

/** Writes down what the Congress decided on the appeal; answers with the closing it is about. */
export const endPetitionAppeal = async (
  tx: Tx,
  id: string,
  appealVerdict: AppealOutcome,
): Promise<{ lot: number; decidedOn: string | null }> => {
  const [row] = await tx
    .update(petitionReview)
    .set({ appealVerdict })
    .where(eq(petitionReview.id, id))
    .returning({ lot: petitionReview.number, decidedOn: petitionReview.decidedOn });
  if (row === undefined) throw new Error('A review that was read a moment ago is gone.');
  return row;
};
