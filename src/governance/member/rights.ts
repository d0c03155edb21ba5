import type { Refusal, Refusals } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import { addDays, type Day } from '../kit/day.ts';
import type { MemberStatus } from '../person/membership.ts';

export const rightsRefusals = [
  'right.originMissing',
  'right.notSigned',
  'right.signatureOutdated',
  'right.notVerified',
  'right.leaving',
  'right.waiting',
  'right.vouchingOff',
] as const;
export type RightsRefusal = (typeof rightsRefusals)[number];

/** `vote`: in members' votes (M3) and on named lists; `vouch`: for newcomers (M5). */
export const rights = ['vote', 'vouch'] as const;
export type Right = (typeof rights)[number];

export type RightState =
  | { readonly granted: true }
  | { readonly granted: false; readonly missing: Refusals<RightsRefusal> };

/** A version of the Declaration that asks for a signature, and the day since when. */
export type SignedText = { readonly version: number; readonly since: Day };

export type RightsFacts = {
  readonly status: MemberStatus;
  readonly originConfirmed: boolean;
  /** The newest version the person signed. */
  readonly signedVersion: number | null;
  /** The versions that ask for a signature, editorial ones left out, oldest first. */
  readonly versions: readonly SignedText[];
  readonly verifiedOn: Day | null;
  /** Vouchings this person has so far. */
  readonly vouches: number;
};

/** A version waits for somebody's signature: until which day their rights go on, and whether they rest by now. */
export type Renewal = { readonly version: number; readonly until: Day; readonly resting: boolean };

/**
 * Whether somebody who signed once has to sign again; null: nothing to do. Grace counts from the oldest version that was not signed: a
 * newer one must not give those who let time pass another four months. Editorial versions ask for nothing. Source: M4.
 */
export const decideRenewal = (
  { signedVersion, versions }: Pick<RightsFacts, 'signedVersion' | 'versions'>,
  { signatureGraceDays }: Pick<Bylaws, 'signatureGraceDays'>,
  today: Day,
): Renewal | null => {
  if (signedVersion === null) return null;
  const unsigned = versions.filter(({ version }) => version > signedVersion);
  const newest = unsigned.at(-1);
  if (newest === undefined) return null;
  const oldest = unsigned.reduce((first, one) => (one.version < first.version ? one : first), newest);
  const until = addDays(oldest.since, signatureGraceDays);
  return { version: newest.version, until, resting: today > until };
};

const signatureReasons = (facts: RightsFacts, bylaws: Bylaws, today: Day): Refusal<RightsRefusal>[] => {
  if (facts.signedVersion === null) return [{ code: 'right.notSigned' }];
  const renewal = decideRenewal(facts, bylaws, today);
  // Suspended, not lost: a new signature brings the rights back at once (M4).
  return renewal?.resting === true
    ? [{ code: 'right.signatureOutdated', facts: { version: renewal.version } }]
    : [];
};

const verifiedReasons = (
  { status, verifiedOn, vouches }: RightsFacts,
  { vouchersNeeded: needed }: Bylaws,
  waitDays: number,
  today: Day,
): Refusal<RightsRefusal>[] => {
  // Resting while the person thinks it over; they come back with staying, at once (M6).
  if (status === 'leaving') return [{ code: 'right.leaving' }];
  if (status !== 'member' || verifiedOn === null)
    return [{ code: 'right.notVerified', facts: { vouches, needed } }];
  const from = addDays(verifiedOn, waitDays);
  return today < from ? [{ code: 'right.waiting', facts: { from } }] : [];
};

const stateOf = ([first, ...rest]: readonly Refusal<RightsRefusal>[]): RightState =>
  first === undefined ? { granted: true } : { granted: false, missing: [first, ...rest] };

/**
 * Each right with everything still missing for it, in the order in which a person can bring it. Source: M2 to M5.
 * Missing: right.originMissing, .notSigned, .signatureOutdated {version}, .notVerified {vouches, needed}, .leaving, .waiting {from}, .vouchingOff.
 */
export const decideRights = (
  facts: RightsFacts,
  bylaws: Bylaws,
  today: Day,
): Readonly<Record<Right, RightState>> => {
  const origin: Refusal<RightsRefusal>[] = facts.originConfirmed ? [] : [{ code: 'right.originMissing' }];
  const joined = [...origin, ...signatureReasons(facts, bylaws, today)];
  const off: Refusal<RightsRefusal>[] = bylaws.verification.vouching ? [] : [{ code: 'right.vouchingOff' }];
  return {
    vote: stateOf([...joined, ...verifiedReasons(facts, bylaws, bylaws.voteWaitDays, today)]),
    vouch: stateOf([...off, ...joined, ...verifiedReasons(facts, bylaws, bylaws.voucherVerifiedDays, today)]),
  };
};

/**
 * The right to start a project, with everything still missing for it. No waiting time: nothing is decided by it, the evaluator looks
 * before a project counts. Source: M3, D1. Missing: those of `vote` but right.waiting.
 */
export const decideProjectRight = (facts: RightsFacts, bylaws: Bylaws, today: Day): RightState =>
  decideRights(facts, { ...bylaws, voteWaitDays: 0 }, today).vote;
