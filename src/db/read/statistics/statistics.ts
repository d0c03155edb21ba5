import { and, asc, count, desc, eq, gt, ne } from 'drizzle-orm';
import { type Snapshot, snapshotSchema } from '../../../governance/statistics/statistics.ts';
import type { Reader } from '../../client.ts';
import { person } from '../../schema/person.ts';
import { statistics } from '../../schema/statistics.ts';
import type { Vault } from '../../vault.ts';
import { type Profile, profileContext, profileSchema } from '../person/person.ts';

export type PublishedSnapshot = { readonly takenOn: string; readonly content: Snapshot };

/** The newest published aggregates; undefined before the first. */
export const findNewestSnapshot = async (reader: Reader): Promise<PublishedSnapshot | undefined> => {
  const [row] = await reader.select().from(statistics).orderBy(desc(statistics.takenOn)).limit(1);
  return row && { takenOn: row.takenOn, content: snapshotSchema.parse(row.content) };
};

/** Accounts in every state but guests and members: those are nobody yet, these are counted one by one. */
export const countStatuses = async (reader: Reader): Promise<Readonly<Record<string, number>>> => {
  const rows = await reader
    .select({ status: person.status, count: count() })
    .from(person)
    .where(and(ne(person.status, 'guest'), ne(person.status, 'member')))
    .groupBy(person.status);
  return Object.fromEntries(rows.map(({ status, count: people }) => [status, people]));
};

/** How many became members after this day. */
export const countVerifiedAfter = (reader: Reader, day: string): Promise<number> =>
  reader.$count(person, and(eq(person.status, 'member'), gt(person.verifiedOn, day)));

export type MemberTraits = Pick<Profile, 'locale' | 'country' | 'gender' | 'origin'> & {
  readonly id: string;
  readonly verifiedOn: string | null;
};

/** The next members by id, opened for counting: `after` is the last one of the page before. */
export const listMemberTraits = async (
  reader: Reader,
  vault: Vault,
  page: { readonly after: string; readonly limit: number },
): Promise<MemberTraits[]> => {
  const rows = await reader
    .select({ id: person.id, verifiedOn: person.verifiedOn, sealed: person.profileSealed })
    .from(person)
    .where(and(eq(person.status, 'member'), gt(person.id, page.after)))
    .orderBy(asc(person.id))
    .limit(page.limit);
  return rows.map(({ id, verifiedOn, sealed }) => ({
    id,
    verifiedOn,
    ...profileSchema.parse(JSON.parse(vault.open(profileContext(id), sealed))),
  }));
};
