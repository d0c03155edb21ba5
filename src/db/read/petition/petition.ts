import { and, asc, count, desc, eq, gt, inArray, isNotNull, lte, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contentLocales } from '../../../governance/kit/text.ts';
import type { PetitionState, PetitionVerdict } from '../../../governance/petition/petition.ts';
import type { Reader } from '../../client.ts';
import { petition, petitionCommitment } from '../../schema/petition.ts';

const verdictSchema: z.ZodType<PetitionVerdict> = z.object({
  rule: z.literal('petition'),
  base: z.object({ kind: z.literal('members'), number: z.int() }),
  number: z.int(),
  needed: z.int(),
  test: z.string(),
  reached: z.boolean(),
  bylawsVersion: z.int(),
});

/** What everybody may read of a petition; who wrote it only by the name they chose. */
export const petitionColumns = {
  id: petition.id,
  number: petition.number,
  state: petition.state,
  locale: petition.locale,
  title: petition.title,
  proposal: petition.proposal,
  reasons: petition.reasons,
  authorName: petition.authorName,
  support: petition.support,
  openedAt: petition.openedAt,
  closesAt: petition.closesAt,
  reachedAt: petition.reachedAt,
  bylawsVersion: petition.bylawsVersion,
  verdict: petition.verdict,
};

export type Petition = {
  readonly id: string;
  readonly number: number;
  readonly state: PetitionState;
  readonly locale: (typeof contentLocales)[number];
  readonly title: string;
  readonly proposal: string;
  readonly reasons: string;
  readonly authorName: string | null;
  readonly support: number;
  readonly openedAt: Date;
  readonly closesAt: Date;
  readonly reachedAt: Date | null;
  readonly bylawsVersion: number;
  /** By which it was judged at its end; null while it is open. */
  readonly verdict: PetitionVerdict | null;
};

type Row = Omit<Petition, 'locale' | 'verdict'> & { readonly locale: string; readonly verdict: unknown };

export const toPetition = (row: Row): Petition => ({
  ...row,
  locale: contentLocales.find((locale) => locale === row.locale) ?? contentLocales[0],
  verdict: row.verdict === null ? null : verdictSchema.parse(row.verdict),
});

export const findPetition = async (reader: Reader, number: number): Promise<Petition | undefined> => {
  const [row] = await reader.select(petitionColumns).from(petition).where(eq(petition.number, number));
  return row && toPetition(row);
};

export const listPetitionsBy = async (reader: Reader, where: SQL | undefined): Promise<Petition[]> =>
  (await reader.select(petitionColumns).from(petition).where(where).orderBy(desc(petition.number))).map(
    toPetition,
  );

/** What is shown: by support or the newest first of the open ones, those on an agenda, those that ended otherwise. */
export const petitionLists = ['support', 'new', 'reached', 'ended'] as const;
export type PetitionList = (typeof petitionLists)[number];

const statesOf: Readonly<Record<PetitionList, readonly PetitionState[]>> = {
  support: ['open'],
  new: ['open'],
  reached: ['reached'],
  ended: ['closed', 'expired'],
};
const ofList = (list: PetitionList) => inArray(petition.state, [...statesOf[list]]);

export const listPetitions = async (
  reader: Reader,
  list: PetitionList,
  page: { readonly offset: number; readonly limit: number },
): Promise<Petition[]> => {
  const order =
    list === 'support' ? [desc(petition.support), desc(petition.number)] : [desc(petition.number)];
  const rows = await reader
    .select(petitionColumns)
    .from(petition)
    .where(ofList(list))
    .orderBy(...order)
    .offset(page.offset)
    .limit(page.limit);
  return rows.map(toPetition);
};

export const countPetitions = (reader: Reader, list: PetitionList): Promise<number> =>
  reader.$count(petition, ofList(list));

/** By number, the newest first, for readers that follow a cursor. */
export const pagePetitions = async (
  reader: Reader,
  page: {
    readonly before?: number | undefined;
    readonly state?: PetitionState | undefined;
    readonly limit: number;
  },
): Promise<Petition[]> => {
  const { before, state, limit } = page;
  const rows = await reader
    .select(petitionColumns)
    .from(petition)
    .where(
      and(
        before === undefined ? undefined : sql`${petition.number} < ${before}`,
        state === undefined ? undefined : eq(petition.state, state),
      ),
    )
    .orderBy(desc(petition.number))
    .limit(limit);
  return rows.map(toPetition);
};

/** How many there are in each state, and the support of each state's together. */
export const countByState = async (
  reader: Reader,
): Promise<Readonly<Record<PetitionState, { readonly petitions: number; readonly support: number }>>> => {
  const rows = await reader
    .select({
      state: petition.state,
      petitions: count(),
      support: sql<number>`sum(${petition.support})::int`,
    })
    .from(petition)
    .groupBy(petition.state);
  const none = { petitions: 0, support: 0 };
  const found = Object.fromEntries(rows.map(({ state, ...numbers }) => [state, numbers]));
  return { open: none, reached: none, closed: none, expired: none, ...found };
};

/** Open ones whose time for support is over. */
export const listExpiring = async (reader: Reader, now: Date, limit: number): Promise<number[]> => {
  const rows = await reader
    .select({ number: petition.number })
    .from(petition)
    .where(and(eq(petition.state, 'open'), lte(petition.closesAt, now)))
    .orderBy(asc(petition.closesAt))
    .limit(limit);
  return rows.map(({ number }) => number);
};

export type PublishedCommitment = {
  readonly id: string;
  readonly batch: number;
  readonly act: 'added' | 'withdrawn';
  readonly commitment: string;
};

/** The published list: batch by batch, within a batch in no order. `after` is the last one of the page before. */
export const listCommitments = async (
  reader: Reader,
  petitionId: string,
  page: {
    readonly after?: { readonly batch: number; readonly id: string } | undefined;
    readonly limit: number;
  },
): Promise<PublishedCommitment[]> => {
  const { after, limit } = page;
  const rows = await reader
    .select({
      id: petitionCommitment.id,
      batch: petitionCommitment.seq,
      act: petitionCommitment.act,
      commitment: petitionCommitment.commitment,
    })
    .from(petitionCommitment)
    .where(
      and(
        eq(petitionCommitment.petitionId, petitionId),
        isNotNull(petitionCommitment.seq),
        after === undefined
          ? undefined
          : sql`(${petitionCommitment.seq}, ${petitionCommitment.id}) > (${after.batch}, ${after.id}::uuid)`,
      ),
    )
    .orderBy(asc(petitionCommitment.seq), asc(petitionCommitment.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, batch: row.batch ?? 0 }));
};

/** How many entries are published, and what they add up to: the supporters that anybody can count. */
export const countCommitments = async (
  reader: Reader,
  petitionId: string,
): Promise<{ readonly entries: number; readonly support: number }> => {
  const [row] = await reader
    .select({
      entries: count(),
      support: sql<number>`coalesce(sum(case ${petitionCommitment.act} when 'added' then 1 else -1 end), 0)::int`,
    })
    .from(petitionCommitment)
    .where(and(eq(petitionCommitment.petitionId, petitionId), gt(petitionCommitment.seq, 0)));
  return row ?? { entries: 0, support: 0 };
};
