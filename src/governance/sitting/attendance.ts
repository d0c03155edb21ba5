import { okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import type { SessionState } from '../session/session.ts';

export const attendanceRefusals = [
  'sitting.unknown',
  'sitting.notDelegate',
  'sitting.notOpen',
  'sitting.over',
  'sitting.noSubstitute',
  'sitting.substituteCannotPlan',
  'sitting.delegatePresent',
  'sitting.seatElsewhere',
] as const;
export type AttendanceRefusal = (typeof attendanceRefusals)[number];

/** What a delegate says beforehand: comes, does not come, or the substitute comes. */
export const attendancePlans = ['comes', 'absent', 'substitute'] as const;
export type AttendancePlan = (typeof attendancePlans)[number];
export type SeatPart = 'delegate' | 'substitute';

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

/** Who is in the room for a seat, while it counts (G7). */
export type Presence = { readonly present: SeatPart | null; readonly until: Date | null };

/** Who is in the room for the seat now; undefined when nobody is or the check-in has expired. Source: G7. */
export const presentNow = ({ present, until }: Presence, now: Date): SeatPart | undefined =>
  present !== null && until !== null && until > now ? present : undefined;

/**
 * Until when a check-in or a press made now counts, rounded up to the minute: the time of a vote is beside its mark, and would say
 * whose it is. Source: G7.
 */
export const presenceUntil = (now: Date, { presenceHours }: { readonly presenceHours: number }): Date =>
  new Date(Math.ceil((now.getTime() + presenceHours * MS_PER_HOUR) / MS_PER_MINUTE) * MS_PER_MINUTE);

/** Writing the same hour anew at every press serves nobody: a press prolongs what runs out sooner than this before its full time. */
const PROLONG_AFTER_MS = 600_000;

/** Whether a press by whoever is in the room prolongs the check-in. Source: G7. */
export const prolongs = (
  { present, until }: Presence,
  as: SeatPart,
  now: Date,
  bylaws: { readonly presenceHours: number },
): boolean =>
  until !== null &&
  presentNow({ present, until }, now) === as &&
  presenceUntil(now, bylaws).getTime() - until.getTime() > PROLONG_AFTER_MS;

/**
 * Which of the two votes for a seat if a vote opened now, never both (G13). In a session: who is in the room; nobody: the delegate,
 * who may vote from anywhere where presence does not matter (G3). Outside of one: the delegate, unless they declared absence.
 */
export const voterOfSeat = (
  seat: { readonly hasSubstitute: boolean; readonly presentAs: SeatPart | undefined; readonly away: boolean },
  place: 'session' | 'outside',
): SeatPart => {
  if (!seat.hasSubstitute) return 'delegate';
  if (place === 'session') return seat.presentAs ?? 'delegate';
  return seat.away ? 'substitute' : 'delegate';
};

/** Before a session and during it. Refusals: sitting.over. */
const openToPlans = (state: SessionState): boolean => state !== 'closed' && state !== 'cancelled';

/**
 * A delegate says whether they come. Source: G7, G13. Refusals: sitting.over, .substituteCannotPlan (the substitute is asked by the
 * delegate), .noSubstitute.
 */
export const decidePlan = (
  facts: { readonly state: SessionState; readonly as: SeatPart; readonly hasSubstitute: boolean },
  plan: AttendancePlan,
): Result<AttendancePlan, AttendanceRefusal> => {
  const reasons: Refusal<AttendanceRefusal>[] = [];
  if (!openToPlans(facts.state)) reasons.push({ code: 'sitting.over' });
  if (facts.as === 'substitute') reasons.push({ code: 'sitting.substituteCannotPlan' });
  if (plan === 'substitute' && !facts.hasSubstitute) reasons.push({ code: 'sitting.noSubstitute' });
  return okUnless(reasons, plan);
};

/**
 * A delegate or a substitute checks in while the session is open. The delegate's word goes before the substitute's: a delegate who
 * comes takes the seat back for votes that open from then on. Source: G7, G10, G13. Refusals: sitting.notOpen, .delegatePresent.
 */
export const decideCheckIn = (
  facts: Presence & { readonly state: SessionState; readonly as: SeatPart },
  now: Date,
): Result<SeatPart, AttendanceRefusal> => {
  if (facts.state !== 'open') return refuse('sitting.notOpen');
  const taken = facts.as === 'substitute' && presentNow(facts, now) === 'delegate';
  return okUnless(taken ? [{ code: 'sitting.delegatePresent' as const }] : [], facts.as);
};

/** Whoever is in the room leaves it; who is not there stays away. `changed` false: nothing to write. Source: G7. */
export const decideCheckOut = (facts: Presence & { readonly as: SeatPart }): { changed: boolean } => ({
  changed: facts.present === facts.as,
});
