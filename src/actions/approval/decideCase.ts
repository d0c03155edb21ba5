import type { Tx } from '../../db/client.ts';
import { findAccount } from '../../db/read/person/person.ts';
import type { Proposal } from '../../db/read/proposal/proposal.ts';
import { lockAccount } from '../../db/write/person/person.ts';
import type { Deps } from '../../deps.ts';
import type { Bylaws } from '../../governance/bylaws/bylaws.ts';
import {
  decideProposalApproval,
  decideProposalRejection,
  type OfficeRefusal,
  type Power,
  powersOf,
} from '../../governance/office/office.ts';
import { type AdmissionRefusal, decideOfficerApproval } from '../../governance/verification/admission.ts';
import { ok, type Result, refuse } from '../../result.ts';

export type CaseRefusal = OfficeRefusal | AdmissionRefusal | 'proposal.notFound';
export type Officer = { readonly id: string; readonly powers: ReadonlySet<Power> };
export type Progress = { readonly approvals: number; readonly needed: number; readonly complete: boolean };

export const officerOf = async (tx: Tx, deps: Deps, id: string): Promise<Officer> => {
  const account = await findAccount(tx, deps.vault, id);
  return { id, powers: powersOf(account?.roles ?? []) };
};

/** The number of approvals was fixed when it was proposed; bylaws adopted since change nothing in it. */
const bylawsOfCase = ({ approvalsNeeded, proposedBy }: Proposal, bylaws: Bylaws): Bylaws => ({
  ...bylaws,
  officersNeeded: approvalsNeeded + (proposedBy === null ? 0 : 1),
});

const factsOf = (found: Proposal & { kind: Exclude<Proposal['kind'], 'admission'> }, officer: Officer) => ({
  kind: found.kind,
  state: found.state === 'withdrawn' ? ('rejected' as const) : found.state,
  // Whom a list entry is about is a party to it as much as the officer who proposed it.
  proposedBy: found.kind !== 'dismissal' && found.subjectId === officer.id ? officer.id : found.proposedBy,
  about: found.kind === 'dismissal' ? found.subjectId : null,
  approvals: found.approvals,
  actor: officer.id,
  actorPowers: officer.powers,
});

const isAdmission = (found: Proposal): found is Proposal & { kind: 'admission' } =>
  found.kind === 'admission';
const isOther = (found: Proposal): found is Proposal & { kind: Exclude<Proposal['kind'], 'admission'> } =>
  found.kind !== 'admission';

/** An applicant's case by the rule of M5, everything else by the two-person rule. */
export const decideCaseApproval = async (
  tx: Tx,
  deps: Deps,
  found: Proposal,
  officer: Officer,
  bylaws: Bylaws,
): Promise<Result<Progress, CaseRefusal>> => {
  if (isOther(found)) {
    const facts = factsOf(found, officer);
    const decided = decideProposalApproval(facts, bylawsOfCase(found, bylaws));
    if (!decided.ok || facts.proposedBy === found.proposedBy) return decided;
    return refuse('proposal.ownProposal');
  }
  const canApprove = officer.powers.has('admission.approve');
  if (!canApprove) return refuse('admission.notOfficer');
  if (found.state !== 'pending' || found.subjectId === null) return refuse('proposal.notPending');
  const candidate = await lockAccount(tx, deps, found.subjectId);
  if (candidate === undefined) return refuse('proposal.notPending');
  const decided = decideOfficerApproval(
    { candidate, officer: { id: officer.id, canApprove }, approvals: found.approvals },
    bylawsOfCase(found, bylaws),
  );
  if (!decided.ok) return decided;
  const { count, needed, admitted } = decided.value;
  return ok({ approvals: count, needed, complete: admitted });
};

export const decideCaseRejection = (found: Proposal, officer: Officer): Result<null, CaseRefusal> => {
  if (isAdmission(found)) {
    if (!officer.powers.has('admission.approve')) return refuse('admission.notOfficer');
    if (found.subjectId === officer.id) return refuse('admission.ownAdmission');
    return found.state === 'pending' ? ok(null) : refuse('proposal.notPending');
  }
  if (!isOther(found)) return ok(null);
  const decided = decideProposalRejection(factsOf(found, officer));
  return decided.ok ? ok(null) : decided;
};
