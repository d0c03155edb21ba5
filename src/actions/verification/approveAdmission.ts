import type { Tx } from '../../db/client.ts';
import { currentBylaws } from '../../db/read/bylaws/bylaws.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import { closeProposal, insertApproval } from '../../db/write/proposal/proposal.ts';
import type { Deps } from '../../deps.ts';
import {
  officersNeededFor,
  type Progress,
  type ProposalRefusal,
} from '../../governance/proposal/proposal.ts';
import { type AdmissionRefusal, decideOfficerApproval } from '../../governance/verification/admission.ts';
import { ok, type Result, refuse } from '../../result.ts';
import { officerOf } from '../person/officerPower.ts';
import { admitPerson } from './admitPerson.ts';

const decide = async (
  tx: Tx,
  deps: Deps,
  found: Proposal,
  { officerId, now }: { readonly officerId: string; readonly now: Date },
): Promise<Result<Progress, ProposalRefusal | AdmissionRefusal>> => {
  const { powers } = await officerOf(tx, deps, officerId);
  if (!powers.has('admission.approve')) return refuse('admission.notOfficer');
  if (found.state !== 'pending' || found.subjectId === null) return refuse('proposal.notPending');
  const candidate = await lockAccount(tx, deps, found.subjectId);
  if (candidate === undefined) return refuse('proposal.notPending');
  const { bylaws } = await currentBylaws(tx, now);
  const decided = decideOfficerApproval(
    { candidate, officer: { id: officerId, canApprove: true }, approvals: found.approvals },
    { ...bylaws, officersNeeded: officersNeededFor(found) },
  );
  if (!decided.ok) return decided;
  const { count: approvals, needed, admitted: complete } = decided.value;
  return ok({ approvals, needed, complete });
};

/**
 * One officer's approval of a locked request; the last one needed admits the person. `guard` refuses what only one way of approving
 * refuses, after the rights are known. Source: M2, M5. Refusals: those of decideOfficerApproval, proposal.notPending, `guard`'s.
 */
export const approveAdmission = async (
  tx: Tx,
  deps: Deps,
  found: Proposal,
  given: { readonly officerId: string; readonly now: Date; readonly guard?: () => Promise<Result<null>> },
): Promise<Result<Progress>> => {
  const { officerId, now, guard } = given;
  const decided = await decide(tx, deps, found, given);
  if (!decided.ok) return decided;
  const guarded = await guard?.();
  if (guarded?.ok === false) return guarded;
  if (decided.value.complete) await admitPerson(tx, deps, found, now);
  await insertApproval(tx, { proposalId: found.id, officerId, now });
  if (decided.value.complete) await closeProposal(tx, deps, found.id, 'approved');
  return decided;
};
