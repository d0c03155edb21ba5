import { okUnless, type Refusal, type Result } from '../../result.ts';
import { powersOf, type Role } from '../person/role.ts';

export const bootstrapRefusals = ['bootstrap.alreadyDone', 'bootstrap.roleCannotAppoint'] as const;
export type BootstrapRefusal = (typeof bootstrapRefusals)[number];

/** Two persons exist from then on, so that everything later can ask for two. */
export const bootstrapOfficers = 2;

/**
 * An invitation by the operator alone: only the first two officers, who must be able to appoint the next ones.
 * `officers` counts officers and open invitations. Refusals: bootstrap.alreadyDone, .roleCannotAppoint.
 */
export const decideBootstrap = (facts: { officers: number; role: Role }): Result<null, BootstrapRefusal> => {
  const reasons: Refusal<BootstrapRefusal>[] = [];
  if (facts.officers >= bootstrapOfficers) reasons.push({ code: 'bootstrap.alreadyDone' });
  if (!powersOf([facts.role]).has('role.propose')) reasons.push({ code: 'bootstrap.roleCannotAppoint' });
  return okUnless(reasons, null);
};
