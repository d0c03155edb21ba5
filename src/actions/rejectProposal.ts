import { inTransaction } from '../db/client.ts';
import { findAccount } from '../db/read/person.ts';
import type { ProposalKind } from '../db/read/proposal.ts';
import { queueNotices } from '../db/write/notice.ts';
import { closeProposal, lockProposal } from '../db/write/proposal.ts';
import { updateToken } from '../db/write/token.ts';
import type { Deps } from '../deps.ts';
import { declineLimits } from '../governance/admissionRequest.ts';
import { cleanText } from '../governance/text.ts';
import { ok, type Result, refuse } from '../result.ts';
import { tellDeclined } from './admitPerson.ts';
import { decideCaseRejection, officerOf } from './decideCase.ts';
import { tokenPayload } from './proposalPayload.ts';

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
    if (found.kind === 'admission') {
      const reason = cleanText(command.reason ?? '', declineLimits);
      if (!reason.ok) return refuse({ ...reason.refusals[0], path: 'reason' });
      const candidate =
        found.subjectId === null ? undefined : await findAccount(tx, deps.vault, found.subjectId);
      // Vouchers may have admitted the person meanwhile: then the case only ends.
      if (candidate?.status === 'signed') {
        await tellDeclined(tx, deps, found, reason.value, await deps.clock.now(tx));
      }
    }
    if (found.kind === 'listEntry' && found.subjectId !== null) {
      const now = await deps.clock.now(tx);
      const subject = `case:${number}`;
      await queueNotices(tx, [{ personId: found.subjectId, kind: 'list.declined', subject, notBefore: now }]);
    }
    if (found.kind === 'token') {
      await updateToken(tx, tokenPayload.parse(found.payload).tokenId, { state: 'revoked' });
    }
    await closeProposal(tx, deps, found.id, 'rejected');
    return ok({ number, kind: found.kind });
  });
