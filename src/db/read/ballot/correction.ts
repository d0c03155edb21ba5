import { desc, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Reader } from '../../client.ts';
import { journalEntry } from '../../schema/journal.ts';

const texts = z.object({ ru: z.string(), en: z.string() });
const correctionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ballot.moved'),
    at: z.iso.datetime(),
    number: z.int(),
    from: z.iso.datetime().nullable(),
    to: z.iso.datetime(),
    reason: texts,
  }),
  z.object({
    kind: z.literal('ballot.withdrawn'),
    at: z.iso.datetime(),
    number: z.int(),
    opensAt: z.iso.datetime().nullable(),
    reason: texts,
  }),
]);
/** What was changed in an announced ballot, with the reason that was given. */
export type Correction = z.infer<typeof correctionSchema>;

/** The newest corrections, from the journal: it is what can't be rewritten. A person's text can't pose as one: its quotes are escaped. */
export const listCorrections = async (reader: Reader, limit: number): Promise<Correction[]> => {
  const rows = await reader
    .select({ entry: journalEntry.entry })
    .from(journalEntry)
    .where(sql`${journalEntry.entry} ~ '"kind":"ballot\\.(moved|withdrawn)"'`)
    .orderBy(desc(journalEntry.seq))
    .limit(limit);
  return rows.flatMap(({ entry }) => {
    const parsed = correctionSchema.safeParse(JSON.parse(entry));
    return parsed.success ? [parsed.data] : [];
  });
};
