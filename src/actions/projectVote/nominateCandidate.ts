import { inTransaction, type Tx } from '../../db/client.ts';
import { listParticipants } from '../../db/read/project/project.ts';
import { listCandidates, type ProjectVote } from '../../db/read/projectVote/projectVote.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import { deleteCandidate, lockProjectVote, upsertCandidate } from '../../db/write/projectVote/projectVote.ts';
import type { Deps } from '../../deps.ts';
import { dayOf } from '../../governance/kit/day.ts';
import {
  decideNominating,
  decideStanding,
  type ProjectVoteRefusal,
} from '../../governance/projectVote/projectVote.ts';
import { ok, type Result, refuse } from '../../result.ts';

/** The vote, for somebody who takes part in its project or is its candidate; for others it does not exist. */
const lockVoteFor = async (tx: Tx, deps: Deps, number: number): Promise<ProjectVote | undefined> => {
  const vote = await lockProjectVote(tx, deps.vault, number);
  return vote?.state === 'withdrawn' ? undefined : vote;
};

/**
 * A participant proposes another one, who is asked, or stands themselves. Source: rule D3. Refusals: choosing.unknown, those of
 * decideNominating.
 */
export const nominateCandidate = (
  deps: Deps,
  command: { readonly personId: string; readonly number: number; readonly candidateId: string },
): Promise<Result<{ readonly agreed: boolean }, ProjectVoteRefusal>> =>
  inTransaction(deps, 'nominateCandidate', async (tx) => {
    const { personId, number, candidateId } = command;
    const vote = await lockVoteFor(tx, deps, number);
    if (vote === undefined) return refuse('choosing.unknown');
    const now = await deps.clock.now(tx);
    const participants = (await listParticipants(tx, deps.vault, vote.projectId)).map((one) => one.personId);
    const candidates = await listCandidates(tx, vote.id);
    const decided = decideNominating({
      ...vote,
      now,
      byParticipant: participants.includes(personId),
      ofParticipant: participants.includes(candidateId),
      candidate: candidates.find((one) => one.personId === candidateId),
      isOneself: personId === candidateId,
      candidates: candidates.length,
    });
    if (!decided.ok) return decided;
    const { agreed, isNew } = decided.value;
    const agreedOn = agreed ? dayOf(now) : null;
    await upsertCandidate(tx, { voteId: vote.id, personId: candidateId, agreedOn });
    if (isNew && !agreed)
      await tellPeople(tx, {
        kind: 'projectVote.proposed',
        subject: `projectVote:${number}`,
        personIds: [candidateId],
        facts: sealedUntil(deps.vault, vote.opensAt),
        now,
      });
    return ok({ agreed });
  });

/**
 * Somebody who was proposed agrees, or declines; who stands may step back until the vote opens. Refusals: choosing.unknown, those of
 * decideStanding.
 */
export const answerNomination = (
  deps: Deps,
  command: { readonly personId: string; readonly number: number; readonly agrees: boolean },
): Promise<Result<null, ProjectVoteRefusal>> =>
  inTransaction(deps, 'answerNomination', async (tx) => {
    const { personId, number, agrees } = command;
    const vote = await lockVoteFor(tx, deps, number);
    if (vote === undefined) return refuse('choosing.unknown');
    const now = await deps.clock.now(tx);
    const candidate = (await listCandidates(tx, vote.id)).find((one) => one.personId === personId);
    const decided = decideStanding({ ...vote, now, candidate });
    if (!decided.ok) return decided;
    if (agrees) await upsertCandidate(tx, { voteId: vote.id, personId, agreedOn: dayOf(now) });
    else await deleteCandidate(tx, vote.id, personId);
    return decided;
  });
