import { asc, desc, gt } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { journalEntry } from '../../schema/journal.ts';

export type JournalRow = typeof journalEntry.$inferSelect;

/** The page after `afterSeq`, oldest first. */
export const listJournal = (reader: Reader, afterSeq: number, limit: number): Promise<JournalRow[]> =>
  reader
    .select()
    .from(journalEntry)
    .where(gt(journalEntry.seq, afterSeq))
    .orderBy(asc(journalEntry.seq))
    .limit(limit);

export const findJournalHead = async (reader: Reader): Promise<JournalRow | undefined> => {
  const [row] = await reader.select().from(journalEntry).orderBy(desc(journalEntry.seq)).limit(1);
  return row;
};
