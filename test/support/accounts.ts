import { type Account, findAccountByTelegram, findRecipient } from '../../src/db/read/person/person.ts';
import type { Deps } from '../../src/deps.ts';
import type { BotApi, Person } from '../../src/playground/types.ts';

type Store = Pick<Deps, 'db' | 'vault'>;

/** The account of somebody on Telegram, who must have one. */
export const getAccount = async ({ db, vault }: Store, { id }: Pick<Person, 'id'>): Promise<Account> => {
  const account = await findAccountByTelegram(db, vault, id);
  if (account === undefined) throw new Error('There is no such account.');
  return account;
};

/** The other way round: the Telegram side of an account that exists. */
export const getPerson = async (
  { db, vault }: Store,
  api: Pick<BotApi, 'createPerson' | 'person'>,
  personId: string,
): Promise<Person> => {
  const { telegramId: id } = (await findRecipient(db, vault, personId)) ?? {};
  if (id === undefined) throw new Error('There is no such account.');
  return api.person(id) ?? api.createPerson({ id, firstName: 'N', opened: true });
};
