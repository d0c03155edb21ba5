import type { Tx } from '../../db/client.ts';
import type { Account } from '../../db/read/person/person.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';

/** The account of whoever acts, locked: two acts of one person come one after the other. It was there when they began. */
export const lockPerson = async (tx: Tx, deps: Pick<Deps, 'vault'>, id: string): Promise<Account> => {
  const account = await lockAccount(tx, deps, id);
  if (account === undefined) throw new Error('The account of the person who acts is gone.');
  return account;
};
