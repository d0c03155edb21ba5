import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import { addDays, type Day } from '../kit/day.ts';
import { type MemberStatus, stateAllows } from '../person/membership.ts';

export const admissionRefusals = [
  'admission.candidateNotSigned',
  'admission.candidateIsMember',
  'admission.candidateLeaving',
  'admission.officersOff',
  'admission.officersOnly',
  'admission.notOfficer',
  'admission.ownAdmission',
  'admission.alreadyApproved',
  'vouch.vouchingOff',
  'vouch.notMember',
  'vouch.verifiedTooRecently',
  'vouch.tooMany',
  'vouch.barred',
  'vouch.oneself',
  'vouch.alreadyVouched',
  'vouch.tooClose',
  'vouch.linkUsed',
  'vouch.linkExpired',
] as const;
export type AdmissionRefusal = (typeof admissionRefusals)[number];

/** Ids are opaque: anything that tells two people apart. */
export type Candidate = { readonly id: string; readonly status: MemberStatus };

/** One who vouched for the candidate before, with those who once vouched for them (as far as still kept, M5). */
export type EarlierVoucher = { readonly id: string; readonly vouchedBy: readonly string[] };

export type VouchFacts = {
  readonly voucher: {
    readonly id: string;
    readonly status: MemberStatus;
    readonly verifiedOn: Day | null;
    readonly vouchedBy: readonly string[];
    /** The days of this person's own vouchings, in any order. */
    readonly vouchedOn: readonly Day[];
    /** After a finding of false vouching: the last day without this right. */
    readonly barredUntil: Day | null;
  };
  /** `byFinding`: suspended by a finding of false vouching. */
  readonly candidate: Candidate & { readonly byFinding?: boolean };
  readonly earlier: readonly EarlierVoucher[];
  /** The voucher leads a verified project, and the candidate takes part in it: an attestation (rule M5). */
  readonly isLeader?: boolean;
  readonly link: { readonly used: boolean; readonly createdOn: Day };
};

/** `count` of `needed` are there; `admitted` when this one completed them. */
export type Admission = { readonly count: number; readonly needed: number; readonly admitted: boolean };

/** Why somebody can't be verified now. Refusals: admission.candidateIsMember, .candidateLeaving, .candidateNotSigned. */
export const candidateReasons = ({ status }: Pick<Candidate, 'status'>): Refusal<AdmissionRefusal>[] => {
  if (status === 'member') return [{ code: 'admission.candidateIsMember' }];
  if (status === 'leaving') return [{ code: 'admission.candidateLeaving' }];
  return stateAllows(status, 'askVerification') ? [] : [{ code: 'admission.candidateNotSigned' }];
};

const standingReasons = (
  { status, verifiedOn }: VouchFacts['voucher'],
  { voucherVerifiedDays }: Pick<Bylaws, 'voucherVerifiedDays'>,
  today: Day,
): Refusal<AdmissionRefusal>[] => {
  if (status !== 'member' || verifiedOn === null) return [{ code: 'vouch.notMember' }];
  const from = addDays(verifiedOn, voucherVerifiedDays);
  return today < from ? [{ code: 'vouch.verifiedTooRecently', facts: { from } }] : [];
};

const frequencyReasons = (
  vouchedOn: readonly Day[],
  { vouchingsMax: max, vouchingsWindowDays: days }: Bylaws,
  today: Day,
): Refusal<AdmissionRefusal>[] => {
  const recent = vouchedOn.filter((day) => addDays(day, days) > today).toSorted();
  // The day when fewer than `max` of them will be left in the window.
  const blocking = recent.at(-max);
  return blocking === undefined
    ? []
    : [{ code: 'vouch.tooMany', facts: { max, days, from: addDays(blocking, days) } }];
};

// One reason for all three relations: telling them apart would tell the voucher who vouched for whom.
const isTooClose = ({ id, vouchedBy }: EarlierVoucher, { voucher }: VouchFacts): boolean =>
  vouchedBy.includes(voucher.id) ||
  voucher.vouchedBy.includes(id) ||
  vouchedBy.some((by) => voucher.vouchedBy.includes(by));

const barredReasons = (barredUntil: Day | null, today: Day): Refusal<AdmissionRefusal>[] =>
  barredUntil !== null && today <= barredUntil
    ? [{ code: 'vouch.barred', facts: { until: barredUntil } }]
    : [];

