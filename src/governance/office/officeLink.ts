import { okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import { type Role, rolesGoTogether } from '../person/role.ts';

export const officeLinkRefusals = [
  'office.linkUnknown',
  'office.linkUsed',
  'office.linkExpired',
  'office.alreadyHeld',
  'office.auditorAlone',
] as const;
export type OfficeLinkRefusal = (typeof officeLinkRefusals)[number];

/** An invitation to an office works for a day: it is passed on by hand and must not lie about. */
export const officeLinkHours = 24;

export type OfficeLink = { readonly role: Role; readonly used: boolean; readonly expiresAt: Date };

/**
 * A person takes the office they are invited to. A link that one cannot use stays open for whom it was meant.
 * Refusals: office.linkUnknown, .linkUsed, .linkExpired, .alreadyHeld, .auditorAlone.
 */
export const decideTakingOffice = (
  link: OfficeLink | undefined,
  held: readonly Role[],
  now: Date,
): Result<{ role: Role }, OfficeLinkRefusal> => {
  if (link === undefined) return refuse('office.linkUnknown');
  const reasons: Refusal<OfficeLinkRefusal>[] = [];
  if (link.used) reasons.push({ code: 'office.linkUsed' });
  else if (now >= link.expiresAt) reasons.push({ code: 'office.linkExpired' });
  if (held.includes(link.role)) reasons.push({ code: 'office.alreadyHeld' });
  if (!rolesGoTogether(held, link.role)) reasons.push({ code: 'office.auditorAlone' });
  return okUnless(reasons, { role: link.role });
};
