import { ok, type Result, refuse } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import { addDays, type Day } from '../kit/day.ts';
import { decideMove, type MemberStatus, type MembershipRefusal, stateAllows } from '../person/membership.ts';
import { powersOf, type Role } from '../person/role.ts';
import { decideProposing, type ProposalRefusal } from '../proposal/proposal.ts';

export const leavingRefusals = [
  'leaving.tooEarly',
  'leaving.notAsked',
  'erasure.oneself',
  'erasure.unknown',
] as const;
export type LeavingRefusal = (typeof leavingRefusals)[number];

type Standing = {
  readonly status: MemberStatus;
  /** Of somebody who is leaving: from when on it may be confirmed. */
  readonly leaving: { readonly from: Date } | undefined;
};

const HOUR_MS = 3_600_000;

/** Who thought it over and says nothing stays: nobody is erased by silence, and nobody hangs between for ever (M6). */
export const leaveConfirmDays = 30;
const confirmMs = leaveConfirmDays * 24 * HOUR_MS;

/** A guest who never went on: an account without a signature is nobody's membership, and need not be kept (M6 default). */
export const idleGuestDays = 90;

/** Until when leaving may be confirmed; after that the person is what they were. */
export const leaveLapsesAt = (from: Date): Date => new Date(from.getTime() + confirmMs);

/** Leavings that could be confirmed from this moment or before have lapsed at `now`. */
export const lapsedBefore = (now: Date): Date => new Date(now.getTime() - confirmMs);

/** The first hours are for thinking. Refusals: membership.notPossible {state}. Source: M6. */
export const decideLeaving = (
  { status }: Pick<Standing, 'status'>,
  now: Date,
  { leaveHours }: Bylaws,
): Result<{ from: Date }, MembershipRefusal> => {
  const moved = decideMove(status, 'leavingAsked');
  return moved.ok ? ok({ from: new Date(now.getTime() + leaveHours * HOUR_MS) }) : moved;
};

/**
 * The person confirms: a guest at once, everybody else when the hours are over. Source: M6. Refusals: leaving.tooEarly
 * {from}, leaving.notAsked.
 */
export const decideErasing = ({ status, leaving }: Standing, now: Date): Result<null, LeavingRefusal> => {
  const moved = decideMove(status, 'leavingConfirmed');
  if (!moved.ok) return refuse('leaving.notAsked');
  if (leaving === undefined || leaving.from <= now) return ok(null);
  return refuse({ code: 'leaving.tooEarly', facts: { from: leaving.from.toISOString() } });
};

/** What `/leave` shows: a guest's own question, the first one, the hours of thinking, or the last question. */
export type LeavePhase = 'guest' | 'ask' | 'thinking' | 'confirm';

export const leavePhase = ({ status, leaving }: Standing, now: Date): LeavePhase => {
  if (leaving !== undefined) return leaving.from <= now ? 'confirm' : 'thinking';
  return stateAllows(status, 'leave') && status !== 'guest' ? 'ask' : 'guest';
};

/**
 * Proposing to erase another person, who lost the account or wrote a letter; a second officer approves it. Oneself one
 * erases by leaving. Source: M6, security.md (an approver is not the proposer). Refusals: proposal.noPower,
 * erasure.oneself, .unknown.
 */
export const decideErasureProposal = (facts: {
  readonly officer: { readonly id: string; readonly roles: readonly Role[] };
  /** Whose the number is; undefined when it is nobody's. */
  readonly subjectId: string | undefined;
}): Result<{ subjectId: string }, LeavingRefusal | ProposalRefusal> => {
  const { officer, subjectId } = facts;
  // Whether a number exists is not told to somebody without the power.
  const allowed = decideProposing('erasure', powersOf(officer.roles));
  if (!allowed.ok) return allowed;
  if (subjectId === officer.id) return refuse('erasure.oneself');
  return subjectId === undefined ? refuse('erasure.unknown') : ok({ subjectId });
};

/** Accounts locked on this day or before have waited for their owner long enough (M6). */
export const lockedTooLongSince = (today: Day, { lockedDays }: Bylaws): Day =>
  addDays(today, -lockedDays - 1);
