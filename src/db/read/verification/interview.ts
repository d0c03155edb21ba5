import { and, asc, eq, inArray, min, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { InterviewFacts } from '../../../governance/verification/interview.ts';
import type { Reader } from '../../client.ts';
import { interview } from '../../schema/interview.ts';
import { proposal } from '../../schema/office.ts';
import type { Vault } from '../../vault.ts';
import type { Queue } from '../proposal/proposal.ts';

const column = (name: string) => (proposalId: string) => ({ table: 'call', column: name, row: proposalId });
export const wishesContext = column('wishes_sealed');
export const linkContext = column('link_sealed');
export const wordsContext = column('words_sealed');

const wishesSchema = z.array(z.iso.datetime());
const wordsSchema = z.strictObject({ officers: z.string(), person: z.string() });
export type InterviewWords = z.infer<typeof wordsSchema>;

/** An appointment with the case it belongs to. */
export type Interview = InterviewFacts & {
  readonly proposalId: string;
  readonly number: number;
  /** Of the case: since when the person has waited. */
  readonly createdAt: Date;
  readonly link: string | undefined;
  readonly words: InterviewWords | undefined;
};

type Row = {
  readonly call: typeof interview.$inferSelect;
  readonly number: number;
  readonly createdAt: Date;
};

const toInterview = (vault: Vault, { call: row, number, createdAt }: Row): Interview => {
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

const selectInterviews = async (
  reader: Reader,
  vault: Vault,
  where: SQL | undefined,
  page: { readonly limit?: number; readonly offset?: number } = {},
): Promise<Interview[]> => {
  const rows = await reader
    .select({ call: interview, number: proposal.number, createdAt: proposal.createdAt })
    .from(interview)
    .innerJoin(proposal, eq(proposal.id, interview.proposalId))
    .where(where)
    .orderBy(asc(proposal.number))
    .limit(page.limit ?? Number.MAX_SAFE_INTEGER)
    .offset(page.offset ?? 0);
  return rows.map((row) => toInterview(vault, row));
};

/** The appointment of one case; undefined when none was asked for. */
export const findInterview = async (
  reader: Reader,
  vault: Vault,
  number: number,
): Promise<Interview | undefined> => (await selectInterviews(reader, vault, eq(proposal.number, number)))[0];

/** The appointment of an applicant's open case. */
export const findInterviewOf = async (
  reader: Reader,
  vault: Vault,
  personId: string,
): Promise<Interview | undefined> =>
  (await selectInterviews(reader, vault, eq(interview.candidateId, personId)))[0];

// What waits for officers; after a missed call the applicant's turn comes first.
const forOfficers = (officerId: string): SQL | undefined =>
  and(inArray(interview.state, ['wished', 'taken', 'agreed']), ne(interview.candidateId, officerId));

/** A page of the appointments that officers other than the applicant see, by case number. */
export const listInterviews = (
  reader: Reader,
  vault: Vault,
  officerId: string,
  page: { readonly limit: number; readonly offset?: number; readonly afterNumber?: number },
): Promise<Interview[]> =>
  selectInterviews(
    reader,
    vault,
    and(forOfficers(officerId), sql`${proposal.number} > ${page.afterNumber ?? 0}`),
    page,
  );

export const countInterviews = async (reader: Reader, officerId: string): Promise<Queue> => {
  const [row] = await reader
    .select({ waiting: sql<number>`count(*)::int`, oldest: min(proposal.createdAt) })
    .from(interview)
    .innerJoin(proposal, eq(proposal.id, interview.proposalId))
    .where(forOfficers(officerId));
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? undefined };
};

/** Appointments in which something can be due by the clock. */
export const listRunningInterviews = (reader: Reader, vault: Vault): Promise<Interview[]> =>
  selectInterviews(reader, vault, ne(interview.state, 'missed'));
