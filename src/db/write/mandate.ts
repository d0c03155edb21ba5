import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Deps } from '../../deps.ts';
import type { Tx } from '../client.ts';
import { mandateNameContext, mandateNameIndex, substituteNameContext } from '../read/mandate.ts';
import { mandate } from '../schema/mandate.ts';

/** Any fixed number: it names the counter of mandates among the advisory locks of this database. */
const NUMBER_LOCK = 7_301_041;

export type NewMandate = {
  readonly id: string;
  readonly source: 'project' | 'members';
  readonly projectId: string | null;
  readonly personId: string;
  readonly substituteId?: string | null;
  readonly publicName: string;
  readonly substituteName?: string;
  readonly protocolNumber: number | null;
  readonly seat: number;
  readonly term: number;
  readonly begins: Date;
  readonly ends: Date;
};

/** Adds a mandate under the next number and answers with it. */
export const insertMandate = async (
  tx: Tx,
  { vault }: Pick<Deps, 'vault'>,
  { publicName, substituteName, ...given }: NewMandate,
): Promise<number> => {
  await tx.execute(sql`select pg_advisory_xact_lock(${NUMBER_LOCK})`);
  const [last] = await tx.select({ number: sql<number>`coalesce(max(${mandate.number}), 0)` }).from(mandate);
  const number = Number(last?.number ?? 0) + 1;
  await tx.insert(mandate).values({
    ...given,
    number,
    publicNameSealed: vault.seal(mandateNameContext(given.id), publicName),
    publicNameIndex: mandateNameIndex(vault, publicName),
    substituteNameSealed:
      substituteName === undefined ? null : vault.seal(substituteNameContext(given.id), substituteName),
  });
  return number;
};

export type MandateEnd = NonNullable<(typeof mandate.$inferSelect)['endReason']>;

/** Ends a mandate before its term; one that has ended keeps its end. */
export const endMandate = async (
  tx: Tx,
  id: string,
  end: { readonly at: Date; readonly reason: MandateEnd },
): Promise<void> => {
  await tx
    .update(mandate)
    .set({ endedAt: end.at, endReason: end.reason })
    .where(and(eq(mandate.id, id), isNull(mandate.endedAt)));
};
