import { inTransactionNow } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import { listParticipants } from '../../db/read/project/project.ts';
import { sealedUntil, tellPeople } from '../../db/write/notice/notice.ts';
import { findSubmittedVote, insertProjectVote } from '../../db/write/projectVote/projectVote.ts';
import type { Deps } from '../../deps.ts';
import type { ProjectNumbers } from '../../governance/congress/seats.ts';
import type { DelegatingRefusal } from '../../governance/mandate/delegating.ts';
import {
  decideVoteOpening,
  type ProjectVoteRefusal,
  type VotePlan,
} from '../../governance/projectVote/projectVote.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { lockDelegatingFacts } from '../mandate/delegatingFacts.ts';

/**
 * A head opens the project's own vote on its delegates: candidates are proposed from now on, then participants vote. Everybody who
 * takes part is told. The same `submissionId` again answers with what it opened. Source: rules D2, D3, G7. Refusals:
 * protocol.unknownProject, those of decideVoteOpening.
 */
export const openProjectVote = (
  deps: Deps,
  command: {
    readonly personId: string;
    readonly projectNumber: number;
    readonly submissionId: string;
    readonly numbers: ProjectNumbers;
    readonly plan: VotePlan;
    /** Number of the mandate that is to be replaced. */
    readonly replaces?: number;
  },
): Promise<Result<{ readonly number: number }, DelegatingRefusal | ProjectVoteRefusal>> =>
  inTransactionNow(deps, 'openProjectVote', async (tx, now) => {
    const { submissionId, numbers, plan } = command;
    const bylaws = await currentBylaws(tx, now);
    const found = await lockDelegatingFacts(tx, deps, { ...command, bylaws, now });
    if (found === undefined) return refuse('protocol.unknownProject');
    const earlier = await findSubmittedVote(tx, submissionId);
    if (earlier !== undefined) return ok({ number: earlier });
    const decided = decideVoteOpening({ ...found.facts, now }, { numbers, plan }, bylaws.bylaws);
    if (!decided.ok) return decided;
    const number = await insertProjectVote(tx, deps, {
      submissionId,
      projectId: found.project.id,
      ...numbers,
      ...decided.value,
      replaces: found.replaced?.id ?? null,
      bylawsVersion: bylaws.version,
    });
    const participants = await listParticipants(tx, deps.vault, found.project.id);
    await tellPeople(tx, {
      kind: 'projectVote.nominating',
      subject: `projectVote:${number}`,
      personIds: participants.map(({ personId }) => personId),
      facts: sealedUntil(deps.vault, decided.value.opensAt),
      now,
    });
    return ok({ number });
  });
