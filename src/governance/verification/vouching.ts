import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import type { MemberStatus } from '../person/membership.ts';
import { type AdmissionRefusal, byFindingReasons, candidateReasons } from './admission.ts';

export const vouchingRefusals = ['vouch.linksOpen', 'vouch.linkUnknown'] as const;
export type VouchingRefusal = (typeof vouchingRefusals)[number];

/** Who vouched for whom is deleted after so many days (M5). */
export const vouchKeptDays = 90;

/** Enough to ask anew when acquaintances don't answer, too few to scatter about. No rule of the Alliance, hence no bylaw. */
export const maxOpenVouchLinks = 10;

/**
 * A newcomer asks for a single-use link for an acquaintance. Source: M5. Refusals: vouch.vouchingOff, vouch.linksOpen {max},
 * admission.candidateNotSigned, .candidateIsMember.
 */
export const decideVouchLink = (
  facts: { readonly status: MemberStatus; readonly open: number; readonly byFinding?: boolean },
  { verification }: Bylaws,
): Result<null, VouchingRefusal | AdmissionRefusal> => {
  const reasons: Refusal<VouchingRefusal | AdmissionRefusal>[] = [];
  if (!verification.vouching) reasons.push({ code: 'vouch.vouchingOff' });
  const { open } = facts;
  reasons.push(...candidateReasons(facts), ...byFindingReasons(facts));
  if (open >= maxOpenVouchLinks) reasons.push({ code: 'vouch.linksOpen', facts: { max: maxOpenVouchLinks } });
  return okUnless(reasons, null);
};
