import { and, asc, eq, inArray, min, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallFacts } from '../../../governance/verification/call.ts';
import type { Reader } from '../../client.ts';
import { call } from '../../schema/call.ts';
import { proposal } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';
import type { Queue } from '../proposal/proposal.ts';

const column = (name: string) => (proposalId: string) => ({ table: 'call', column: name, row: proposalId });
export const wishesContext = column('wishes_sealed');
export const linkContext = column('link_sealed');
export const wordsContext = column('words_sealed');

const wishesSchema = z.array(z.iso.datetime());
const wordsSchema = z.strictObject({ officers: z.string(), person: z.string() });
export type CallWords = z.infer<typeof wordsSchema>;

/** An appointment with the case it belongs to. */
export type Call = CallFacts & {
  readonly proposalId: string;
  readonly number: number;
  /** Of the case: since when the person has waited. */
  readonly createdAt: Date;
  readonly link: string | undefined;
  readonly words: CallWords | undefined;
};

type Row = { readonly call: typeof call.$inferSelect; readonly number: number; readonly createdAt: Date };

const toCall = (vault: Vault, { call: row, number, createdAt }: Row): Call => {
  const { wishesSealed, linkSealed, wordsSealed, ...plain } = row;
  const { proposalId } = row;
  return {
    ...plain,
    number,
    createdAt,
    wishes: wishesSchema.parse(JSON.parse(vault.open(wishesContext(proposalId), wishesSealed))),
    link: linkSealed === null ? undefined : vault.open(linkContext(proposalId), linkSealed),
    words:
      wordsSealed === null
        ? undefined
        : wordsSchema.parse(JSON.parse(vault.open(wordsContext(proposalId), wordsSealed))),
  };
};

const selectCalls = async (
  reader: Reader,
  vault: Vault,
  where: SQL | undefined,
  page: { readonly limit?: number; readonly offset?: number } = {},
): Promise<Call[]> => {
  const rows = await reader
    .select({ call, number: proposal.number, createdAt: proposal.createdAt })
    .from(call)
    .innerJoin(proposal, eq(proposal.id, call.proposalId))
    .where(where)
    .orderBy(asc(proposal.number))
    .limit(page.limit ?? Number.MAX_SAFE_INTEGER)
    .offset(page.offset ?? 0);
  return rows.map((row) => toCall(vault, row));
};

/** The appointment of one case; undefined when none was asked for. */
export const findCall = async (reader: Reader, vault: Vault, number: number): Promise<Call | undefined> =>
  (await selectCalls(reader, vault, eq(proposal.number, number)))[0];

/** The appointment of an applicant's open case. */
export const findCallOf = async (reader: Reader, vault: Vault, personId: string): Promise<Call | undefined> =>
  (await selectCalls(reader, vault, eq(call.candidateId, personId)))[0];

// What waits for officers; after a missed call the applicant's turn comes first.
const forOfficers = (officerId: string): SQL | undefined =>
  and(inArray(call.state, ['wished', 'taken', 'agreed']), ne(call.candidateId, officerId));

/** A page of the appointments that officers other than the applicant see, by case number. */
export const listCalls = (
  reader: Reader,
  vault: Vault,
  officerId: string,
  page: { readonly limit: number; readonly offset?: number; readonly afterNumber?: number },
): Promise<Call[]> =>
  selectCalls(
    reader,
    vault,
    and(forOfficers(officerId), sql`${proposal.number} > ${page.afterNumber ?? 0}`),
    page,
  );

export const countCalls = async (reader: Reader, officerId: string): Promise<Queue> => {
  const [row] = await reader
    .select({ waiting: sql<number>`count(*)::int`, oldest: min(proposal.createdAt) })
    .from(call)
    .innerJoin(proposal, eq(proposal.id, call.proposalId))
    .where(forOfficers(officerId));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined };
};

/** Appointments in which something can be due by the clock. */
export const listRunningCalls = (reader: Reader, vault: Vault): Promise<Call[]> =>
  selectCalls(reader, vault, ne(call.state, 'missed'));
