import { canonicalJson, type Json } from '../../../canonical.ts';
import { JOURNAL_GENESIS, journalHash } from '../../../governance/journal/journal.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { findJournalHead } from '../../read/journal/journal.ts';
import { journalEntry } from '../../schema/journal.ts';

/** Public facts only: no reference to a person, no exact time of a personal act. */
export type JournalFact = { readonly kind: string; readonly at: Date } & {
  readonly [field: string]: Json | Date;
};

/** Appends to the chain's head. Writers wait here for one another, so call it last in a transaction. */
export const appendJournal = async (tx: Tx, fact: JournalFact): Promise<void> => {
  await hold(tx, 'journalHead');
  const head = await findJournalHead(tx);
  const previousHash = head?.hash ?? JOURNAL_GENESIS;
  const plain = Object.fromEntries(
    Object.entries(fact).map(([key, value]): [string, Json] => [
      key,
      value instanceof Date ? value.toISOString() : value,
    ]),
  );
  const entry = canonicalJson(plain);
  await tx
    .insert(journalEntry)
    .values({ seq: (head?.seq ?? 0) + 1, entry, previousHash, hash: journalHash(previousHash, entry) });
};
