import { eq } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Tx } from '../../client.ts';
import {
  type Account,
  findAccount,
  memberNumberIndex,
  type Profile,
  profileContext,
  telegramContext,
  telegramIndexOf,
} from '../../read/person/person.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';

/** Inserts an account or does nothing when another update of the same person was faster; then read it again. */
export const insertPerson = async (
  tx: Tx,
  deps: Pick<Deps, 'vault' | 'random'>,
  facts: { readonly telegramId: number; readonly profile: Profile; readonly today: string },
): Promise<void> => {
  const id = deps.random.uuid();
  await tx
    .insert(person)
    .values({
      id,
      telegramIndex: telegramIndexOf(deps.vault, facts.telegramId),
      telegramSealed: deps.vault.seal(telegramContext(id), String(facts.telegramId)),
      profileSealed: deps.vault.seal(profileContext(id), JSON.stringify(facts.profile)),
      createdOn: facts.today,
    })
    .onConflictDoNothing({ target: person.telegramIndex });
};

/** The account as it is now, locked until the transaction ends. */
export const lockAccount = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  id: string,
): Promise<Account | undefined> => {
  await tx.select({ id: person.id }).from(person).where(eq(person.id, id)).for('update');
  return findAccount(tx, deps.vault, id);
};

export const updateProfile = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  id: string,
  profile: Profile,
): Promise<void> => {
  await tx
    .update(person)
    .set({ profileSealed: deps.vault.seal(profileContext(id), JSON.stringify(profile)) })
    .where(eq(person.id, id));
};

export const updatePerson = async (
  tx: Tx,
  id: string,
  fields: Partial<Omit<typeof person.$inferInsert, 'id' | 'createdOn'>>,
): Promise<void> => {
  await tx.update(person).set(fields).where(eq(person.id, id));
};

export const memberNumberIsTaken = async (tx: Tx, vault: Vault, memberNumber: string): Promise<boolean> => {
  const found = await tx
    .select({ id: person.id })
    .from(person)
    .where(eq(person.numberIndex, memberNumberIndex(vault, memberNumber)));
  return found.length > 0;
};
