import { ok, type Result, refuse } from '../../result.ts';
import type { MemberStatus } from '../person/membership.ts';

/** `noAccount`: one answer to a wrong code, a replaced one and the code of an erased account. */
export const recoveryRefusals = [
  'recovery.noAccount',
  'recovery.ownCode',
  'recovery.tooMany',
  'recovery.madeMeanwhile',
] as const;
export type RecoveryRefusal = (typeof recoveryRefusals)[number];

/** Typing errors take one or two tries; guessing 94 bits takes more than a lifetime also without this limit. */
export const recoveryAttemptsPerHour = 5;

export type RecoveryFacts = {
  readonly typer: { readonly id: string; readonly status: MemberStatus };
  /** The account that the code belongs to. */
  readonly found: { readonly id: string; readonly isLocked: boolean };
};

/** `lock`: there is still somebody in that account. `follow`: verification will make this account the old one. */
export type Recovery = { readonly lock: boolean; readonly follow: boolean };

/**
 * Somebody typed a recovery code. Whoever has it may lock the account that it belongs to, also a friend who is a member; only
 * somebody who is to be verified follows it. Source: M6. Refusals: recovery.ownCode.
 */
export const decideRecovery = ({ typer, found }: RecoveryFacts): Result<Recovery, RecoveryRefusal> => {
  if (found.id === typer.id) return refuse('recovery.ownCode');
  return ok({ lock: !found.isLocked, follow: typer.status !== 'member' });
};
