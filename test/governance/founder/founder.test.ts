import { expect, test } from 'vitest';
import { conceptBylaws } from '../../../src/governance/bylaws/bylaws.ts';
import {
  congressBegan,
  decideFounderInvitation,
  decideFounding,
  type FounderLink,
} from '../../../src/governance/founder/founder.ts';
import type { MemberStatus } from '../../../src/governance/person/membership.ts';
import { codesOf } from '../codes.ts';

const now = new Date('2026-11-24T12:00:00Z');
const link: FounderLink = { used: false, expiresAt: new Date(now.getTime() + 1) };

test.each<[number, boolean, string[]]>([
  [17, false, []],
  [18, false, ['founder.full']],
  [0, true, ['founder.closed']],
])('M5 founders: %d places taken, the Congress has begun: %s', (taken, began, codes) => {
  expect(codesOf(decideFounderInvitation({ taken, congressBegan: began }, conceptBylaws))).toEqual(codes);
  expect(congressBegan).toBe(false);
});

test.each<[string, FounderLink | undefined, MemberStatus, boolean, string[]]>([
  ['signed', link, 'signed', false, []],
  ['asked for verification', link, 'verifying', false, []],
  ['no such link', undefined, 'signed', false, ['founder.linkUnknown']],
  ['used', { ...link, used: true }, 'signed', false, ['founder.linkUsed']],
  ['expired', { ...link, expiresAt: now }, 'signed', false, ['founder.linkExpired']],
  ['after the first session', link, 'signed', true, ['founder.closed']],
  ['suspended', link, 'suspended', false, ['founder.suspended']],
  ['not signed', link, 'guest', false, ['admission.candidateNotSigned']],
  ['leaving', link, 'leaving', false, ['admission.candidateLeaving']],
  ['a member', link, 'member', false, ['admission.candidateIsMember']],
])('M5 a founder’s link: %s', (_name, found, status, began, codes) => {
  expect(codesOf(decideFounding(found, { status, congressBegan: began }, now))).toEqual(codes);
});
