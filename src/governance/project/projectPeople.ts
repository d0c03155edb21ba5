import { ok, okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import { addMonths, type Day } from '../kit/day.ts';
import type { MemberStatus } from '../person/membership.ts';
import { isHead, isUnderWay, type OwnProject } from './project.ts';

export const projectPeopleRefusals = [
  'project.linkUnknown',
  'project.linkUsed',
  'project.linkExpired',
  'project.tooManyLinks',
  'project.linkUses',
  'project.cannotJoin',
  'project.alreadyIn',
  'project.leadsOther',
  'project.nameTaken',
  'project.notIn',
  'project.isHead',
  'project.noDeputy',
  'project.alreadyHead',
  'project.claimOpen',
  'project.noClaim',
  'project.notMember',
] as const;
export type ProjectPeopleRefusal = (typeof projectPeopleRefusals)[number];

/** Links of one project that work at the same time: more could not be kept apart by who passes them on. */
export const openLinksMax = 5;

export const linkKinds = ['participant', 'deputy'] as const;
export type LinkKind = (typeof linkKinds)[number];

/**
 * A link for `uses` people. Refusals: project.tooManyLinks {max}, project.linkUses {max}. Source: rule D2, issue of links by the
 * leader.
 */
export const decideLink = (
  given: { readonly kind: LinkKind; readonly uses: number; readonly open: number },
  { projectLinkUses: max }: Pick<Bylaws, 'projectLinkUses'>,
): Result<null, ProjectPeopleRefusal> => {
  const reasons: Refusal<ProjectPeopleRefusal>[] = [];
  if (given.open >= openLinksMax)
    reasons.push({ code: 'project.tooManyLinks', facts: { max: openLinksMax } });
  // A deputy is one person: such a link is always single-use.
  const most = given.kind === 'deputy' ? 1 : max;
  if (!Number.isInteger(given.uses) || given.uses < 1 || given.uses > most)
    reasons.push({ code: 'project.linkUses', facts: { max: most } });
  return okUnless(reasons, null);
};

/** Null: no link has this token. */
export type LinkFacts = { readonly usesLeft: number; readonly expiresAt: Date } | null;

const linkReasons = (link: LinkFacts, now: Date): Refusal<ProjectPeopleRefusal>[] => {
  if (link === null) return [{ code: 'project.linkUnknown' }];
  if (link.usesLeft < 1) return [{ code: 'project.linkUsed' }];
  return link.expiresAt <= now
    ? [{ code: 'project.linkExpired', facts: { until: link.expiresAt.toISOString() } }]
    : [];
};

const statusReasons = (status: MemberStatus): Refusal<ProjectPeopleRefusal>[] =>
  status === 'suspended' || status === 'leaving' ? [{ code: 'project.cannotJoin' }] : [];

export type JoiningFacts = {
  readonly project: OwnProject;
  readonly personId: string;
  readonly status: MemberStatus;
  /** The project in which the person is counted now. */
  readonly current: string | null;
  readonly projectId: string;
  /** They lead, or are deputy of, another project that is under way. */
  readonly headOfOther: boolean;
  /** The head of a project needs no link to it. */
  readonly link: LinkFacts;
  readonly now: Date;
};

/**
 * A person becomes a participant; `moves`: they are counted in another project until then, and leave it by this (one project a
 * person, rule D2). Refusals: project.alreadyIn, .linkUnknown, .linkUsed, .linkExpired {until}, .cannotJoin, .leadsOther.
 */
export const decideProjectJoining = (
  facts: JoiningFacts,
): Result<{ moves: boolean }, ProjectPeopleRefusal> => {
  const { project, personId, current, projectId } = facts;
  if (current === projectId) return okUnless([{ code: 'project.alreadyIn' }], { moves: false });
  const reasons = isHead(project, personId) ? [] : linkReasons(facts.link, facts.now);
  // A project that ended takes nobody: its links lead nowhere.
  if (!isUnderWay(project.state) && reasons.length === 0) reasons.push({ code: 'project.linkUnknown' });
  if (facts.headOfOther) reasons.push({ code: 'project.leadsOther' });
  return okUnless([...reasons, ...statusReasons(facts.status)], { moves: current !== null });
};

/**
 * Somebody accepts to be deputy by a single-use link, or because the leader named them among the participants. Only a member
 * signs protocols (rule D3). Refusals: project.linkUnknown, .linkUsed, .linkExpired {until}, .alreadyHead, .leadsOther, .notMember.
 */
export const decideDeputy = (facts: {
  readonly project: OwnProject;
  readonly personId: string;
  readonly status: MemberStatus;
  readonly headOfOther: boolean;
  readonly link: LinkFacts;
  readonly now: Date;
}): Result<null, ProjectPeopleRefusal> => {
  const { project, personId } = facts;
  if (isHead(project, personId)) return okUnless([{ code: 'project.alreadyHead' }], null);
  const reasons = linkReasons(facts.link, facts.now);
  if (!isUnderWay(project.state) && reasons.length === 0) reasons.push({ code: 'project.linkUnknown' });
  if (facts.headOfOther) reasons.push({ code: 'project.leadsOther' });
  if (facts.status !== 'member') reasons.push({ code: 'project.notMember' });
  return okUnless(reasons, null);
};

/** The leader hands over to the deputy, who agreed to stand in. Refusals: project.noDeputy. */
export const decideHandOver = ({
  deputyId,
}: Pick<OwnProject, 'deputyId'>): Result<{ leaderId: string }, ProjectPeopleRefusal> =>
  deputyId === null ? refuse('project.noDeputy') : ok({ leaderId: deputyId });

/** The leader, or the deputy, removes a participant; not one another. Refusals: project.notIn, project.isHead. */
export const decideRemoval = (facts: {
  readonly project: OwnProject;
  readonly participantId: string;
  readonly isIn: boolean;
}): Result<null, ProjectPeopleRefusal> => {
  const reasons: Refusal<ProjectPeopleRefusal>[] = [];
  if (!facts.isIn) reasons.push({ code: 'project.notIn' });
  else if (isHead(facts.project, facts.participantId)) reasons.push({ code: 'project.isHead' });
  return okUnless(reasons, null);
};

/** "I take part": the first day that still counts as active on `today` (rule D2). */
export const activeSince = (today: Day, { activeMonths }: Pick<Bylaws, 'activeMonths'>): Day =>
  addMonths(today, -activeMonths);

/**
 * A participant, or the deputy, says that they lead the project: until it is settled no new protocol begins, mandates go on (rule
 * D3). One claim at a time. Refusals: project.notIn, .alreadyHead (the leader), .claimOpen, .notMember.
 */
export const decideClaim = (facts: {
  readonly project: Pick<OwnProject, 'leaderId' | 'deputyId'>;
  readonly personId: string;
  readonly status: MemberStatus;
  readonly isIn: boolean;
  readonly open: boolean;
}): Result<null, ProjectPeopleRefusal> => {
  const { project, personId } = facts;
  const reasons: Refusal<ProjectPeopleRefusal>[] = [];
  if (personId === project.leaderId) reasons.push({ code: 'project.alreadyHead' });
  else if (!facts.isIn && personId !== project.deputyId) reasons.push({ code: 'project.notIn' });
  if (facts.status !== 'member') reasons.push({ code: 'project.notMember' });
  if (facts.open) reasons.push({ code: 'project.claimOpen' });
  return okUnless(reasons, null);
};

/** Characters of the reference by which a project's screens call a participant: 72 bits, keyed, of one project. */
export const projectRefLength = 12;
