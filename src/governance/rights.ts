import type { Refusal, Refusals } from '../result.ts';
import type { Bylaws } from './bylaws.ts';
import { addDays, type Day } from './day.ts';
import type { MemberStatus } from './declaration.ts';

export const rightRefusals = [
  'right.originMissing',
  'right.notSigned',
  'right.signatureOutdated',
  'right.notVerified',
  'right.waiting',
  'right.vouchingOff',
] as const;
export type RightRefusal = (typeof rightRefusals)[number];

/** `vote`: in members' votes (M3) and on named lists; `vouch`: for newcomers (M5). */
export const rights = ['vote', 'vouch'] as const;
export type Right = (typeof rights)[number];

export type RightState =
  | { readonly granted: true }
  | { readonly granted: false; readonly missing: Refusals<RightRefusal> };

export type RightsFacts = {
  readonly status: MemberStatus;
  readonly originConfirmed: boolean;
  /** The newest version the person signed. */
  readonly signedVersion: number | null;
  /** The Declaration in force and the day since when. */
  readonly declaration: { readonly version: number; readonly since: Day } | null;
  readonly verifiedOn: Day | null;
  /** Vouchings this person has so far. */
  readonly vouches: number;
};

const signatureReasons = (
  { signedVersion, declaration }: RightsFacts,
  { signatureGraceDays }: Bylaws,
  today: Day,
): Refusal<RightRefusal>[] => {
  if (signedVersion === null) return [{ code: 'right.notSigned' }];
  if (declaration === null || signedVersion >= declaration.version) return [];
  // Suspended, not lost: a new signature brings the rights back at once (M4).
  const until = addDays(declaration.since, signatureGraceDays);
  return today > until ? [{ code: 'right.signatureOutdated', facts: { version: declaration.version } }] : [];
};

const verifiedReasons = (
  { status, verifiedOn, vouches }: RightsFacts,
  { vouchersNeeded: needed }: Bylaws,
  waitDays: number,
  today: Day,
): Refusal<RightRefusal>[] => {
  if (status !== 'member' || verifiedOn === null)
    return [{ code: 'right.notVerified', facts: { vouches, needed } }];
  const from = addDays(verifiedOn, waitDays);
  return today < from ? [{ code: 'right.waiting', facts: { from } }] : [];
};

const stateOf = ([first, ...rest]: readonly Refusal<RightRefusal>[]): RightState =>
  first === undefined ? { granted: true } : { granted: false, missing: [first, ...rest] };

/**
 * Each right with everything still missing for it, in the order in which a person can bring it. Source: M2 to M5.
 * Missing: right.originMissing, .notSigned, .signatureOutdated {version}, .notVerified {vouches, needed}, .waiting {from}, .vouchingOff.
 */
export const decideRights = (
  facts: RightsFacts,
  bylaws: Bylaws,
  today: Day,
): Readonly<Record<Right, RightState>> => {
  const origin: Refusal<RightRefusal>[] = facts.originConfirmed ? [] : [{ code: 'right.originMissing' }];
  const joined = [...origin, ...signatureReasons(facts, bylaws, today)];
  const off: Refusal<RightRefusal>[] = bylaws.verification.vouching ? [] : [{ code: 'right.vouchingOff' }];
  return {
    vote: stateOf([...joined, ...verifiedReasons(facts, bylaws, bylaws.voteWaitDays, today)]),
    vouch: stateOf([...off, ...joined, ...verifiedReasons(facts, bylaws, bylaws.voucherVerifiedDays, today)]),
  };
};
