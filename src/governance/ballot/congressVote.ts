import type { Refusal } from '../../result.ts';
import type { Rule } from '../congress/majority.ts';
import type { ItemState } from '../session/item.ts';
import type { SessionState } from '../session/session.ts';

export const congressVoteRefusals = [
  'sitting.itemNotOnAgenda',
  'sitting.itemDecided',
  'sitting.itemNotOpen',
  'sitting.itemOnAgenda',
  'sitting.itemVoted',
  'sitting.needsSession',
  'sitting.voteTooShort',
  'sitting.seatsVacant',
  'sitting.advisoryMissing',
  'sitting.advisoryRunning',
] as const;
export type CongressVoteRefusal = (typeof congressVoteRefusals)[number];

/** Nobody has to answer in less than two minutes: reading aloud and slow hands take them. */
export const shortestVoteMinutes = 2;
const MS_PER_MINUTE = 60_000;

/** `none`: not asked and not declined; `closed`: its result can be printed on the delegates' ballot. */
export type AdvisoryState = 'none' | 'declined' | 'running' | 'closed';

/** What a vote of the Congress hangs on beside the roll, read in the transaction that opens it. */
export type CongressFacts = {
  readonly itemState: ItemState;
  /** Of the session that the item is on; null: on none. */
  readonly sessionState: SessionState | null;
  /** Number of the item's vote that was opened before this one; null: none was. */
  readonly voted: number | null;
  readonly advisory: AdvisoryState;
  /** Of all seats that the rules give: how many have a mandate in force, and how many a strategic vote needs (G11). */
  readonly seats: { readonly entitled: number; readonly filled: number; readonly needed: number };
};

const itemReasons = (
  rule: Rule,
  { itemState, sessionState, voted }: CongressFacts,
): Refusal<CongressVoteRefusal>[] => {
  if (voted !== null) return [{ code: 'sitting.itemVoted', facts: { number: voted } }];
  if (itemState === 'decided') return [{ code: 'sitting.itemDecided' }];
  if (itemState === 'moved' || itemState === 'withdrawn') return [{ code: 'sitting.itemNotOnAgenda' }];
  if (sessionState === 'open') return itemState === 'open' ? [] : [{ code: 'sitting.itemNotOpen' }];
  if (rule !== 'strategic') return [{ code: 'sitting.needsSession' }];
  return sessionState === 'frozen' || sessionState === 'called' ? [{ code: 'sitting.itemOnAgenda' }] : [];
};

const advisoryReasons = ({ advisory }: CongressFacts): Refusal<CongressVoteRefusal>[] => {
  if (advisory === 'none') return [{ code: 'sitting.advisoryMissing' }];
  return advisory === 'running' ? [{ code: 'sitting.advisoryRunning' }] : [];
};

const seatReasons = ({ seats }: CongressFacts): Refusal<CongressVoteRefusal>[] =>
  seats.filled < seats.needed ? [{ code: 'sitting.seatsVacant', facts: seats }] : [];

/**
 * What stands against a vote of the Congress beside roll and quorum: an item is voted on once, in its session while it is open, or
 * outside of one if it is strategic and on no frozen agenda (G14); two minutes at least; a strategic one after the members' advisory vote was closed or
 * declined (M7) and while enough seats are filled (G11). Refusals: sitting.itemVoted {number}, .itemDecided, .itemNotOnAgenda,
 * .itemNotOpen, .itemOnAgenda, .needsSession, .voteTooShort {neededMinutes}, .advisoryMissing, .advisoryRunning, .seatsVacant {entitled, filled, needed}.
 */
export const congressReasons = (
  rule: Rule,
  facts: CongressFacts,
  { opensAt, closesAt }: { readonly opensAt: Date; readonly closesAt: Date },
): Refusal<CongressVoteRefusal>[] => {
  const reasons = itemReasons(rule, facts);
  if (closesAt.getTime() - opensAt.getTime() < shortestVoteMinutes * MS_PER_MINUTE)
    reasons.push({ code: 'sitting.voteTooShort', facts: { neededMinutes: shortestVoteMinutes } });
  return rule === 'strategic' ? [...reasons, ...advisoryReasons(facts), ...seatReasons(facts)] : reasons;
};
