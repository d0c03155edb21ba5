import { z } from 'zod';
import { ok, okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import { parseLink } from '../broadcast/broadcastText.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import { nextInstantOf, wallClock } from '../kit/moment.ts';
import { refuseShape } from '../kit/shape.ts';
import { cleanText, type TextLimits, type TextRefusal } from '../kit/text.ts';
import { parseZone, type ZoneRefusal } from '../kit/zone.ts';

export const sessionRefusals = [
  'session.unknown',
  'session.noPower',
  'session.invalid',
  'session.lengthUnreadable',
  'session.past',
  'session.tooSoon',
  'session.tooFar',
  'session.overlaps',
  'session.placeLink',
  'session.notPlanned',
  'session.frozen',
  'session.notFrozen',
  'session.over',
  'session.nothingChanged',
  'session.chairUnknown',
  'session.nothingToSend',
  'session.beingSent',
  'session.changedSince',
] as const;
export type SessionRefusal = (typeof sessionRefusals)[number];

/** `frozen`: the agenda is fixed; `called`: it was sent out. */
export const sessionStates = ['planned', 'frozen', 'called', 'open', 'closed', 'cancelled'] as const;
export type SessionState = (typeof sessionStates)[number];

/** Where delegates meet: in words, or a link. Told to delegates and officers only. */
export type Place = { readonly kind: 'room' | 'link'; readonly text: string };

export type SessionPlan = {
  readonly startsAt: Date;
  readonly lengthMinutes: number;
  /** The zone that the session is announced in. */
  readonly zone: string;
  readonly place: Place;
};

export const placeLimits: TextLimits = { min: 3, max: 300, multiline: true };
/** Shorter than half an hour nothing is decided; longer than a day it is another session. */
export const lengthLimits = { min: 30, max: 1440 } as const;

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Further ahead nobody can promise a place. */
const maxDaysAhead = 400;

const planSchema = z.strictObject({
  startsAt: z.iso.datetime({ offset: true }),
  lengthMinutes: z.int().min(lengthLimits.min).max(lengthLimits.max),
  zone: z.string(),
  place: z.string(),
});

/** Whole minutes as they were typed. Refusals: session.lengthUnreadable {min, max}. */
export const parseLength = (text: string): Result<string, SessionRefusal> => {
  const minutes = Number(text.trim());
  return Number.isInteger(minutes) && minutes >= lengthLimits.min && minutes <= lengthLimits.max
    ? ok(String(minutes))
    : refuse({ code: 'session.lengthUnreadable', facts: lengthLimits });
};

type PlanRefusal = SessionRefusal | TextRefusal | ZoneRefusal;

/** A place in words, or an https link. Refusals: session.placeLink, those of cleanText. */
export const parsePlace = (text: string): Result<Place, SessionRefusal | TextRefusal> => {
  const cleaned = cleanText(text, placeLimits);
  if (!cleaned.ok) return cleaned;
  if (!/^\w+:\/\//u.test(cleaned.value)) return ok({ kind: 'room', text: cleaned.value });
  const link = parseLink(cleaned.value);
  return link.ok ? ok({ kind: 'link', text: link.value }) : refuse('session.placeLink');
};

/**
 * A session's time and place from the chat or the API. `input` is not trusted. Source: G2. Refusals: session.invalid, .placeLink,
 * zone.unknown, text.*, each with its path.
 */
export const parseSessionPlan = (input: unknown): Result<SessionPlan, PlanRefusal> => {
  const shape = planSchema.safeParse(input);
  if (!shape.success) return refuseShape(shape.error, ['session.invalid'], 'session.invalid');
  const { startsAt, lengthMinutes, ...texts } = shape.data;
  const refusals: Refusal<PlanRefusal>[] = [];
  const zone = parseZone(texts.zone);
  if (!zone.ok) refusals.push({ ...zone.refusals[0], path: 'zone' });
  const place = parsePlace(texts.place);
  if (!place.ok) refusals.push({ ...place.refusals[0], path: 'place' });
  return okUnless(refusals, {
    startsAt: new Date(startsAt),
    lengthMinutes,
    zone: zone.ok ? zone.value : '',
    place: place.ok ? place.value : { kind: 'room', text: '' },
  });
};

type Span = Pick<SessionPlan, 'startsAt' | 'lengthMinutes'>;

const endOf = ({ startsAt, lengthMinutes }: Span): number => startsAt.getTime() + lengthMinutes * minuteMs;

/**
 * Whether a session can be at that time. `others` are the sessions that are not over. Source: G2. Refusals: session.past, .tooSoon
 * {hours}, .tooFar {days}, .overlaps {number}, all at once.
 */
export const decideSessionTime = (
  plan: Span,
  others: readonly (Span & { readonly number: number })[],
  { sessionNoticeHours }: Pick<Bylaws, 'sessionNoticeHours'>,
  now: Date,
): Result<null, SessionRefusal> => {
  const reasons: Refusal<SessionRefusal>[] = [];
  const path = 'startsAt';
  const ahead = plan.startsAt.getTime() - now.getTime();
  if (ahead <= 0) reasons.push({ code: 'session.past', path });
  else if (ahead < sessionNoticeHours * hourMs)
    reasons.push({ code: 'session.tooSoon', facts: { hours: sessionNoticeHours }, path });
  if (ahead > maxDaysAhead * dayMs)
    reasons.push({ code: 'session.tooFar', facts: { days: maxDaysAhead }, path });
  const met = others.find(
    (other) => plan.startsAt.getTime() < endOf(other) && other.startsAt.getTime() < endOf(plan),
  );
  if (met !== undefined) reasons.push({ code: 'session.overlaps', facts: { number: met.number }, path });
  return okUnless(reasons, null);
};

/** The wall clock so many months later; the last day of a shorter month instead of a day that it hasn't. */
const monthsLater = (wall: number, months: number): number => {
  const at = new Date(wall);
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1);
  const end = new Date(first);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  return first + (Math.min(at.getUTCDate(), lastDay) - 1) * dayMs + (wall % dayMs);
};

/**
 * What the calendar proposes: the same time of day by the clocks of the announced zone, `sessionMonths` after the last session, or
 * so many times as many months as it takes to leave delegates time to come. Source: G2.
 */
export const proposeStart = (
  last: { readonly startsAt: Date; readonly zone: string },
  { sessionMonths, sessionNoticeHours }: Pick<Bylaws, 'sessionMonths' | 'sessionNoticeHours'>,
  now: Date,
): Date => {
  const wall = wallClock(last.startsAt.getTime(), last.zone);
  const earliest = now.getTime() + sessionNoticeHours * hourMs;
  for (let months = sessionMonths; ; months += sessionMonths) {
    const at = nextInstantOf(monthsLater(wall, months), last.zone, last.startsAt.getTime());
    if (at >= earliest) return new Date(at);
  }
};

export const sessionEvents = ['replanned', 'frozen', 'changed', 'called', 'cancelled'] as const;
export type SessionEvent = (typeof sessionEvents)[number];

type Move = {
  readonly from: readonly SessionState[];
  /** Undefined: it stays what it was. */
  readonly to: SessionState | undefined;
  readonly otherwise: SessionRefusal;
};

/** Before the freeze everything moves freely; after it only as a recorded change that goes out (rule G11). */
const moves: Readonly<Record<SessionEvent, Move>> = {
  replanned: { from: ['planned'], to: undefined, otherwise: 'session.notPlanned' },
  frozen: { from: ['planned'], to: 'frozen', otherwise: 'session.notPlanned' },
  changed: { from: ['frozen', 'called'], to: undefined, otherwise: 'session.notFrozen' },
  called: { from: ['frozen', 'called'], to: 'called', otherwise: 'session.notFrozen' },
  cancelled: { from: ['planned', 'frozen', 'called'], to: 'cancelled', otherwise: 'session.over' },
};

/** The state that an event leads to. Refusals: session.over once it began or is cancelled, else the event's own, see `moves`. */
export const decideSessionMove = (
  state: SessionState,
  event: SessionEvent,
): Result<SessionState, SessionRefusal> => {
  const { from, to, otherwise } = moves[event];
  if (from.includes(state)) return ok(to ?? state);
  return refuse(state === 'planned' || state === 'frozen' || state === 'called' ? otherwise : 'session.over');
};

/**
 * The reminder of a called session that is due: the one of the day before, then the one of the hour before. Source: G2.
 */
export const sessionIsDue = (
  { state, startsAt }: { readonly state: SessionState; readonly startsAt: Date },
  now: Date,
): 'day' | 'hour' | undefined => {
  const ahead = startsAt.getTime() - now.getTime();
  if (state !== 'called' || ahead <= 0 || ahead > dayMs) return undefined;
  return ahead > hourMs ? 'day' : 'hour';
};
