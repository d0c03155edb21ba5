import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  inArray,
  isNull,
  lte,
  or,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm';
import { z } from 'zod';
import { foldPublicName } from '../../../governance/list/list.ts';
import type { Reader } from '../../client.ts';
import { mandate } from '../../schema/mandate.ts';
import { project } from '../../schema/project.ts';
import type { SealContext, Vault } from '../../vault.ts';

/** A delegate's mandate, with the names under which delegate and substitute appear in public (rules D3, G7, G13). */
export type Mandate = {
  readonly id: string;
  readonly number: number;
  readonly source: 'project' | 'members';
  readonly projectId: string | null;
  readonly projectNumber: number | null;
  readonly projectName: string | null;
  /** Null once the person is gone. */
  readonly personId: string | null;
  readonly substituteId: string | null;
  readonly publicName: string;
  readonly substituteName?: string;
  readonly protocolNumber: number | null;
  readonly seat: number;
  /** Consecutive terms, this one included (rule D4). */
  readonly term: number;
  readonly begins: Date;
  /** The last moment by its term; `endedAt` may be earlier. */
  readonly ends: Date;
  readonly endedAt: Date | null;
  readonly endReason: 'renewed' | 'replaced' | 'resigned' | 'left' | 'locked' | null;
};

export const mandateNameContext = (id: string): SealContext => ({
  table: 'mandate',
  column: 'public_name_sealed',
  row: id,
});
export const substituteNameContext = (id: string): SealContext => ({
  table: 'mandate',
  column: 'substitute_name_sealed',
  row: id,
});

/** Two names that read the same have the same index: delegates are told apart in the minutes. */
export const mandateNameIndex = (vault: Vault, name: string): Buffer =>
  vault.index('mandate.publicName', foldPublicName(name));

/** In force at an instant: begun, not run out, not ended early. */
export const inForceAt = (at: Date | Placeholder): SQL | undefined =>
  and(lte(mandate.begins, at), gt(mandate.ends, at), or(isNull(mandate.endedAt), gt(mandate.endedAt, at)));

const columns = {
  id: mandate.id,
  number: mandate.number,
  source: mandate.source,
  projectId: mandate.projectId,
  projectNumber: project.number,
  content: project.content,
  personId: mandate.personId,
  substituteId: mandate.substituteId,
  nameSealed: mandate.publicNameSealed,
  substituteSealed: mandate.substituteNameSealed,
  protocolNumber: mandate.protocolNumber,
  seat: mandate.seat,
  term: mandate.term,
  begins: mandate.begins,
  ends: mandate.ends,
  endedAt: mandate.endedAt,
  endReason: mandate.endReason,
};

const contentSchema = z.object({ name: z.string() });

/** The name in the registry; null for a project that was never verified, which has no mandates. */
export const projectNameOf = (content: unknown): string | null => {
  const parsed = contentSchema.safeParse(content);
  return parsed.success ? parsed.data.name : null;
};

type Row = Omit<Mandate, 'publicName' | 'substituteName' | 'projectName'> & {
  readonly content: unknown;
  readonly nameSealed: Uint8Array;
  readonly substituteSealed: Uint8Array | null;
};

const toMandate =
  (vault: Vault) =>
  ({ content, nameSealed, substituteSealed, ...row }: Row): Mandate => ({
    ...row,
    projectName: projectNameOf(content),
    publicName: vault.open(mandateNameContext(row.id), nameSealed),
    ...(substituteSealed === null
      ? {}
      : { substituteName: vault.open(substituteNameContext(row.id), substituteSealed) }),
  });

const selectMandates = (reader: Reader) =>
  reader.select(columns).from(mandate).leftJoin(project, eq(project.id, mandate.projectId));

/** Individual members' delegates come after the projects'. */
const byProjectAndSeat = [sql`${project.number} asc nulls last`, asc(mandate.seat), asc(mandate.number)];

