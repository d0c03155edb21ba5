import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';

export const officeRefusals = [
  'proposal.noPower',
  'proposal.ownProposal',
  'proposal.aboutYourself',
  'proposal.alreadyApproved',
  'proposal.notPending',
  'bootstrap.alreadyDone',
  'bootstrap.roleCannotAppoint',
] as const;
export type OfficeRefusal = (typeof officeRefusals)[number];

/** Officers of the secretariat: they administer and decide nothing political (U7). */
export const roles = ['secretary', 'verifier', 'evaluator', 'auditor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** What needs two persons: proposed, then approved by somebody else. */
export const proposalKinds = [
  'broadcast',
  'declaration',
  'bylaws',
  'role',
  'token',
  'listEntry',
  'erasure',
  'finding',
  'appeal',
  'founder',
  'dismissal',
  'project',
] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** `<kind>.propose` is the power to propose, approve and reject that kind. */
export type Power =
  | 'admission.approve'
  | 'alarm.manage'
  | 'ballot.manage'
  | 'list.manage'
  | 'question.answer'
  | 'session.manage'
  | 'protocol.check'
  | 'member.search'
  | 'trace.read'
  | 'statistics.read'
  | 'project.judge'
  | `${ProposalKind}.propose`;

const powersByRole: Readonly<Record<Role, readonly Power[]>> = {
  secretary: [
    'admission.approve',
    'alarm.manage',
    'ballot.manage',
    'list.manage',
    'question.answer',
    'session.manage',
    'protocol.check',
    'member.search',
    'statistics.read',
    'declaration.propose',
    'bylaws.propose',
    'role.propose',
    'dismissal.propose',
    'token.propose',
    'listEntry.propose',
    'broadcast.propose',
    'finding.propose',
    'appeal.propose',
    'founder.propose',
    'erasure.propose',
    'project.propose',
  ],
  verifier: [
    'admission.approve',
    'alarm.manage',
    'member.search',
    'finding.propose',
    'appeal.propose',
    'founder.propose',
  ],
  // Judges projects by the Fund's criteria; has no other part in the secretariat's work (D1).
  evaluator: ['statistics.read', 'project.judge', 'project.propose'],
  // Reads what officers did and the aggregates; decides nothing, so that nobody audits themselves.
  auditor: ['trace.read', 'statistics.read'],
  // Runs the installation; neither admits people nor opens votes.
  administrator: [
    'declaration.propose',
    'bylaws.propose',
    'role.propose',
    'dismissal.propose',
    'token.propose',
    'statistics.read',
  ],
};

/** All powers of a person with these roles. */
export const powersOf = (held: Iterable<Role>): ReadonlySet<Power> =>
  new Set(Array.from(held).flatMap((role) => powersByRole[role]));

/** Nobody audits themselves: who reads what officers do is none of them. */
export const rolesGoTogether = (held: readonly Role[], role: Role): boolean =>
  role === 'auditor' ? held.every((other) => other === 'auditor') : !held.includes('auditor');

/** Everything that officers decide in twos: proposals, and applicants' requests (M5). */
export const caseKinds = ['admission', ...proposalKinds] as const;
export type CaseKind = (typeof caseKinds)[number];

/** The kinds of cases that somebody with these powers may read and decide; for others they do not exist. */
export const readableKinds = (powers: ReadonlySet<Power>): CaseKind[] =>
  caseKinds.filter((kind) => powers.has(kind === 'admission' ? 'admission.approve' : `${kind}.propose`));

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
}: ProposalFacts): Refusal<OfficeRefusal>[] => {
  const reasons: Refusal<OfficeRefusal>[] = [];
  if (state !== 'pending') reasons.push({ code: 'proposal.notPending' });
  if (!actorPowers.has(`${kind}.propose`)) reasons.push({ code: 'proposal.noPower' });
  if (about === actor) reasons.push({ code: 'proposal.aboutYourself' });
  return reasons;
};

/** Who may propose: an officer with the power of that kind. Refusals: proposal.noPower. */
export const decideProposing = (
  kind: ProposalKind,
  powers: ReadonlySet<Power>,
): Result<null, OfficeRefusal> =>
  okUnless(powers.has(`${kind}.propose`) ? [] : [{ code: 'proposal.noPower' }], null);

/** Approvals a proposal needs: the proposing officer is one of the persons, the command line is none. */
export const approvalsNeeded = (proposedBy: string | null, { officersNeeded }: Bylaws): number =>
  proposedBy === null ? officersNeeded : officersNeeded - 1;

/**
 * The two-person rule: an approver is never the proposer and never counts twice. Source: security.md, Promises.
 * Refusals: proposal.notPending, .noPower, .aboutYourself, .ownProposal, .alreadyApproved.
 */
export const decideProposalApproval = (
  facts: ProposalFacts,
  bylaws: Bylaws,
): Result<{ approvals: number; needed: number; complete: boolean }, OfficeRefusal> => {
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
export const decideProposalRejection = (facts: ProposalFacts): Result<{ state: 'rejected' }, OfficeRefusal> =>
  okUnless(commonReasons(facts), { state: 'rejected' });

/** Two persons exist from then on, so that everything later can ask for two. */
export const bootstrapOfficers = 2;

/**
 * An invitation by the operator alone: only the first two officers, who must be able to appoint the next ones.
 * `officers` counts officers and open invitations. Refusals: bootstrap.alreadyDone, .roleCannotAppoint.
 */
export const decideBootstrap = (facts: { officers: number; role: Role }): Result<null, OfficeRefusal> => {
  const reasons: Refusal<OfficeRefusal>[] = [];
  if (facts.officers >= bootstrapOfficers) reasons.push({ code: 'bootstrap.alreadyDone' });
  if (!powersOf([facts.role]).has('role.propose')) reasons.push({ code: 'bootstrap.roleCannotAppoint' });
  return okUnless(reasons, null);
};
