import type { Refusal } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import { type ProjectNumbers, seatsOfClass, sizeClass } from '../congress/seats.ts';

export const delegatingRefusals = [
  'protocol.unknownProject',
  'protocol.notHead',
  'protocol.notVerified',
  'protocol.disputed',
  'protocol.underWay',
  'protocol.voteUnderWay',
  'protocol.noSeats',
  'protocol.activeTooMany',
  'protocol.notConfirmed',
  'protocol.replacedGone',
] as const;
export type DelegatingRefusal = (typeof delegatingRefusals)[number];

/** Who acts for a project: its leader, or the deputy named at registration when the leader can't (rule D3). */
export type Head = 'leader' | 'deputy' | null;

/** What is known of a project that sends delegates, locked. */
export type DelegatingFacts = {
  readonly head: Head;
  /** Verified by the Fund's criteria, or supported by the Fund (rule D1). */
  readonly takesPart: boolean;
  /** Two rival leaders: new protocols stop, mandates do not (rule D3). */
  readonly disputed: boolean;
  /** Number of the project's protocol that is under way, and of its vote. */
  readonly protocolUnderWay: number | null;
  readonly voteUnderWay: number | null;
  /** Participants who confirmed themselves in the bot, and those of them who were active lately (rule D2). */
  readonly confirmed: ProjectNumbers;
  /** Present when one delegate only is replaced: whether that mandate is in force. */
  readonly replaced?: { readonly inForce: boolean };
};

/** Delegates to be chosen: those of the class, or the one who is replaced. Source: rules D2, D4. */
export const seatsToFill = (numbers: ProjectNumbers, isReplacing: boolean, bylaws: Bylaws): number => {
  const seats = seatsOfClass(sizeClass(numbers, bylaws), bylaws);
  return isReplacing ? Math.min(1, seats) : seats;
};

const numberReasons = (
  { participants, active }: ProjectNumbers,
  confirmed: ProjectNumbers,
  { confirmedParticipantsOnly }: Bylaws,
): Refusal<DelegatingRefusal>[] => {
  const reasons: Refusal<DelegatingRefusal>[] = [];
  if (active > participants)
    reasons.push({ code: 'protocol.activeTooMany', facts: { participants }, path: 'active' });
  const lacks = participants > confirmed.participants || active > confirmed.active;
  if (confirmedParticipantsOnly && lacks)
    reasons.push({
      code: 'protocol.notConfirmed',
      facts: { participants: confirmed.participants, active: confirmed.active },
      path: 'participants',
    });
  return reasons;
};

/**
 * What stands against a project's choosing delegates now, all together: the same for a vote in the bot and for a protocol of a vote
 * held elsewhere. `numbers` are attested by the head. Source: rules D1 to D3. Refusals: protocol.notHead, .notVerified, .disputed,
 * .underWay {number}, .voteUnderWay {number}, .replacedGone, .activeTooMany {participants}, .notConfirmed {participants, active},
 * .noSeats.
 */
export const delegatingReasons = (
  facts: DelegatingFacts,
  numbers: ProjectNumbers,
  bylaws: Bylaws,
): Refusal<DelegatingRefusal>[] => {
  const reasons: Refusal<DelegatingRefusal>[] = [];
  if (facts.head === null) reasons.push({ code: 'protocol.notHead' });
  if (!facts.takesPart) reasons.push({ code: 'protocol.notVerified' });
  if (facts.disputed) reasons.push({ code: 'protocol.disputed' });
  if (facts.protocolUnderWay !== null)
    reasons.push({ code: 'protocol.underWay', facts: { number: facts.protocolUnderWay } });
  if (facts.voteUnderWay !== null)
    reasons.push({ code: 'protocol.voteUnderWay', facts: { number: facts.voteUnderWay } });
  if (facts.replaced?.inForce === false) reasons.push({ code: 'protocol.replacedGone' });
  reasons.push(...numberReasons(numbers, facts.confirmed, bylaws));
  if (seatsToFill(numbers, facts.replaced !== undefined, bylaws) === 0)
    reasons.push({ code: 'protocol.noSeats', path: 'participants' });
  return reasons;
};

/** As whom somebody acts for a project. */
export const headOf = (
  { leaderId, deputyId }: { readonly leaderId: string | null; readonly deputyId: string | null },
  personId: string,
): Head => {
  if (leaderId === personId) return 'leader';
  return deputyId === personId ? 'deputy' : null;
};