/** Who was suspended by a finding comes back by two officers alone, not by those who vouch. Refusals: admission.officersOnly. */
export const byFindingReasons = ({
  byFinding = false,
}: {
  readonly byFinding?: boolean;
}): Refusal<AdmissionRefusal>[] => (byFinding ? [{ code: 'admission.officersOnly' }] : []);

/** Whether this vouching is a leader's attestation of a participant. Source: M5. */
export const isAttestation = (
  { isLeader = false }: Pick<VouchFacts, 'isLeader'>,
  { leaderAttestation }: Pick<Bylaws, 'leaderAttestation'>,
): boolean => isLeader && leaderAttestation;

const relationReasons = (facts: VouchFacts): Refusal<AdmissionRefusal>[] => {
  const { voucher, candidate, earlier } = facts;
  if (voucher.id === candidate.id) return [{ code: 'vouch.oneself' }];
  if (earlier.some(({ id }) => id === voucher.id)) return [{ code: 'vouch.alreadyVouched' }];
  return earlier.some((other) => isTooClose(other, facts)) ? [{ code: 'vouch.tooClose' }] : [];
};

const linkReasons = (
  { used, createdOn }: VouchFacts['link'],
  { vouchLinkDays }: Bylaws,
  today: Day,
): Refusal<AdmissionRefusal>[] => {
  if (used) return [{ code: 'vouch.linkUsed' }];
  const until = addDays(createdOn, vouchLinkDays);
  return today > until ? [{ code: 'vouch.linkExpired', facts: { until } }] : [];
};

/**
 * A member vouches for a person who signed. A leader's attestation counts as one voucher and never for more; it has neither the
 * waiting time nor the limit of other vouchings, and goes on while those are switched off. Source: M2, M5. Refusals: vouch.vouchingOff, .notMember, .verifiedTooRecently {from},
 * .tooMany {max, days, from}, .barred {until}, .oneself, .alreadyVouched, .tooClose, .linkUsed, .linkExpired {until}, admission.candidateNotSigned,
 * .candidateIsMember. Days are UTC days, limits inclusive: on the day `from` one may, on the day `until` one still may.
 */
export const decideVouch = (
  facts: VouchFacts,
  bylaws: Bylaws,
  today: Day,
): Result<Admission, AdmissionRefusal> => {
  const attests = isAttestation(facts, bylaws);
  const off: Refusal<AdmissionRefusal>[] =
    bylaws.verification.vouching || attests ? [] : [{ code: 'vouch.vouchingOff' }];
  const count = facts.earlier.length + 1;
  const needed = bylaws.vouchersNeeded;
  return okUnless(
    [
      ...off,
      ...standingReasons(facts.voucher, attests ? { voucherVerifiedDays: 0 } : bylaws, today),
      ...(attests ? [] : frequencyReasons(facts.voucher.vouchedOn, bylaws, today)),
      ...barredReasons(facts.voucher.barredUntil, today),
      ...relationReasons(facts),
      ...candidateReasons(facts.candidate),
      ...byFindingReasons(facts.candidate),
      ...linkReasons(facts.link, bylaws, today),
    ],
    { count, needed, admitted: count >= needed },
  );
};

export type OfficerApprovalFacts = {
  readonly candidate: Candidate;
  /** `canApprove`: has the power `admission.approve` (office.ts). */
  readonly officer: { readonly id: string; readonly canApprove: boolean };
  /** The officers who approved this candidate before. */
  readonly approvals: readonly string[];
};

/**
 * An officer approves an admission after a call; two different officers admit, neither of them the candidate. Source: M5.
 * Refusals: admission.officersOff, .notOfficer, .ownAdmission, .alreadyApproved, .candidateNotSigned, .candidateIsMember.
 */
export const decideOfficerApproval = (
  { candidate, officer, approvals }: OfficerApprovalFacts,
  bylaws: Bylaws,
): Result<Admission, AdmissionRefusal> => {
  const reasons: Refusal<AdmissionRefusal>[] = [];
  if (!bylaws.verification.officers) reasons.push({ code: 'admission.officersOff' });
  if (!officer.canApprove) reasons.push({ code: 'admission.notOfficer' });
  if (officer.id === candidate.id) reasons.push({ code: 'admission.ownAdmission' });
  if (approvals.includes(officer.id)) reasons.push({ code: 'admission.alreadyApproved' });
  reasons.push(...candidateReasons(candidate));
  const count = approvals.length + 1;
  const needed = bylaws.officersNeeded;
  return okUnless(reasons, { count, needed, admitted: count >= needed });
};
