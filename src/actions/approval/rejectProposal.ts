import { inTransaction } from '../../db/client.ts';
import type { ProposalKind } from '../../db/read/proposal/proposal.ts';
import { queueNotices } from '../../db/write/notice/notice.ts';
import { closeProposal, lockProposal } from '../../db/write/proposal/proposal.ts';
import { updateToken } from '../../db/write/token/token.ts';
import type { Deps } from '../../deps.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { returnBroadcast } from '../broadcast/approveBroadcast.ts';
import { refuseParties } from '../case/caseParties.ts';
import { tokenPayload } from '../proposal/proposalPayload.ts';
import { refuseWhileCalled } from '../verification/caseCall.ts';
import { declineAdmission } from '../verification/declineAdmission.ts';
import { decideCaseRejection, officerOf } from './decideCase.ts';

/**
 * One officer stops a proposal; the proposer withdraws it in the same way. An applicant is told the `reason`, which no other
 * kind needs; who waited for a place on a list is told that the invitation is used up. Refusals: proposal.notFound, .notPending, .noPower, admission.notOfficer, .ownAdmission, text.* at `reason`.
 */
export const rejectProposal = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly reason?: string },
): Promise<Result<{ number: number; kind: ProposalKind }>> =>
  inTransaction(deps, 'rejectProposal', async (tx) => {
    const { officerId, number } = command;
    const found = await lockProposal(tx, deps, number);
    if (found === undefined) return refuse('proposal.notFound');
    const officer = await officerOf(tx, deps, officerId);
    const decided = decideCaseRejection(found, officer);
    if (!decided.ok) return decided;
    const party = await refuseParties(tx, deps, found, officerId);
    if (!party.ok) return party;
    const called = await refuseWhileCalled(tx, deps, found);
    if (!called.ok) return called;
    if (found.kind === 'admission') {
      const now = await deps.clock.now(tx);
      const declined = await declineAdmission(tx, deps, found, { reason: command.reason ?? '', now });
      return declined.ok ? ok({ number, kind: found.kind }) : declined;
    }
    if (found.kind === 'listEntry' && found.subjectId !== null) {
      const now = await deps.clock.now(tx);
      const subject = `case:${number}`;
      await queueNotices(tx, [{ personId: found.subjectId, kind: 'list.declined', subject, notBefore: now }]);
    }
    if (found.kind === 'token') {
      await updateToken(tx, tokenPayload.parse(found.payload).tokenId, { state: 'revoked' });
    }
    if (found.kind === 'broadcast') {
      await returnBroadcast(tx, deps, found.payload, found.proposedBy === officerId);
    }
    await closeProposal(tx, deps, found.id, 'rejected');
    return ok({ number, kind: found.kind });
  });
