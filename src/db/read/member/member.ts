import { eq } from 'drizzle-orm';
import type { Reader } from '../../client.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';
import { type Account, findAccount, memberNumberIndex } from '../person/person.ts';

/** The one account with this member number; there is no other way from an officer to an account. */
export const findAccountByNumber = async (
  reader: Reader,
  vault: Vault,
  memberNumber: string,
): Promise<Account | undefined> => {
  const [row] = await reader
    .select({ id: person.id })
    .from(person)
    .where(eq(person.numberIndex, memberNumberIndex(vault, memberNumber)));
  return row && findAccount(reader, vault, row.id);
};
