import { and, asc, count, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Texts } from '../../../governance/kit/text.ts';
import { foldPublicName } from '../../../governance/list/list.ts';
import type { Reader } from '../../client.ts';
import { listEntry, listLink, nameList, presence } from '../../schema/list.ts';
import type { Vault } from '../../vault.ts';

const titleSchema = z.object({ ru: z.string(), en: z.string() });

export type NameList = { readonly id: string; readonly number: number; readonly title: Texts };

export const listNameContext = (listId: string, personId: string) => ({
  table: 'list_entry',
  column: 'public_name_sealed',
  row: `${listId}/${personId}`,
});

/** Two names of one list that read the same have the same index. */
export const listNameIndex = (vault: Vault, listId: string, name: string): Buffer =>
  vault.index('list.publicName', `${listId}/${foldPublicName(name)}`);

export const listTokenIndex = (vault: Vault, token: string): Buffer => vault.index('list.token', token);

const listColumns = { id: nameList.id, number: nameList.number, title: nameList.title };
const toList = (row: { id: string; number: number; title: unknown }): NameList => ({
  id: row.id,
  number: row.number,
  title: titleSchema.parse(row.title),
});

export const findList = async (reader: Reader, number: number): Promise<NameList | undefined> => {
  const [row] = await reader.select(listColumns).from(nameList).where(eq(nameList.number, number));
  return row && toList(row);
};

export const findListById = async (reader: Reader, id: string): Promise<NameList | undefined> => {
  const parsed = z.uuid().safeParse(id);
  if (!parsed.success) return undefined;
  const [row] = await reader.select(listColumns).from(nameList).where(eq(nameList.id, parsed.data));
  return row && toList(row);
};

export const countEntries = (reader: Reader, listId: string): Promise<number> =>
  reader.$count(listEntry, eq(listEntry.listId, listId));

export const countLists = (reader: Reader): Promise<number> => reader.$count(nameList);

/** Lists with the number of their people, oldest first. */
export const listLists = async (
  reader: Reader,
  page: { readonly offset: number; readonly limit: number },
): Promise<(NameList & { readonly size: number })[]> => {
  const rows = await reader
    .select({ ...listColumns, size: count(listEntry.personId) })
    .from(nameList)
    .leftJoin(listEntry, eq(listEntry.listId, nameList.id))
    .groupBy(nameList.id)
    .orderBy(asc(nameList.number))
    .offset(page.offset)
    .limit(page.limit);
  return rows.map(({ size, ...row }) => ({ ...toList(row), size }));
};

export type OwnEntry = {
  readonly list: NameList;
  readonly publicName: string;
  /** Until when the person's check-in counts; it may be over. */
  readonly presentUntil: Date | null;
};

/** The lists a person is on, with the public name they chose there. */
export const listEntriesOf = async (reader: Reader, vault: Vault, personId: string): Promise<OwnEntry[]> => {
  const rows = await reader
    .select({ ...listColumns, sealed: listEntry.publicNameSealed, presentUntil: presence.until })
    .from(listEntry)
    .innerJoin(nameList, eq(nameList.id, listEntry.listId))
    .leftJoin(presence, and(eq(presence.listId, listEntry.listId), eq(presence.personId, listEntry.personId)))
    .where(eq(listEntry.personId, personId))
    .orderBy(asc(nameList.number));
  return rows.map(({ sealed, presentUntil, ...row }) => ({
    list: toList(row),
    publicName: vault.open(listNameContext(row.id, personId), sealed),
    presentUntil,
  }));
};

/** A single-use invitation with the list it leads to. */
export type ListLink = {
  readonly list: NameList;
  readonly invitedBy: string;
  readonly expiresAt: Date;
  readonly used: boolean;
};

export const findListLink = async (
  reader: Reader,
  vault: Vault,
  token: string,
): Promise<ListLink | undefined> => {
  const [row] = await reader
    .select({
      ...listColumns,
      invitedBy: listLink.invitedBy,
      expiresAt: listLink.expiresAt,
      usedOn: listLink.usedOn,
    })
    .from(listLink)
    .innerJoin(nameList, eq(nameList.id, listLink.listId))
    .where(eq(listLink.tokenIndex, listTokenIndex(vault, token)));
  if (row === undefined) return undefined;
  const { invitedBy, expiresAt, usedOn } = row;
  return { list: toList(row), invitedBy, expiresAt, used: usedOn !== null };
};
