import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { MemberStatus } from '../person/membership.ts';

export const listRefusals = [
  'list.unknown',
  'list.noPower',
  'list.linkUnknown',
  'list.linkUsed',
  'list.linkExpired',
  'list.notMember',
  'list.alreadyOn',
  'list.alreadyAsked',
  'list.nameTaken',
  'list.notOn',
] as const;
export type ListRefusal = (typeof listRefusals)[number];

/** What two names are compared by: nobody may pass for another by letter case, spaces or «ё». */
export const foldPublicName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\p{P}\p{Z}\p{S}]/gu, '');

export type InvitationFacts = {
  /** Null: no link has this token. */
  readonly link: { readonly used: boolean; readonly expiresAt: Date } | null;
  readonly status: MemberStatus;
  readonly onList: boolean;
  /** An entry of this person waits for the second officer. */
  readonly asked: boolean;
  readonly now: Date;
};

/**
 * Whether an invited person may choose a public name. Source: G7. Refusals: list.linkUnknown, .linkUsed, .linkExpired,
 * .notMember, .alreadyOn, .alreadyAsked.
 */
export const decideInvitation = (facts: InvitationFacts): Result<null, ListRefusal> => {
  const { link, status, onList, asked, now } = facts;
  const reasons: Refusal<ListRefusal>[] = [];
  if (onList) reasons.push({ code: 'list.alreadyOn' });
  else if (asked) reasons.push({ code: 'list.alreadyAsked' });
  else if (link === null) reasons.push({ code: 'list.linkUnknown' });
  else if (link.used) reasons.push({ code: 'list.linkUsed' });
  else if (link.expiresAt <= now) reasons.push({ code: 'list.linkExpired' });
  if (status !== 'member') reasons.push({ code: 'list.notMember' });
  return okUnless(reasons, null);
};

/** The second officer's approval puts the person on the list. Refusals: list.alreadyOn, .nameTaken. */
export const decideEntry = (facts: { readonly onList: boolean; readonly nameTaken: boolean }) => {
  const reasons: Refusal<ListRefusal>[] = [];
  if (facts.onList) reasons.push({ code: 'list.alreadyOn' });
  if (facts.nameTaken) reasons.push({ code: 'list.nameTaken' });
  return okUnless(reasons, null);
};
