import { and, asc, gt, inArray } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';
import { listVouchesFor, voucherMarkOf } from './vouch.ts';

/** Marks are computed over so many people at a time; a million are never in memory. */
const BATCH = 5_000;

/**
 * The accounts of those who vouched for a person, as far as still kept (rule M5): found by computing the marks of all who could
 * have, a batch at a time, and written down nowhere.
 */
export const findVouchersOf = async (reader: Reader, vault: Vault, personId: string): Promise<string[]> => {
  const vouches = await listVouchesFor(reader, vault, voucherMarkOf(vault, personId));
  const wanted = new Set(vouches.map(({ voucherMark }) => Buffer.from(voucherMark).toString('hex')));
  const found: string[] = [];
  for (let after: string | undefined; found.length < wanted.size; ) {
    const rows: { id: string }[] = await reader
      .select({ id: person.id })
      .from(person)
      .where(
        and(
          inArray(person.status, ['member', 'suspended', 'leaving']),
          after === undefined ? undefined : gt(person.id, after),
        ),
      )
      .orderBy(asc(person.id))
      .limit(BATCH);
    for (const { id } of rows) {
      if (wanted.has(voucherMarkOf(vault, id).toString('hex'))) found.push(id);
    }
    after = rows.at(-1)?.id;
    if (after === undefined) break;
  }
  return found;
};
