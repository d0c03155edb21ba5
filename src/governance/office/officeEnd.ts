import { okUnless, type Refusal, type Result } from '../../result.ts';
import { powersOf, type Role } from '../person/role.ts';

export const officeEndRefusals = [
  'office.notHeld',
  'office.lastAppointers',
  'office.dismissYourself',
  'office.officerUnknown',
] as const;
export type OfficeEndRefusal = (typeof officeEndRefusals)[number];

/** Roles are given by two, and the operator's first invitations can't be repeated: so many who can appoint always remain. */
const appointersNeeded = 2;

const appoints = (held: readonly Role[]): boolean => powersOf(held).has('role.propose');

/**
 * Whether somebody may leave a role, or be taken out of it. `appointers`: all who can propose a role now, this person among
 * them where they can. Refusals: office.notHeld, .lastAppointers {needed}.
 */
export const decideEndingOffice = (facts: {
  readonly held: readonly Role[];
  readonly role: Role;
  readonly appointers: number;
}): Result<{ left: readonly Role[] }, OfficeEndRefusal> => {
  const { held, role, appointers } = facts;
  const left = held.filter((other) => other !== role);
  const reasons: Refusal<OfficeEndRefusal>[] = [];
  if (!held.includes(role)) reasons.push({ code: 'office.notHeld' });
  if (appoints(held) && !appoints(left) && appointers - 1 < appointersNeeded)
    reasons.push({ code: 'office.lastAppointers', facts: { needed: appointersNeeded } });
  return okUnless(reasons, { left });
};

/** A proposal to take a role from somebody else; oneself resigns. Refusals: office.dismissYourself, and those of ending an office. */
export const decideDismissal = (facts: {
  readonly officer: string;
  readonly about: string;
  readonly held: readonly Role[];
  readonly role: Role;
  readonly appointers: number;
}): Result<null, OfficeEndRefusal> => {
  const reasons: Refusal<OfficeEndRefusal>[] =
    facts.officer === facts.about ? [{ code: 'office.dismissYourself' }] : [];
  const ending = decideEndingOffice(facts);
  return okUnless(ending.ok ? reasons : [...reasons, ...ending.refusals], null);
};
