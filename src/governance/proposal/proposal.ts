import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { Power, ProposalKind } from '../person/role.ts';

export const proposalRefusals = [
  'proposal.noPower',
  'proposal.ownProposal',
  'proposal.aboutYourself',
  'proposal.alreadyApproved',
  'proposal.notPending',
] as const;
export type ProposalRefusal = (typeof proposalRefusals)[number];

/** Of the bylaws: how many officers agree to what no single one may do. */
type OfficersNeeded = { readonly officersNeeded: number };

export type ProposalState = 'pending' | 'approved' | 'rejected';

export type ProposalFacts = {
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  /** Null: proposed by the command line, by nobody who could count as one of the two. */
  readonly proposedBy: string | null;
  /** Whom a dismissal is about; they take no part in it. */
  readonly about?: string | null;
  readonly approvals: readonly string[];
  readonly actor: string;
  readonly actorPowers: ReadonlySet<Power>;
};

const commonReasons = ({
  kind,
  state,
  about,
  actor,
  actorPowers,
}: ProposalFacts): Refusal<ProposalRefusal>[] => {
  const reasons: Refusal<ProposalRefusal>[] = [];
  if (state !== 'pending') reasons.push({ code: 'proposal.notPending' });
  if (!actorPowers.has(`${kind}.propose`)) reasons.push({ code: 'proposal.noPower' });
  if (about === actor) reasons.push({ code: 'proposal.aboutYourself' });
  return reasons;
};

/** Who may propose: an officer with the power of that kind. Refusals: proposal.noPower. */
export const decideProposing = (
  kind: ProposalKind,
  powers: ReadonlySet<Power>,
): Result<null, ProposalRefusal> =>
  okUnless(powers.has(`${kind}.propose`) ? [] : [{ code: 'proposal.noPower' }], null);

/** Approvals a proposal needs: the proposing officer is one of the persons, the command line is none. */
export const approvalsNeeded = (proposedBy: string | null, { officersNeeded }: OfficersNeeded): number =>
  proposedBy === null ? officersNeeded : officersNeeded - 1;

/** How far a proposal has come: approvals, this one included, and how many it needs. */
export type Progress = { readonly approvals: number; readonly needed: number; readonly complete: boolean };

/** The number of approvals was fixed when it was proposed; bylaws adopted since change nothing in it. */
export const officersNeededFor = (found: {
  readonly approvalsNeeded: number;
  readonly proposedBy: string | null;
}): number => found.approvalsNeeded + (found.proposedBy === null ? 0 : 1);

/**
 * The two-person rule: an approver is never the proposer and never counts twice. Source: security.md, Promises.
 * Refusals: proposal.notPending, .noPower, .aboutYourself, .ownProposal, .alreadyApproved.
 */
export const decideProposalApproval = (
  facts: ProposalFacts,
  bylaws: OfficersNeeded,
): Result<Progress, ProposalRefusal> => {
  const { proposedBy, approvals: earlier, actor } = facts;
  const reasons = commonReasons(facts);
  if (proposedBy === actor) reasons.push({ code: 'proposal.ownProposal' });
  if (earlier.includes(actor)) reasons.push({ code: 'proposal.alreadyApproved' });
  const approvals = earlier.length + 1;
  const needed = approvalsNeeded(proposedBy, bylaws);
  return okUnless(reasons, { approvals, needed, complete: approvals >= needed });
};

/**
 * One officer with the power is enough to stop a proposal; for the proposer it is withdrawing. Refusals:
 * proposal.notPending, .noPower, .aboutYourself.
 */
export const decideProposalRejection = (
  facts: ProposalFacts,
): Result<{ state: 'rejected' }, ProposalRefusal> => okUnless(commonReasons(facts), { state: 'rejected' });
