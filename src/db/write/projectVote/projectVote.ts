import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Deps } from '../../../deps.ts';
import type { Day } from '../../../governance/kit/day.ts';
import type { ProjectVoteResult } from '../../../governance/projectVote/projectVote.ts';
import type { Tx } from '../../client.ts';
import { hold, holdOne, shareOne } from '../../locks.ts';
import {
  findProjectVote,
  openChoice,
  type ProjectVote,
  projectChoiceContext,
  voteResultContext,
} from '../../read/projectVote/projectVote.ts';
import { projectCandidate, projectVote, projectVoter } from '../../schema/protocol.ts';
import type { Vault } from '../../vault.ts';
import { findNumber, nextNumber } from '../kit/number.ts';

/** Casts of a vote hold it together; everything else waits for them and keeps new ones out. */
export const lockProjectVoteShared = async (tx: Tx, number: number): Promise<void> => {
  await shareOne(tx, 'projectVote', number);
};

/** The vote, alone: no cast is under way and none begins before the transaction ends. */
export const lockProjectVote = async (
  tx: Tx,
  vault: Vault,
  number: number,
): Promise<ProjectVote | undefined> => {
  await holdOne(tx, 'projectVote', number);
  return findProjectVote(tx, vault, number);
};

export type NewProjectVote = Pick<
  typeof projectVote.$inferInsert,
  'submissionId' | 'projectId' | 'participants' | 'seats' | 'opensAt' | 'closesAt' | 'bylawsVersion'
> & { readonly active: number; readonly replaces: string | null };

/** Adds a vote under the next number. The caller holds the project. */
export const insertProjectVote = async (
  tx: Tx,
  deps: Pick<Deps, 'random'>,
  { active, ...given }: NewProjectVote,
): Promise<number> => {
  await hold(tx, 'projectVoteNumber');
  const number = await nextNumber(tx, projectVote.number);
  await tx.insert(projectVote).values({
    ...given,
    id: deps.random.uuid(),
    number,
    state: 'nominating',
    activeParticipants: active,
  });
  return number;
};

/** What was opened with this id before; a repeated form finds what it did. */
export const findSubmittedVote = (tx: Tx, submissionId: string): Promise<number | undefined> =>
  findNumber(tx, projectVote.number, projectVote.submissionId, submissionId);

export const updateProjectVote = async (
  tx: Tx,
  deps: Pick<Deps, 'vault'>,
  id: string,
  fields: {
    readonly state: ProjectVote['state'];
    readonly rollSize?: number;
    readonly result?: ProjectVoteResult;
  },
): Promise<void> => {
  const { result, ...rest } = fields;
  const sealed =
    result === undefined
      ? {}
      : { resultSealed: deps.vault.seal(voteResultContext(id), JSON.stringify(result)) };
  await tx
    .update(projectVote)
    .set({ ...rest, ...sealed })
    .where(eq(projectVote.id, id));
};

/** Proposes somebody, or notes that they agree; who agreed keeps their day. */
export const upsertCandidate = async (
  tx: Tx,
  given: { readonly voteId: string; readonly personId: string; readonly agreedOn: Day | null },
): Promise<void> => {
  const insert = tx.insert(projectCandidate).values(given);
  const target = [projectCandidate.voteId, projectCandidate.personId];
  await (given.agreedOn === null
    ? insert.onConflictDoNothing({ target })
    : insert.onConflictDoUpdate({ target, set: { agreedOn: given.agreedOn } }));
};

export const deleteCandidate = async (tx: Tx, voteId: string, personId: string): Promise<void> => {
  await tx
    .delete(projectCandidate)
    .where(and(eq(projectCandidate.voteId, voteId), eq(projectCandidate.personId, personId)));
};

/** Who did not agree in time, or left the project, is no candidate. */
export const keepCandidates = async (
  tx: Tx,
  voteId: string,
  participants: readonly string[],
): Promise<void> => {
  await tx
    .delete(projectCandidate)
    .where(and(eq(projectCandidate.voteId, voteId), isNull(projectCandidate.agreedOn)));
  await tx
    .delete(projectCandidate)
    .where(
      and(
        eq(projectCandidate.voteId, voteId),
        sql`not ${projectCandidate.personId} = any(${sql.param([...participants])}::uuid[])`,
      ),
    );
};

/** A statement may have 65,535 parameters; two go into a row. */
const ROWS_PER_STATEMENT = 5000;

/** Freezes the roll (rule G10). */
export const insertVoters = async (tx: Tx, voteId: string, personIds: readonly string[]): Promise<void> => {
  for (let at = 0; at < personIds.length; at += ROWS_PER_STATEMENT) {
    const rows = personIds.slice(at, at + ROWS_PER_STATEMENT).map((personId) => ({ voteId, personId }));
    await tx.insert(projectVoter).values(rows);
  }
};

export type LockedVoter = {
  readonly previous: { readonly choice: string[]; readonly order: number } | undefined;
};

/** A participant's place on the roll, locked: two votes of one person come one after the other. */
export const lockVoter = async (
  tx: Tx,
  vault: Vault,
  voteId: string,
  personId: string,
): Promise<LockedVoter | undefined> => {
  const [row] = await tx
    .select()
    .from(projectVoter)
    .where(and(eq(projectVoter.voteId, voteId), eq(projectVoter.personId, personId)))
    .for('update');
  if (row === undefined) return undefined;
  const { choiceSealed, arrival } = row;
  if (choiceSealed === null || arrival === null) return { previous: undefined };
  return { previous: { choice: openChoice(vault, voteId, personId, choiceSealed), order: arrival } };
};

export const storeChoice = async (
  tx: Tx,
  vault: Vault,
  given: {
    readonly voteId: string;
    readonly personId: string;
    readonly choice: readonly string[];
    readonly order: number;
  },
): Promise<void> => {
  const { voteId, personId, choice, order } = given;
  await tx
    .update(projectVoter)
    .set({
      choiceSealed: vault.seal(projectChoiceContext(voteId, personId), JSON.stringify(choice)),
      arrival: order,
    })
    .where(and(eq(projectVoter.voteId, voteId), eq(projectVoter.personId, personId)));
};

/** Deletes who voted how in votes that ended before `before`; answers how many rows. */
export const deleteOldVoters = async (tx: Tx, before: Date): Promise<number> => {
  const ended = tx
    .select({ id: projectVote.id })
    .from(projectVote)
    .where(and(inArray(projectVote.state, ['closed', 'withdrawn']), lt(projectVote.closesAt, before)));
  const gone = await tx
    .delete(projectVoter)
    .where(inArray(projectVoter.voteId, ended))
    .returning({ voteId: projectVoter.voteId });
  return gone.length;
};

/** Deletes whole votes that ended before `before`; answers how many. */
export const deleteOldVotes = async (tx: Tx, before: Date): Promise<number> => {
  const gone = await tx
    .delete(projectVote)
    .where(and(inArray(projectVote.state, ['closed', 'withdrawn']), lt(projectVote.closesAt, before)))
    .returning({ id: projectVote.id });
  return gone.length;
};
