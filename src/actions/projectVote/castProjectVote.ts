import { inTransaction } from '../../db/client.ts';
import { findProjectVote, listCandidates } from '../../db/read/projectVote/projectVote.ts';
import { lockProjectVoteShared, lockVoter, storeChoice } from '../../db/write/projectVote/projectVote.ts';
import type { Deps } from '../../deps.ts';
import type { CastOutcome, Received } from '../../governance/ballot/cast.ts';
import { decideProjectCast, type ProjectVoteRefusal } from '../../governance/projectVote/projectVote.ts';
import { ok, type Result, refuse } from '../../result.ts';

/**
 * A participant on the roll votes for candidates by id, or changes the vote until the close; the last by arrival counts. Source: rules
 * D3, G10, G12. Refusals: choosing.unknown, those of decideProjectCast.
 */
export const castProjectVote = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly number: number;
    readonly choice: readonly string[];
    readonly received: Received;
  },
): Promise<
  Result<{ readonly effect: CastOutcome['effect']; readonly closesAt: string }, ProjectVoteRefusal>
> =>
  inTransaction(deps, 'castProjectVote', async (tx) => {
    const { personId, number, choice, received } = command;
    await lockProjectVoteShared(tx, number);
    const vote = await findProjectVote(tx, deps.vault, number);
    if (vote === undefined) return refuse('choosing.unknown');
    const voter = await lockVoter(tx, deps.vault, vote.id, personId);
    const candidates = await listCandidates(tx, vote.id);
    const decided = decideProjectCast(
      {
        ...vote,
        onRoll: voter !== undefined,
        candidates: candidates.map((one) => one.personId),
        previous: voter?.previous,
      },
      choice,
      received,
    );
    if (!decided.ok) return decided;
    const { effect, store } = decided.value;
    if (store)
      await storeChoice(tx, deps.vault, { voteId: vote.id, personId, choice, order: received.order });
    return ok({ effect, closesAt: vote.closesAt.toISOString() });
  });
