import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import type { TextLimits } from '../kit/text.ts';
import type { MemberStatus } from '../person/membership.ts';
import { type AdmissionRefusal, candidateReasons } from './admission.ts';

export const admissionRequestRefusals = ['admission.alreadyRequested'] as const;
export type AdmissionRequestRefusal = (typeof admissionRequestRefusals)[number] | AdmissionRefusal;

/** How two officers can get to know the person: enough to arrange a call, too little for a life story. */
export const requestLimits: TextLimits = { min: 10, max: 500, multiline: true };
/** Why an officer declined; the person reads it. */
export const declineLimits: TextLimits = { min: 3, max: 300, multiline: true };

/**
 * Somebody who signed asks two officers for admission. One open case a person. Source: M2, M5.
 * Refusals: admission.officersOff, .candidateNotSigned, .candidateIsMember, .alreadyRequested {number}.
 */
export const decideAdmissionRequest = (
  facts: { readonly status: MemberStatus; readonly openCase: number | undefined },
  { verification }: Bylaws,
): Result<null, AdmissionRequestRefusal> => {
  const reasons: Refusal<AdmissionRequestRefusal>[] = [];
  if (!verification.officers) reasons.push({ code: 'admission.officersOff' });
  reasons.push(...candidateReasons(facts));
  if (facts.openCase !== undefined) {
    reasons.push({ code: 'admission.alreadyRequested', facts: { number: facts.openCase } });
  }
  return okUnless(reasons, null);
};
