import { and, eq, sql } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import { dayOf } from '../../../governance/kit/day.ts';
import type { Texts } from '../../../governance/kit/text.ts';
import type { Tx } from '../../client.ts';
import { hold } from '../../locks.ts';
import { listNameContext, listNameIndex, listTokenIndex } from '../../read/list/list.ts';
import { listEntry, listLink, nameList, presence } from '../../schema/list.ts';
import type { Vault } from '../../vault.ts';
import { findNumber, nextNumber } from '../kit/number.ts';

/** Adds a list under the next number; the same id again answers with the number it got. */
export const insertList = async (
  tx: Tx,
  given: { readonly id: string; readonly title: Texts; readonly now: Date },
): Promise<number> => {
  await hold(tx, 'listNumber');
  const known = await findNumber(tx, nameList.number, nameList.id, given.id);
  if (known !== undefined) return known;
  const number = await nextNumber(tx, nameList.number);
  await tx.insert(nameList).values({ id: given.id, number, title: given.title, createdAt: given.now });
  return number;
};

/** Holds the list: two entries at once could take the same public name. */
export const lockList = async (tx: Tx, listId: string): Promise<void> => {
  await tx.select({ id: nameList.id }).from(nameList).where(eq(nameList.id, listId)).for('update');
};

export const insertListLink = async (
  tx: Tx,
  vault: Vault,
  given: {
    readonly token: string;
    readonly listId: string;
    readonly invitedBy: string;
    readonly expiresAt: Date;
  },
): Promise<void> => {
  const { token, ...row } = given;
  await tx.insert(listLink).values({ tokenIndex: listTokenIndex(vault, token), ...row });
};

/** Marks a link as used; false when somebody was faster. */
export const useListLink = async (tx: Tx, vault: Vault, token: string, now: Date): Promise<boolean> => {
  const used = await tx
    .update(listLink)
    .set({ usedOn: dayOf(now) })
    .where(and(eq(listLink.tokenIndex, listTokenIndex(vault, token)), sql`${listLink.usedOn} is null`))
    .returning({ listId: listLink.listId });
  return used.length > 0;
};

export const isNameTaken = async (tx: Tx, vault: Vault, listId: string, name: string): Promise<boolean> =>
  (await tx.$count(
    listEntry,
    and(eq(listEntry.listId, listId), eq(listEntry.publicNameIndex, listNameIndex(vault, listId, name))),
  )) > 0;

export const isOnList = async (tx: Tx, listId: string, personId: string): Promise<boolean> =>
  (await tx.$count(listEntry, and(eq(listEntry.listId, listId), eq(listEntry.personId, personId)))) > 0;

export const insertListEntry = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  given: {
    readonly listId: string;
    readonly personId: string;
    readonly publicName: string;
    readonly now: Date;
  },
): Promise<void> => {
  const { listId, personId, publicName, now } = given;
  await tx.insert(listEntry).values({
    listId,
    personId,
    publicNameSealed: deps.vault.seal(listNameContext(listId, personId), publicName),
    publicNameIndex: listNameIndex(deps.vault, listId, publicName),
    agreedOn: dayOf(now),
  });
};

/** False when the person was not on the list. The check-in goes with the entry. */
export const deleteListEntry = async (tx: Tx, listId: string, personId: string): Promise<boolean> => {
  const gone = await tx
    .delete(listEntry)
    .where(and(eq(listEntry.listId, listId), eq(listEntry.personId, personId)))
    .returning({ listId: listEntry.listId });
  return gone.length > 0;
};

export const upsertPresence = async (
  tx: Tx,
  given: { readonly listId: string; readonly personId: string; readonly until: Date },
): Promise<void> => {
  await tx
    .insert(presence)
    .values(given)
    .onConflictDoUpdate({ target: [presence.listId, presence.personId], set: { until: given.until } });
};
