import { max, sql } from 'drizzle-orm';
import type { Tx } from '../../client.ts';
import { ballot } from '../../schema/ballot.ts';
import { dissent } from '../../schema/session.ts';

/** Any fixed number: it names the counter of decisions among the advisory locks of this database. */
const NUMBER_LOCK = 7_301_061;

/** The next number of the register, held until the transaction ends: no number is given twice or left out. */
export const nextDecision = async (tx: Tx): Promise<number> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${NUMBER_LOCK})`);
  const [last] = await tx.select({ number: max(ballot.decision) }).from(ballot);
  return (last?.number ?? 0) + 1;
};

type NewDissent = typeof dissent.$inferInsert;

/** One of each delegate and project on a decision: what they write later takes the place of what they wrote before. */
export const upsertDissent = async (tx: Tx, given: NewDissent): Promise<void> => {
  const { text, locale, declines, writtenAt, name } = given;
  const owner = given.mandateId == null ? dissent.projectId : dissent.mandateId;
  await tx
    .insert(dissent)
    .values(given)
    .onConflictDoUpdate({
      target: [dissent.itemId, owner],
      set: { text, locale, declines, writtenAt, name },
    });
};
