import { and, asc, eq, gt, max, or, sql } from 'drizzle-orm';
import type { MemberStatus } from '../../../governance/person/membership.ts';
import type { Reader } from '../../client.ts';
import { rollEntry, vote } from '../../schema/ballot.ts';
import { signature } from '../../schema/declaration.ts';
import { listEntry, presence } from '../../schema/list.ts';
import { mandate } from '../../schema/mandate.ts';
import { person } from '../../schema/person.ts';
import type { Vault } from '../../vault.ts';
import { listNameContext } from '../list/list.ts';
import { rollMark } from './ballot.ts';

/** What the right to vote is judged by, for one of many. */
export type Elector = {
  readonly personId: string;
  readonly status: MemberStatus;
  readonly originConfirmed: boolean;
  readonly verifiedOn: string | null;
  readonly signedVersion: number | null;
};

export type ListElector = Elector & { readonly publicName: string; readonly presentUntil: Date | null };

const signedVersions = (reader: Reader) =>
  reader
    .select({ personId: signature.personId, version: max(signature.version).as('version') })
    .from(signature)
    .groupBy(signature.personId)
    .as('signed');

const electorColumns = {
  personId: person.id,
  status: person.status,
  originConfirmed: person.originConfirmed,
  verifiedOn: person.verifiedOn,
};

/** Every member with what their right to vote hangs on. */
export const listMemberElectors = (reader: Reader): Promise<Elector[]> => {
  const signed = signedVersions(reader);
  return reader
    .select({ ...electorColumns, signedVersion: signed.version })
    .from(person)
    .leftJoin(signed, eq(signed.personId, person.id))
    .where(eq(person.status, 'member'));
};

/** Some of them by id, after one that is known. */
export const pageMemberElectors = (
  reader: Reader,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Elector[]> =>
  reader
    .select({
      ...electorColumns,
      signedVersion: sql<
        number | null
      >`(select max(${signature.version}) from ${signature} where ${signature.personId} = ${person.id})`,
    })
    .from(person)
    .where(and(eq(person.status, 'member'), gt(person.id, after)))
    .orderBy(asc(person.id))
    .limit(limit);

/** Everybody on a named list, whatever their rights are now. */
export const listListElectors = async (
  reader: Reader,
  vault: Vault,
  listId: string,
): Promise<ListElector[]> => {
  const signed = signedVersions(reader);
  const rows = await reader
    .select({
      ...electorColumns,
      signedVersion: signed.version,
      sealed: listEntry.publicNameSealed,
      presentUntil: presence.until,
    })
    .from(listEntry)
    .innerJoin(person, eq(person.id, listEntry.personId))
    .leftJoin(signed, eq(signed.personId, person.id))
    .leftJoin(presence, and(eq(presence.listId, listEntry.listId), eq(presence.personId, listEntry.personId)))
    .where(eq(listEntry.listId, listId));
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    publicName: vault.open(listNameContext(listId, row.personId), sealed),
  }));
};

/**
 * Who stands on a frozen roll, found again by the marks of today's members and delegates: the roll itself names nobody, so those who
 * left since are not found and get no notice.
 */
export const listRollPersons = async (
  reader: Reader,
  vault: Vault,
  ballotId: string,
): Promise<{ readonly personId: string; readonly voted: boolean }[]> => {
  const entries = await reader
    .select({ mark: rollEntry.mark, voted: sql<boolean>`${vote.mark} is not null` })
    .from(rollEntry)
    .leftJoin(vote, and(eq(vote.ballotId, rollEntry.ballotId), eq(vote.mark, rollEntry.mark)))
    .where(eq(rollEntry.ballotId, ballotId));
  const votedByMark = new Map(entries.map(({ mark, voted }) => [Buffer.from(mark).toString('hex'), voted]));
  // Delegates and substitutes need not be members of the Alliance.
  const inCongress = sql`${person.id} in (select ${mandate.personId} from ${mandate} union select ${mandate.substituteId} from ${mandate})`;
  const members = await reader
    .select({ id: person.id })
    .from(person)
    .where(or(eq(person.status, 'member'), inCongress));
  return members.flatMap(({ id }) => {
    const voted = votedByMark.get(rollMark(vault, ballotId, id).toString('hex'));
    return voted === undefined ? [] : [{ personId: id, voted }];
  });
};
