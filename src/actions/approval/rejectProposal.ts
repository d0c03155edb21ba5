import { inTransaction } from '../../db/client.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { closeProposal, lockProposal } from '../../db/write/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import type { CaseKind } from '../../governance/person/role.ts';
import { decideProposalRejection, type ProposalRefusal } from '../../governance/proposal/proposal.ts';
import type { AdmissionRefusal } from '../../governance/verification/admission.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { refuseParties } from '../case/caseParties.ts';
import { type Officer, officerOf } from '../person/officerPower.ts';
import { refuseWhileCalled } from '../verification/caseInterview.ts';
import { declineAdmission } from '../verification/declineAdmission.ts';
import { kindActs } from './kindActs.ts';
import { factsOf, needsTwoPersons } from './proposalFacts.ts';

const decide = (found: Proposal, officer: Officer): Result<unknown, ProposalRefusal | AdmissionRefusal> => {
  if (needsTwoPersons(found)) return decideProposalRejection(factsOf(found, officer));
  if (!officer.powers.has('admission.approve')) return refuse('admission.notOfficer');
  if (found.subjectId === officer.id) return refuse('admission.ownAdmission');
  return found.state === 'pending' ? ok(null) : refuse('proposal.notPending');
};

/**
 * One officer stops a proposal; the proposer withdraws it in the same way. An applicant is told the `reason`, which no other
 * kind needs; who waited for a place on a list is told that the invitation is used up. Refusals: proposal.notFound, .notPending,
 * .noPower, admission.notOfficer, .ownAdmission, text.* at `reason`.
 */
export const rejectProposal = (
  deps: Deps,
  command: { readonly officerId: string; readonly number: number; readonly reason?: string },
): Promise<Result<{ number: number; kind: CaseKind }>> =>
  inTransaction(deps, 'rejectProposal', async (tx) => {
    const { officerId, number, reason = '' } = command;
    const found = await lockProposal(tx, deps, number);
    if (found === undefined) return refuse('proposal.notFound');
    const decided = decide(found, await officerOf(tx, deps, officerId));
    if (!decided.ok) return decided;
    const party = await refuseParties(tx, deps, found, officerId);
    if (!party.ok) return party;
    const called = await refuseWhileCalled(tx, deps, found);
    if (!called.ok) return called;
    const { kind } = found;
    if (!needsTwoPersons(found)) {
      const declined = await declineAdmission(tx, deps, found, { reason, now: await deps.clock.now(tx) });
      return declined.ok ? ok({ number, kind }) : declined;
    }
    await kindActs[found.kind].reject?.(tx, deps, found, officerId);
    await closeProposal(tx, deps, found.id, 'rejected');
    return ok({ number, kind });
  });
