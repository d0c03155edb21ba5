import type { MemberStatus } from '../person/membership.ts';

/** What a newcomer does next. `done`: a member who signed the version in force and will recognise the bot. */
export type JoinStep = 'stay' | 'origin' | 'declaration' | 'phrase' | 'verification' | 'done';

export type JoinFacts = {
  readonly status: MemberStatus;
  readonly originConfirmed: boolean;
  /** The newest version the person signed. */
  readonly signedVersion: number | null;
  /** The newest version that asks for a signature (not an editorial one); null before the first. */
  readonly requiredVersion: number | null;
  readonly hasPhrase: boolean;
};

/**
 * The first step of joining that is missing. A member for whom a new version came out is sent to sign it (M4). Source: M2, M4;
 * security.md, "you talk to the real bot" (the phrase comes before the first step that needs trust in the bot).
 */
export const decideJoinStep = (facts: JoinFacts): JoinStep => {
  const { signedVersion, requiredVersion } = facts;
  // Whoever is leaving has one thing to decide before anything else (M6).
  if (facts.status === 'leaving') return 'stay';
  if (!facts.originConfirmed) return 'origin';
  if (signedVersion === null || (requiredVersion !== null && signedVersion < requiredVersion))
    return 'declaration';
  if (!facts.hasPhrase) return 'phrase';
  return facts.status === 'member' ? 'done' : 'verification';
};
