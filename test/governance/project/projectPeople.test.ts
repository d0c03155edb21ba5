import { expect, it, test } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import {
  activeSince,
  decideClaim,
  decideDeputy,
  decideHandOver,
  decideLink,
  decideProjectJoining,
  decideRemoval,
  type JoiningFacts,
  openLinksMax,
} from '../../../src/governance/project/projectPeople.ts';
import { accepted, codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00Z');
const later = new Date('2026-11-24T12:00:01Z');
const project = { state: 'verified', takenBy: null, leaderId: 'leader', deputyId: 'deputy' } as const;
const link = { usesLeft: 1, expiresAt: later };

test.each<[Parameters<typeof decideLink>[0], string[]]>([
  [{ kind: 'participant', uses: 50, open: openLinksMax - 1 }, []],
  [{ kind: 'participant', uses: 51, open: 0 }, ['project.linkUses']],
  [{ kind: 'participant', uses: 0, open: 0 }, ['project.linkUses']],
  [{ kind: 'participant', uses: 1.5, open: 0 }, ['project.linkUses']],
  [{ kind: 'deputy', uses: 1, open: 0 }, []],
  [{ kind: 'deputy', uses: 2, open: openLinksMax }, ['project.tooManyLinks', 'project.linkUses']],
])('D2 a link %j', (given, codes) => {
  expect(codesOf(decideLink(given, conceptBylaws))).toEqual(codes);
});

const joining = (change: Partial<JoiningFacts> = {}): JoiningFacts => ({
  project,
  personId: 'person',
  status: 'member',
  current: null,
  projectId: 'this',
  headOfOther: false,
  link,
  now,
  ...change,
});

test.each<[string, Partial<JoiningFacts>, string[]]>([
  ['by a link', {}, []],
  ['not a member yet', { status: 'guest' }, []],
  ['again', { current: 'this', link: null }, ['project.alreadyIn']],
  ['without a link', { link: null }, ['project.linkUnknown']],
  ['the leader needs none', { personId: 'leader', link: null }, []],
  ['the deputy needs none', { personId: 'deputy', link: null }, []],
  ['by a used link', { link: { usesLeft: 0, expiresAt: later } }, ['project.linkUsed']],
  ['by an old link', { link: { usesLeft: 1, expiresAt: now } }, ['project.linkExpired']],
  ['a project that ended', { project: { ...project, state: 'refused' } }, ['project.linkUnknown']],
  [
    'one that ended, by no link',
    { project: { ...project, state: 'refused' }, link: null },
    ['project.linkUnknown'],
  ],
  ['as the head of another', { headOfOther: true }, ['project.leadsOther']],
  ['while suspended', { status: 'suspended' }, ['project.cannotJoin']],
  ['while leaving', { status: 'leaving' }, ['project.cannotJoin']],
])('D2 joining %s', (_, change, codes) => {
  expect(codesOf(decideProjectJoining(joining(change)))).toEqual(codes);
});

it('D2 a person counts in one project: joining another is moving', () => {
  expect(accepted(decideProjectJoining(joining({ current: 'other' }))).moves).toBe(true);
  expect(accepted(decideProjectJoining(joining())).moves).toBe(false);
});

test.each<[string, Partial<Parameters<typeof decideDeputy>[0]>, string[]]>([
  ['by a link', {}, []],
  ['the leader', { personId: 'leader', link: null }, ['project.alreadyHead']],
  ['the deputy again', { personId: 'deputy' }, ['project.alreadyHead']],
  ['by no link', { link: null }, ['project.linkUnknown']],
  ['no member', { status: 'signed', headOfOther: true }, ['project.leadsOther', 'project.notMember']],
  ['of a project that ended', { project: { ...project, state: 'withdrawn' } }, ['project.linkUnknown']],
  [
    'of one that ended, by no link',
    { project: { ...project, state: 'withdrawn' }, link: null },
    ['project.linkUnknown'],
  ],
])('D3 a deputy %s', (_, change, codes) => {
  const given = { project, personId: 'person', status: 'member', headOfOther: false, link, now } as const;
  expect(codesOf(decideDeputy({ ...given, ...change }))).toEqual(codes);
});

it('D3 the leader hands over to a deputy only', () => {
  expect(accepted(decideHandOver(project))).toEqual({ leaderId: 'deputy' });
  expect(codesOf(decideHandOver({ deputyId: null }))).toEqual(['project.noDeputy']);
});

test.each<[string, boolean, string[]]>([
  ['person', true, []],
  ['person', false, ['project.notIn']],
  ['leader', true, ['project.isHead']],
  ['deputy', true, ['project.isHead']],
])('removing %s (in: %s)', (participantId, isIn, codes) => {
  expect(codesOf(decideRemoval({ project, participantId, isIn }))).toEqual(codes);
});

it('D2 "active" counts six months back', () => {
  expect(activeSince('2026-11-24', conceptBylaws)).toBe('2026-05-24');
  expect(activeSince('2026-08-31', conceptBylaws)).toBe('2026-02-28');
});

test.each<[string, Partial<Parameters<typeof decideClaim>[0]>, string[]]>([
  ['a participant', {}, []],
  ['the deputy', { personId: 'deputy', isIn: false }, []],
  ['the leader', { personId: 'leader' }, ['project.alreadyHead']],
  ['a stranger', { isIn: false }, ['project.notIn']],
  ['no member', { status: 'guest' }, ['project.notMember']],
  ['a second one', { open: true }, ['project.claimOpen']],
])('D3 a claim by %s', (_, change, codes) => {
  const given = { project, personId: 'person', status: 'member', isIn: true, open: false } as const;
  expect(codesOf(decideClaim({ ...given, ...change }))).toEqual(codes);
});
