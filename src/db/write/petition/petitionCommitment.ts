import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { locks } from '../../locks.ts';
import { petition, petitionCommitment } from '../../schema/petition.ts';
import { nextNumber } from '../kit/number.ts';

/** Petitions with commitments that can be published: enough of them, or of a day that is over, or of a petition that is. */
export const listReadyBatches = async (
  tx: Tx,
  given: { readonly atLeast: number; readonly today: string },
): Promise<{ id: string; number: number }[]> => {
  const { atLeast, today } = given;
  return tx
    .select({ id: petition.id, number: petition.number })
    .from(petitionCommitment)
    .innerJoin(petition, eq(petition.id, petitionCommitment.petitionId))
    .where(isNull(petitionCommitment.seq))
    .groupBy(petition.id)
    .having(
      sql`count(*) >= ${atLeast} or min(${petitionCommitment.waitsSince}) < ${today}::date or ${petition.state} <> 'open'`,
    )
    .orderBy(petition.number);
};

/**
 * Publishes what waits of one petition as its next batch. Two at once publish everything once: a row that the other has taken is
 * passed over, and the petition's number of batches is read under a lock of its own.
 */
export const publishBatch = async (
  tx: Tx,
  petitionId: string,
): Promise<{ batch: number; entries: { act: 'added' | 'withdrawn'; commitment: string }[] }> => {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${petitionId}, ${locks.petitionBatch}))`,
  );
  const batch = await nextNumber(tx, petitionCommitment.seq, eq(petitionCommitment.petitionId, petitionId));
  const entries = await tx
    .update(petitionCommitment)
    .set({ seq: batch, waitsSince: null })
    .where(and(eq(petitionCommitment.petitionId, petitionId), isNull(petitionCommitment.seq)))
    .returning({ act: petitionCommitment.act, commitment: petitionCommitment.commitment });
  return { batch, entries };
};
