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
