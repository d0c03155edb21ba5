import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { ProjectVoteResult } from '../../../governance/projectVote/projectVote.ts';
import type { Reader } from '../../client.ts';
import { project } from '../../schema/project.ts';
import { projectCandidate, projectVote, projectVoter } from '../../schema/protocol.ts';
import type { SealContext, Vault } from '../../vault.ts';

export const voteResultContext = (id: string): SealContext => ({
  table: 'project_vote',
  column: 'result_sealed',
  row: id,
});
export const projectChoiceContext = (voteId: string, personId: string): SealContext => ({
  table: 'project_voter',
  column: 'choice_sealed',
  row: `${voteId}/${personId}`,
});

const columns = {
  id: projectVote.id,
  number: projectVote.number,
  projectId: projectVote.projectId,
  projectNumber: project.number,
  leaderId: project.leaderId,
  deputyId: project.deputyId,
  state: projectVote.state,
  participants: projectVote.participants,
  active: projectVote.activeParticipants,
  seats: projectVote.seats,
  replaces: projectVote.replaces,
  opensAt: projectVote.opensAt,
  closesAt: projectVote.closesAt,
  rollSize: projectVote.rollSize,
  resultSealed: projectVote.resultSealed,
  bylawsVersion: projectVote.bylawsVersion,
};

const select = (reader: Reader) =>
  reader.select(columns).from(projectVote).innerJoin(project, eq(project.id, projectVote.projectId));
type Row = Awaited<ReturnType<typeof select>>[number];

const toVote =
  (vault: Vault) =>
  ({ resultSealed, ...row }: Row) => ({
    ...row,
    result:
      resultSealed === null
        ? null
        : (JSON.parse(vault.open(voteResultContext(row.id), resultSealed)) as ProjectVoteResult),
  });

/** A project's vote on its delegates; the result is there once it is closed. */
export type ProjectVote = ReturnType<ReturnType<typeof toVote>>;

export const findProjectVote = async (
  reader: Reader,
  vault: Vault,
  number: number,
): Promise<ProjectVote | undefined> => {
  const [row] = await select(reader).where(eq(projectVote.number, number));
  return row && toVote(vault)(row);
};

/** The project's newest vote that was not taken back. */
export const findNewestVote = async (
  reader: Reader,
  vault: Vault,
  projectId: string,
): Promise<ProjectVote | undefined> => {
  const [row] = await select(reader)
    .where(and(eq(projectVote.projectId, projectId), ne(projectVote.state, 'withdrawn')))
    .orderBy(desc(projectVote.number))
    .limit(1);
  return row && toVote(vault)(row);
};

/** The number of the project's vote that is under way; there is one at most. */
export const findVoteUnderWay = async (reader: Reader, projectId: string): Promise<number | undefined> => {
  const [row] = await reader
    .select({ number: projectVote.number })
    .from(projectVote)
    .where(and(eq(projectVote.projectId, projectId), inArray(projectVote.state, ['nominating', 'open'])));
  return row?.number;
};

export type Candidate = { readonly personId: string; readonly agreed: boolean };

/** By id, which is random: no name comes first for its letter, and the order never changes. */
export const listCandidates = async (reader: Reader, voteId: string): Promise<Candidate[]> => {
  const rows = await reader
    .select({ personId: projectCandidate.personId, agreedOn: projectCandidate.agreedOn })
    .from(projectCandidate)
    .where(eq(projectCandidate.voteId, voteId))
    .orderBy(asc(projectCandidate.personId));
  return rows.map(({ personId, agreedOn }) => ({ personId, agreed: agreedOn !== null }));
};

const choiceSchema = z.array(z.string());
/** The sealed choice of one participant. */
export const openChoice = (vault: Vault, voteId: string, personId: string, sealed: Uint8Array): string[] =>
  choiceSchema.parse(JSON.parse(vault.open(projectChoiceContext(voteId, personId), sealed)));

export type Voter = { readonly personId: string; readonly choice: readonly string[] | null };

/** The frozen roll with what everybody chose: for counting, and after the close for the project's roll call (rule G7). */
export const listVoters = async (reader: Reader, vault: Vault, voteId: string): Promise<Voter[]> => {
  const rows = await reader
    .select()
    .from(projectVoter)
    .where(eq(projectVoter.voteId, voteId))
    .orderBy(asc(projectVoter.personId));
  return rows.map(({ personId, choiceSealed }) => ({
    personId,
    choice: choiceSealed === null ? null : openChoice(vault, voteId, personId, choiceSealed),
  }));
};

/** A participant's place on the frozen roll; undefined when they are not on it. */
export const findVoter = async (
  reader: Reader,
  vault: Vault,
  voteId: string,
  personId: string,
): Promise<Voter | undefined> => {
  const [row] = await reader
    .select()
    .from(projectVoter)
    .where(and(eq(projectVoter.voteId, voteId), eq(projectVoter.personId, personId)));
  if (row === undefined) return undefined;
  const { choiceSealed } = row;
  return {
    personId,
    choice: choiceSealed === null ? null : openChoice(vault, voteId, personId, choiceSealed),
  };
};

/** Who is on the roll and has not voted; no choice is opened for it. */
export const listNotVoted = async (reader: Reader, voteId: string): Promise<string[]> => {
  const rows = await reader
    .select({ personId: projectVoter.personId })
    .from(projectVoter)
    .where(and(eq(projectVoter.voteId, voteId), isNull(projectVoter.arrival)));
  return rows.map(({ personId }) => personId);
};

const isDue = (now: Date): SQL | undefined =>
  or(
    and(eq(projectVote.state, 'nominating'), lte(projectVote.opensAt, now)),
    and(eq(projectVote.state, 'open'), lte(projectVote.closesAt, now)),
  );

/** Votes whose opening or close has come. */
export const listDueProjectVotes = async (reader: Reader, now: Date): Promise<number[]> => {
  const rows = await reader.select({ number: projectVote.number }).from(projectVote).where(isDue(now));
  return rows.map(({ number }) => number);
};

/** Open votes that a person may vote in, the nearest deadline first; `arrival` is null for who has not voted. */
export const decidableVotes = (reader: Reader, personId: string, now: Date) =>
  reader
    .select({
      number: projectVote.number,
      closesAt: projectVote.closesAt,
      arrival: projectVoter.arrival,
    })
    .from(projectVoter)
    .innerJoin(projectVote, eq(projectVote.id, projectVoter.voteId))
    .where(
      and(
        eq(projectVoter.personId, personId),
        eq(projectVote.state, 'open'),
        gt(projectVote.closesAt, now),
        isNotNull(projectVote.rollSize),
      ),
    )
    .orderBy(asc(projectVote.closesAt));
