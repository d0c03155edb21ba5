import type { Tx } from '../../db/client.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import { closeProposal } from '../../db/write/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import { cleanText, type TextRefusal } from '../../governance/kit/text.ts';
import { stateAllows } from '../../governance/person/membership.ts';
import { declineLimits } from '../../governance/verification/admissionRequest.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { tellDeclined } from './admitPerson.ts';
import { moveVerification } from './moveVerification.ts';

/**
 * Ends an applicant's locked case without admission. With a reason the person reads it; without one the caller tells them.
 * Answers whether there was somebody to tell. Refusals: text.* at `reason`.
 */
export const declineAdmission = async (
  tx: Tx,
  deps: Deps,
  found: Proposal,
  given: { readonly reason: string | undefined; readonly now: Date },
): Promise<Result<{ told: boolean }, TextRefusal>> => {
  const reason = given.reason === undefined ? undefined : cleanText(given.reason, declineLimits);
  if (reason?.ok === false) return refuse({ ...reason.refusals[0], path: 'reason' });
  const candidate = found.subjectId === null ? undefined : await lockAccount(tx, deps, found.subjectId);
  // Vouchers may have admitted the person meanwhile: then the case only ends.
  const told = candidate !== undefined && stateAllows(candidate.status, 'askVerification');
  if (told) {
    await moveVerification(tx, candidate, 'verificationDeclined');
    if (reason !== undefined) await tellDeclined(tx, deps, found, reason.value, given.now);
  }
  await closeProposal(tx, deps, found.id, 'rejected');
  return ok({ told });
};
