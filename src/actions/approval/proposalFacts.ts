import type { Proposal } from '../../db/read/proposal/proposal.ts';
import type { ProposalKind } from '../../governance/person/role.ts';
import type { ProposalFacts } from '../../governance/proposal/proposal.ts';
import type { Officer } from '../person/officerPower.ts';

/** Everything but an applicant's request, which has a rule of its own (M5). */
export type TwoPersonProposal = Proposal & { readonly kind: ProposalKind };

export const needsTwoPersons = (found: Proposal): found is TwoPersonProposal => found.kind !== 'admission';

/** What the two-person rule judges. Whom a list entry is about is a party to it as much as the officer who proposed it. */
export const factsOf = (found: TwoPersonProposal, officer: Officer): ProposalFacts => ({
  kind: found.kind,
  state: found.state === 'withdrawn' ? 'rejected' : found.state,
  proposedBy: found.kind !== 'dismissal' && found.subjectId === officer.id ? officer.id : found.proposedBy,
  about: found.kind === 'dismissal' ? found.subjectId : null,
  approvals: found.approvals,
  actor: officer.id,
  actorPowers: officer.powers,
});