/** Mandates in force at an instant, by project and seat; `page` opens the names of that part alone. */
export const listMandatesAt = async (
  reader: Reader,
  vault: Vault,
  at: Date,
  page?: { readonly offset: number; readonly limit: number },
): Promise<Mandate[]> => {
  const query = selectMandates(reader)
    .where(inForceAt(at))
    .orderBy(...byProjectAndSeat);
  const rows = await (page === undefined ? query : query.offset(page.offset).limit(page.limit));
  return rows.map(toMandate(vault));
};

/** Mandates in force of these projects, by project and seat. */
export const listMandatesOfProjectsAt = async (
  reader: Reader,
  vault: Vault,
  projectIds: readonly string[],
  at: Date,
): Promise<Mandate[]> => {
  if (projectIds.length === 0) return [];
  const rows = await selectMandates(reader)
    .where(and(inArray(mandate.projectId, [...projectIds]), inForceAt(at)))
    .orderBy(...byProjectAndSeat);
  return rows.map(toMandate(vault));
};

/** Mandates in force of the individual members' delegates (rule D5), by seat. */
export const listMandatesOfMembersAt = async (
  reader: Reader,
  vault: Vault,
  at: Date,
  page: { readonly offset: number; readonly limit: number },
): Promise<Mandate[]> => {
  const rows = await selectMandates(reader)
    .where(and(eq(mandate.source, 'members'), inForceAt(at)))
    .orderBy(...byProjectAndSeat)
    .offset(page.offset)
    .limit(page.limit);
  return rows.map(toMandate(vault));
};

/** How many mandates are in force: "all delegates" (rules G3, G10). */
export const countMandatesAt = async (reader: Reader, at: Date): Promise<number> => {
  const [row] = await reader.select({ mandates: count() }).from(mandate).where(inForceAt(at));
  return row?.mandates ?? 0;
};

/** A person's mandate, and whether they hold it or stand in for its delegate (rule G13). */
export type OwnMandate = Mandate & { readonly as: 'delegate' | 'substitute' };

/** The mandate a person acts by at an instant; who holds one and is another's substitute acts by their own. */
export const findMandateOf = async (
  reader: Reader,
  vault: Vault,
  personId: string,
  at: Date,
): Promise<OwnMandate | undefined> => {
  const rows = await selectMandates(reader)
    .where(and(or(eq(mandate.personId, personId), eq(mandate.substituteId, personId)), inForceAt(at)))
    .orderBy(asc(mandate.number));
  const row = rows.find((found) => found.personId === personId) ?? rows[0];
  return row && { ...toMandate(vault)(row), as: row.personId === personId ? 'delegate' : 'substitute' };
};

/** Mandates in whose delegate's place somebody may vote (rule G13). */
export const listMandatesStoodInFor = async (
  reader: Reader,
  vault: Vault,
  personId: string,
  at: Date,
): Promise<Mandate[]> => {
  const rows = await selectMandates(reader)
    .where(and(eq(mandate.substituteId, personId), inForceAt(at)))
    .orderBy(asc(mandate.number));
  return rows.map(toMandate(vault));
};

export const findMandate = async (reader: Reader, vault: Vault, id: string): Promise<Mandate | undefined> => {
  const [row] = await selectMandates(reader).where(eq(mandate.id, id));
  return row && toMandate(vault)(row);
};

/** Every mandate a project ever gave, the newest first. */
export const listMandatesOfProject = async (
  reader: Reader,
  vault: Vault,
  projectId: string,
): Promise<Mandate[]> => {
  const rows = await selectMandates(reader)
    .where(eq(mandate.projectId, projectId))
    .orderBy(desc(mandate.begins), asc(mandate.seat));
  return rows.map(toMandate(vault));
};

/** Everybody who holds a mandate at an instant, for notices; no name is opened. */
export const listDelegateIds = async (reader: Reader, at: Date): Promise<string[]> => {
  const rows = await reader.select({ personId: mandate.personId }).from(mandate).where(inForceAt(at));
  return rows.flatMap(({ personId }) => (personId === null ? [] : [personId]));
};

export const findMandateByNumber = async (
  reader: Reader,
  vault: Vault,
  number: number,
): Promise<Mandate | undefined> => {
  const [row] = await selectMandates(reader).where(eq(mandate.number, number));
  return row && toMandate(vault)(row);
};
