import { desc, eq, type SQL, sql } from 'drizzle-orm';
import type { PetitionState } from '../../../governance/petition/petition.ts';
import type { Reader } from '../../client.ts';
import { petition, petitionReview, petitionSupport } from '../../schema/petition.ts';
import type { Vault } from '../../vault.ts';
import { listPetitionsBy, type Petition } from './petition.ts';
import { authorContext, authorMark, codeContext, reporterMark, supportMark } from './petitionMarks.ts';

type Ref = { readonly id: string; readonly number: number; readonly state: PetitionState };

/** Marks are made for each petition anew: to find a person's, those of all petitions are made, some microseconds each. */
const listRefs = (reader: Reader, where?: SQL): Promise<(Ref & { readonly authorMark: Uint8Array })[]> =>
  reader
    .select({
      id: petition.id,
      number: petition.number,
      state: petition.state,
      authorMark: petition.authorMark,
    })
    .from(petition)
    .where(where)
    .orderBy(desc(petition.number));

const isOpen = eq(petition.state, 'open');

/** Ids of the petitions that a person wrote, the newest first. */
export const listAuthoredBy = async (
  reader: Reader,
  vault: Vault,
  personId: string,
  where?: SQL,
): Promise<Ref[]> =>
  (await listRefs(reader, where)).filter((one) => authorMark(vault, one.id, personId).equals(one.authorMark));

/** How many of a person's petitions collect support. */
export const countOpenOf = async (reader: Reader, vault: Vault, personId: string): Promise<number> =>
  (await listAuthoredBy(reader, vault, personId, isOpen)).length;

export const isAuthorOf = async (
  reader: Reader,
  vault: Vault,
  petitionId: string,
  personId: string,
): Promise<boolean> =>
  (await listAuthoredBy(reader, vault, personId, eq(petition.id, petitionId))).length > 0;

/** Who wrote a petition; undefined when they have left. */
export const findAuthor = async (
  reader: Reader,
  vault: Vault,
  petitionId: string,
): Promise<string | undefined> => {
  const [row] = await reader
    .select({ sealed: petition.authorSealed })
    .from(petition)
    .where(eq(petition.id, petitionId));
  return row?.sealed == null ? undefined : vault.open(authorContext(petitionId), row.sealed);
};

export type OwnSupport = Ref & { readonly code: string };

/** What a person supports, with the check codes, the newest petition first. */
export const listSupportOf = async (
  reader: Reader,
  vault: Vault,
  personId: string,
  only: 'open' | 'all' = 'all',
): Promise<OwnSupport[]> => {
  const refs = await listRefs(reader, only === 'open' ? isOpen : undefined);
  if (refs.length === 0) return [];
  const ids = refs.map(({ id }) => id);
  const marks = ids.map((id) => supportMark(vault, id, personId).toString('hex'));
  const rows = await reader.execute<{ id: string; mark: string; sealed: string }>(sql`
    select s.petition_id as id, wanted.mark, encode(s.code_sealed, 'hex') as sealed
    from unnest(${sql.param(ids)}::uuid[], ${sql.param(marks)}::text[]) as wanted (id, mark)
    join ${petitionSupport} s on s.petition_id = wanted.id and s.mark = decode(wanted.mark, 'hex')`);
  const codes = new Map(
    rows.map(({ id, mark, sealed }) => [
      id,
      vault.open(codeContext(id, Buffer.from(mark, 'hex')), Buffer.from(sealed, 'hex')),
    ]),
  );
  return refs.flatMap(({ id, number, state }) => {
    const code = codes.get(id);
    return code === undefined ? [] : [{ id, number, state, code }];
  });
};

/** A person's check code on one petition; undefined: they do not support it. */
export const findOwnCode = async (
  reader: Reader,
  vault: Vault,
  petitionId: string,
  personId: string,
): Promise<string | undefined> => {
  const mark = supportMark(vault, petitionId, personId);
  const [row] = await reader
    .select({ sealed: petitionSupport.codeSealed })
    .from(petitionSupport)
    .where(sql`${petitionSupport.petitionId} = ${petitionId} and ${petitionSupport.mark} = ${mark}`);
  return row && vault.open(codeContext(petitionId, mark), row.sealed);
};

/** What a person wrote, and what they support and can still withdraw from: the newest first. */
export const listMine = async (reader: Reader, vault: Vault, personId: string): Promise<Petition[]> => {
  const written = await listAuthoredBy(reader, vault, personId);
  const supported = await listSupportOf(reader, vault, personId, 'open');
  const ids = [...new Set([...written, ...supported].map(({ id }) => id))];
  if (ids.length === 0) return [];
  return listPetitionsBy(reader, sql`${petition.id} = any(${sql.param(ids)}::uuid[])`);
};

export type OwnPetitions = {
  readonly written: readonly Ref[];
  readonly supported: readonly OwnSupport[];
  readonly reported: readonly { readonly number: number; readonly state: string }[];
};

/** Everything that ties a person to petitions, for themselves. */
export const readOwnPetitions = async (
  reader: Reader,
  vault: Vault,
  personId: string,
): Promise<OwnPetitions> => {
  const reviews = await reader
    .select({
      petitionId: petitionReview.petitionId,
      number: petition.number,
      state: petitionReview.state,
      mark: petitionReview.reporterMark,
    })
    .from(petitionReview)
    .innerJoin(petition, eq(petition.id, petitionReview.petitionId))
    .orderBy(desc(petitionReview.number));
  return {
    written: await listAuthoredBy(reader, vault, personId),
    supported: await listSupportOf(reader, vault, personId),
    reported: reviews
      .filter(({ petitionId, mark }) => reporterMark(vault, petitionId, personId).equals(mark))
      .map(({ number, state }) => ({ number, state })),
  };
};
