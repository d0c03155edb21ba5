import { and, asc, count, countDistinct, eq, gt, isNull, sql } from 'drizzle-orm';
import type { OfficeLink } from '../../../governance/office/officeLink.ts';
import type { Role } from '../../../governance/person/role.ts';
import type { Reader } from '../../client.ts';
import { office, officeLink, officer } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';

export const officeTokenIndex = (vault: Vault, token: string): Buffer => vault.index('office.token', token);

/** What a button carries instead of the token: the first half of its keyed index. */
const REF_BYTES = 16;
export const officeLinkRef = (vault: Vault, token: string): string =>
  officeTokenIndex(vault, token).subarray(0, REF_BYTES).toString('hex');

export const linkHasRef = (ref: string) =>
  sql`substring(${officeLink.tokenIndex} from 1 for ${REF_BYTES}) = decode(${ref}, 'hex')`;

export const linkFrom = (row: typeof officeLink.$inferSelect): OfficeLink => ({
  role: row.role,
  used: row.usedOn !== null,
  expiresAt: row.expiresAt,
});

export const findOfficeLink = async (reader: Reader, ref: string): Promise<OfficeLink | undefined> => {
  const [row] = await reader.select().from(officeLink).where(linkHasRef(ref));
  return row && linkFrom(row);
};

/** Persons in office and invitations that can still be taken: what counts as "the first two". */
export const countOfficers = async (reader: Reader, now: Date): Promise<number> => {
  const [persons] = await reader.select({ count: countDistinct(office.personId) }).from(office);
  const [links] = await reader
    .select({ count: count() })
    .from(officeLink)
    .where(and(isNull(officeLink.usedOn), gt(officeLink.expiresAt, now)));
  return (persons?.count ?? 0) + (links?.count ?? 0);
};

/** How many hold each role; who they are is nobody's business here. */
export const countRoles = (reader: Reader): Promise<{ role: Role; count: number }[]> =>
  reader
    .select({ role: office.role, count: count() })
    .from(office)
    .groupBy(office.role)
    .orderBy(asc(office.role));

/** What somebody is called by in the secretariat: «Сотрудник № 3»; undefined for who never held a role. */
export const findOfficerNumber = async (reader: Reader, personId: string): Promise<number | undefined> => {
  const [row] = await reader.select().from(officer).where(eq(officer.personId, personId));
  return row?.number;
};

export const findOfficerByNumber = async (reader: Reader, number: number): Promise<string | undefined> => {
  const [row] = await reader.select().from(officer).where(eq(officer.number, number));
  return row?.personId;
};

/** Who holds which role, by officers' numbers only. */
export const listOffices = (reader: Reader): Promise<{ number: number; role: Role }[]> =>
  reader
    .select({ number: officer.number, role: office.role })
    .from(office)
    .innerJoin(officer, eq(officer.personId, office.personId))
    .orderBy(asc(officer.number), asc(office.role));
