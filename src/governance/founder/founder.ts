import { okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import type { MemberStatus } from '../person/membership.ts';
import { type AdmissionRefusal, candidateReasons } from '../verification/admission.ts';

export const founderRefusals = [
  'founder.full',
  'founder.closed',
  'founder.linkUnknown',
  'founder.linkUsed',
  'founder.linkExpired',
  'founder.suspended',
] as const;
export type FounderRefusal = (typeof founderRefusals)[number];

/** A founder's link is passed on by hand, and its owner first has to sign. */
export const founderLinkDays = 7;

/** Sessions of the Congress are not held in Veche yet: the first one closes this way in for good. Source: M5. */
export const congressBegan = false;

/**
 * Whether one more founder can be invited. `taken`: links used, and links that can still be used. Source: M5. Refusals:
 * founder.full {max}, .closed.
 */
export const decideFounderInvitation = (
  facts: { readonly taken: number; readonly congressBegan: boolean },
  { foundersMax: max }: Pick<Bylaws, 'foundersMax'>,
): Result<null, FounderRefusal> => {
  const reasons: Refusal<FounderRefusal>[] = [];
  if (facts.congressBegan) reasons.push({ code: 'founder.closed' });
  if (facts.taken >= max) reasons.push({ code: 'founder.full', facts: { max } });
  return okUnless(reasons, null);
};

export type FounderLink = { readonly used: boolean; readonly expiresAt: Date };

/**
 * A person who signed opens a founder's link and is a member. Nobody comes back from a suspension this way. Source: M2, M5.
 * Refusals: founder.linkUnknown, .linkUsed, .linkExpired, .closed, .suspended, admission.candidate*.
 */
export const decideFounding = (
  link: FounderLink | undefined,
  facts: { readonly status: MemberStatus; readonly congressBegan: boolean },
  now: Date,
): Result<null, FounderRefusal | AdmissionRefusal> => {
  if (link === undefined) return refuse('founder.linkUnknown');
  const reasons: Refusal<FounderRefusal | AdmissionRefusal>[] = [];
  if (facts.congressBegan) reasons.push({ code: 'founder.closed' });
  if (link.used) reasons.push({ code: 'founder.linkUsed' });
  else if (now >= link.expiresAt) reasons.push({ code: 'founder.linkExpired' });
  if (facts.status === 'suspended') reasons.push({ code: 'founder.suspended' });
  reasons.push(...candidateReasons(facts));
  return okUnless(reasons, null);
};
