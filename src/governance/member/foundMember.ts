import type { MemberStatus } from '../person/membership.ts';

/** What an officer needs to answer or to act, and nothing more: no name, no vouchers, no exact day. */
export type FoundMember = {
  /** Without dashes. */
  readonly memberNumber: string;
  readonly state: MemberStatus;
  /** 'YYYY-MM' */
  readonly verifiedSince: string | null;
  readonly signature: 'current' | 'outdated' | 'none';
  readonly reachable: boolean;
};
