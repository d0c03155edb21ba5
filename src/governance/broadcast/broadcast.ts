import { ok, type Result, refuse } from '../../result.ts';

export const broadcastRefusals = [
  'broadcast.noPower',
  'broadcast.unknown',
  'broadcast.notEditable',
  'broadcast.notDraft',
  'broadcast.changed',
  'broadcast.notSending',
  'broadcast.notPaused',
  'broadcast.notStoppable',
  'broadcast.notDiscardable',
  'broadcast.notWriter',
  'broadcast.notEnded',
  'broadcast.recipientsGone',
  'broadcast.nobody',
  'broadcast.momentPast',
  'broadcast.momentFar',
  'broadcast.expired',
] as const;
export type BroadcastRefusal = (typeof broadcastRefusals)[number];

export const broadcastStates = [
  'draft',
  'proposed',
  'approved',
  'sending',
  'paused',
  'stopped',
  'sent',
  'rejected',
] as const;
export type BroadcastState = (typeof broadcastStates)[number];

/** `returned`: the officer who proposed it takes it back; what another one declines may be written anew. */
export const broadcastEvents = [
  'edited',
  'discarded',
  'proposed',
  'returned',
  'rejected',
  'approved',
  'started',
  'paused',
  'resumed',
  'stopped',
  'finished',
] as const;
export type BroadcastEvent = (typeof broadcastEvents)[number];

type Move = {
  readonly from: readonly BroadcastState[];
  readonly to: BroadcastState;
  readonly otherwise: BroadcastRefusal;
};

const moves: Readonly<Record<BroadcastEvent, Move>> = {
  edited: { from: ['draft', 'rejected'], to: 'draft', otherwise: 'broadcast.notEditable' },
  discarded: { from: ['draft', 'rejected'], to: 'rejected', otherwise: 'broadcast.notDiscardable' },
  proposed: { from: ['draft'], to: 'proposed', otherwise: 'broadcast.notDraft' },
  returned: { from: ['proposed'], to: 'draft', otherwise: 'broadcast.changed' },
  rejected: { from: ['proposed'], to: 'rejected', otherwise: 'broadcast.changed' },
  approved: { from: ['proposed'], to: 'approved', otherwise: 'broadcast.changed' },
  started: { from: ['approved'], to: 'sending', otherwise: 'broadcast.changed' },
  paused: { from: ['sending'], to: 'paused', otherwise: 'broadcast.notSending' },
  // Stopped is for good: what is resumed is only what was paused.
  resumed: { from: ['paused'], to: 'sending', otherwise: 'broadcast.notPaused' },
  stopped: { from: ['approved', 'sending', 'paused'], to: 'stopped', otherwise: 'broadcast.notStoppable' },
  finished: { from: ['sending'], to: 'sent', otherwise: 'broadcast.notSending' },
};

/** The state that an event leads to. Refusals: the event's own, see `moves`. Source: security.md, Promises (two persons). */
export const decideBroadcastMove = (
  state: BroadcastState,
  event: BroadcastEvent,
): Result<BroadcastState, BroadcastRefusal> => {
  const { from, to, otherwise } = moves[event];
  return from.includes(state) ? ok(to) : refuse(otherwise);
};

/** A draft goes when who wrote it says so; one whose writer is gone, when anybody does. Refusals: .notDiscardable, .notWriter. */
export const decideDiscarding = (
  facts: { readonly state: BroadcastState; readonly writtenBy: string | null },
  officerId: string,
): Result<null, BroadcastRefusal> => {
  const moved = decideBroadcastMove(facts.state, 'discarded');
  if (!moved.ok) return moved;
  return facts.writtenBy === null || facts.writtenBy === officerId ? ok(null) : refuse('broadcast.notWriter');
};

const DAY_MS = 86_400_000;
/** Further ahead nobody remembers what was approved. */
const MAX_DAYS_AHEAD = 90;
/** Recipients are kept for so long after the end: corrections go to the same people meanwhile. */
const recipientsKeptDays = 7;
/** In discreet mode the content is opened by a press; so long after the end it still can be. */
const readableDays = 30;

/** The moment of sending; none is "as soon as it is approved". Refusals: .momentPast {moment}, .momentFar {days}. */
export const decideMoment = (sendsAt: Date | null, now: Date): Result<null, BroadcastRefusal> => {
  if (sendsAt === null) return ok(null);
  if (sendsAt <= now)
    return refuse({
      code: 'broadcast.momentPast',
      facts: { moment: sendsAt.toISOString() },
      path: 'sendsAt',
    });
  return sendsAt.getTime() - now.getTime() > MAX_DAYS_AHEAD * DAY_MS
    ? refuse({ code: 'broadcast.momentFar', facts: { days: MAX_DAYS_AHEAD }, path: 'sendsAt' })
    : ok(null);
};

/** Broadcasts that ended before this lose their list of recipients; the counts stay. */
export const forgetRecipientsBefore = (now: Date): Date =>
  new Date(now.getTime() - recipientsKeptDays * DAY_MS);

/** Broadcasts that ended before this are not opened from a discreet notice any more, and lose their document. */
export const unreadableBefore = (now: Date): Date => new Date(now.getTime() - readableDays * DAY_MS);

export const correctionKinds = ['wrongDate', 'moved', 'withdrawn', 'other'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];

/**
 * What was sent may be corrected while those who got it are known; a draft is edited instead. Refusals: .notEnded,
 * .recipientsGone.
 */
export const decideCorrecting = (facts: {
  readonly state: BroadcastState;
  /** How many of the snapshot it reached and are still known. */
  readonly reached: number;
}): Result<null, BroadcastRefusal> => {
  if (facts.state !== 'sent' && facts.state !== 'stopped') return refuse('broadcast.notEnded');
  return facts.reached === 0 ? refuse('broadcast.recipientsGone') : ok(null);
};
