import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { ItemState } from '../session/item.ts';
import type { SessionState } from '../session/session.ts';

export const sittingRefusals = [
  'sitting.noPower',
  'sitting.chairMissing',
  'sitting.chairUnknown',
  'sitting.notCalled',
  'sitting.notYet',
  'sitting.notUnderWay',
  'sitting.voteRunning',
  'sitting.itemNotListed',
  'sitting.itemElsewhere',
  'sitting.ruleOfItem',
] as const;
export type SittingRefusal = (typeof sittingRefusals)[number] | 'agenda.unknown';

/** Delegates find their places before the beginning; earlier an open session would be a slip of the hand. */
export const openingLeadMs = 3_600_000;

/**
 * An officer opens a session on the chair's word: its agenda is frozen, the chair is known, its hour is near. A second time changes
 * nothing. Source: H1, H2, G10. Refusals: sitting.notCalled, .notYet {at}, .chairMissing, .over.
 */
export const decideSessionOpening = (facts: {
  readonly state: SessionState;
  readonly startsAt: Date;
  readonly hasChair: boolean;
  readonly now: Date;
}): Result<{ changed: boolean }, SittingRefusal | 'sitting.over'> => {
  const { state, startsAt, now } = facts;
  const reasons: Refusal<SittingRefusal | 'sitting.over'>[] = [];
  if (state === 'open') return okUnless(reasons, { changed: false });
  if (state === 'closed' || state === 'cancelled') reasons.push({ code: 'sitting.over' });
  if (state === 'planned') reasons.push({ code: 'sitting.notCalled' });
  if (now.getTime() < startsAt.getTime() - openingLeadMs)
    reasons.push({ code: 'sitting.notYet', facts: { at: startsAt.toISOString() } });
  if (!facts.hasChair) reasons.push({ code: 'sitting.chairMissing' });
  return okUnless(reasons, { changed: true });
};

/**
 * An officer closes a session on the chair's word; what is undecided then waits for the next one. A second time changes nothing.
 * Source: H2, K5. Refusals: sitting.notUnderWay, .voteRunning {count}.
 */
export const decideSessionClosing = (facts: {
  readonly state: SessionState;
  /** Votes of this session that are not published yet. */
  readonly running: number;
}): Result<{ changed: boolean }, SittingRefusal> => {
  if (facts.state === 'closed') return okUnless<{ changed: boolean }, SittingRefusal>([], { changed: false });
  const reasons: Refusal<SittingRefusal>[] = [];
  if (facts.state !== 'open') reasons.push({ code: 'sitting.notUnderWay' });
  if (facts.running > 0) reasons.push({ code: 'sitting.voteRunning', facts: { count: facts.running } });
  return okUnless(reasons, { changed: true });
};

/**
 * An item of the open session is called up, on the chair's word; one at a time, so that everybody knows what is spoken of. Source:
 * H2. Refusals: sitting.notUnderWay, .itemNotListed, .itemElsewhere {number}.
 */
export const decideItemOpening = (facts: {
  readonly sessionState: SessionState | null;
  readonly state: ItemState;
  /** Number of another item that is open; null: none. */
  readonly other: number | null;
}): Result<{ changed: boolean }, SittingRefusal> => {
  const reasons: Refusal<SittingRefusal>[] = [];
  if (facts.sessionState !== 'open') reasons.push({ code: 'sitting.notUnderWay' });
  if (facts.state !== 'agenda' && facts.state !== 'open') reasons.push({ code: 'sitting.itemNotListed' });
  if (facts.state === 'agenda' && facts.other !== null)
    reasons.push({ code: 'sitting.itemElsewhere', facts: { number: facts.other } });
  return okUnless(reasons, { changed: facts.state === 'agenda' });
};

/**
 * An open item without a decision is put aside: it can be called up again in this session, else it waits for the next one. A
 * decided item is closed by its decision. Source: H2. Refusals: sitting.itemNotListed, .voteRunning {count}.
 */
export const decideSettingAside = (facts: {
  readonly state: ItemState;
  readonly running: number;
}): Result<{ changed: boolean }, SittingRefusal> => {
  const reasons: Refusal<SittingRefusal>[] = [];
  if (facts.state !== 'open' && facts.state !== 'agenda') reasons.push({ code: 'sitting.itemNotListed' });
  if (facts.running > 0) reasons.push({ code: 'sitting.voteRunning', facts: { count: facts.running } });
  return okUnless(reasons, { changed: facts.state === 'open' });
};
