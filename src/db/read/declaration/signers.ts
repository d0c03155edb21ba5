import { and, asc, eq, exists, gt, gte, inArray, notExists, sql } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { signature } from '../../schema/declaration.ts';
import { journalEntry } from '../../schema/journal.ts';
import { person } from '../../schema/person.ts';

export type SignersQuery = {
  /** Signed nothing as new as this version … */
  readonly before: number;
  /** … but this one or a newer one. */
  readonly from: number;
  /** The last id of the batch before. */
  readonly after: string | undefined;
  readonly limit: number;
};

/** Ids of people in the Alliance, or on the way there, whose newest signature lies in a range of versions; by id, in batches. */
export const listSigners = async (
  reader: Reader,
  { before, from, after, limit }: SignersQuery,
): Promise<string[]> => {
  const signedSince = (version: number) =>
    reader
      .select({ one: sql`1` })
      .from(signature)
      .where(and(eq(signature.personId, person.id), gte(signature.version, version)));
  const rows = await reader
    .select({ id: person.id })
    .from(person)
    .where(
      and(
        inArray(person.status, ['signed', 'verifying', 'member']),
        exists(signedSince(from)),
        notExists(signedSince(before)),
        after === undefined ? undefined : gt(person.id, after),
      ),
    )
    .orderBy(asc(person.id))
    .limit(limit);
  return rows.map(({ id }) => id);
};

/** What the journal says of who was told about new versions: "<version>:<days left>". */
export const listTold = async (reader: Reader): Promise<string[]> => {
  const rows = await reader
    .select({ entry: journalEntry.entry })
    .from(journalEntry)
    .where(sql`${journalEntry.entry} like '%"kind":"declaration.told"%'`);
  return rows.map(({ entry }) => {
    const { version, daysLeft } = JSON.parse(entry) as { version: number; daysLeft: number | null };
    return `${version}:${daysLeft}`;
  });
};
