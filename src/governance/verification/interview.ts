import { ok, okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import { isUnreadable } from '../kit/text.ts';

export const interviewRefusals = [
  'call.none',
  'call.noPower',
  'call.ownCase',
  'call.tooMany',
  'call.tooSoon',
  'call.tooFar',
  'call.settled',
  'call.notOffered',
  'call.alreadyTaken',
  'call.notTaken',
  'call.sameOfficer',
  'call.notYours',
  'call.notAgreed',
  'call.notStarted',
  'call.outcomeGiven',
  'call.contradicted',
  'call.inProgress',
  'call.linkInvalid',
] as const;
export type InterviewRefusal = (typeof interviewRefusals)[number];

/** `wished`: times are on offer; `taken`: one officer took one; `agreed`: two did; `missed`: nothing is on offer any more. */
export type InterviewState = 'wished' | 'taken' | 'agreed' | 'missed';
/** What an officer says of a call that was: they got to know the person, they did not, or nobody came. */
export const interviewOutcomes = ['known', 'notKnown', 'absent'] as const;
export type InterviewOutcome = (typeof interviewOutcomes)[number];

export type InterviewFacts = {
  readonly candidateId: string;
  readonly state: InterviewState;
  /** The moments on offer, ISO, in order. */
  readonly wishes: readonly string[];
  readonly startsAt: Date | null;
  readonly firstOfficer: string | null;
  readonly secondOfficer: string | null;
  readonly firstOutcome: InterviewOutcome | null;
  readonly secondOutcome: InterviewOutcome | null;
  /** How often nobody came. */
  readonly misses: number;
};
/** `canApprove`: has the power `admission.approve` (office.ts). */
export type CallOfficer = { readonly id: string; readonly canApprove: boolean };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** More would have to be shown on more than one screen. */
export const maxWishes = 3;
/** Officers need time to see an offer. */
const leadHours = 1;
/** Seven days are offered to choose from, whatever the zone: the last one may end a day later in UTC. */
const farthestHours = 8 * 24;
/** After so many calls to which nobody came the case closes. */
export const maxMisses = 2;
/** The place to talk is not shown earlier: a link seen for days is passed on. */
const openMinutes = 15;
/** Officers who forgot to enter an outcome would keep the person waiting for ever. */
const outcomeHours = 24;
const dayReminderHours = 24;
/** Whoever agrees on a call of tomorrow is not reminded of it at once. */
const dayReminderLastHours = 20;
const maxLinkLength = 300;

/** From when on the place to talk and the code words are shown. */
export const interviewOpensAt = (startsAt: Date): Date =>
  new Date(startsAt.getTime() - openMinutes * MINUTE_MS);

const nothingTaken = {
  startsAt: null,
  firstOfficer: null,
  secondOfficer: null,
  firstOutcome: null,
  secondOutcome: null,
} as const;

export type InterviewChange = Partial<Omit<InterviewFacts, 'candidateId'>>;

const onOffer = (wishes: readonly string[]): InterviewChange => ({
  ...nothingTaken,
  wishes,
  state: wishes.length === 0 ? 'missed' : 'wished',
});

/**
 * The applicant offers one more time. An offer made twice is one. Source: M5. Refusals: call.settled, .tooMany {max},
 * .tooSoon, .tooFar.
 */
export const decideOffer = (
  interview: InterviewFacts | undefined,
  at: Date,
  now: Date,
): Result<InterviewChange, InterviewRefusal> => {
  const wishes = interview?.wishes ?? [];
  const isThere = wishes.includes(at.toISOString());
  const reasons: Refusal<InterviewRefusal>[] = [];
  if (interview?.state === 'agreed') reasons.push({ code: 'call.settled' });
  if (!isThere && wishes.length >= maxWishes)
    reasons.push({ code: 'call.tooMany', facts: { max: maxWishes } });
  const ahead = at.getTime() - now.getTime();
  if (!isThere && ahead < leadHours * HOUR_MS) reasons.push({ code: 'call.tooSoon' });
  if (ahead > farthestHours * HOUR_MS) reasons.push({ code: 'call.tooFar' });
  const all = isThere ? wishes : [...wishes, at.toISOString()].toSorted();
  return okUnless(reasons, interview?.state === 'taken' ? { wishes: all } : onOffer(all));
};

/** The applicant takes an offer back; one that an officer has taken alone is free again. Refusals: call.settled. */
export const decideOfferTakenBack = (
  interview: InterviewFacts,
  at: Date,
): Result<InterviewChange, InterviewRefusal> => {
  if (interview.state === 'agreed') return refuse('call.settled');
  const wishes = interview.wishes.filter((wish) => wish !== at.toISOString());
  const isOther = interview.startsAt?.getTime() !== at.getTime();
  return ok(interview.state === 'taken' && isOther ? { wishes } : onOffer(wishes));
};

/** The applicant calls it off; they may offer other times. Nobody has missed anything. */
export const calledOff: InterviewChange = onOffer([]);

const officerReasons = (
  interview: InterviewFacts,
  { id, canApprove }: CallOfficer,
): Refusal<InterviewRefusal>[] => [
  ...(canApprove ? [] : [{ code: 'call.noPower' } as const]),
  ...(interview.candidateId === id ? [{ code: 'call.ownCase' } as const] : []),
];

/**
 * The first officer takes one of the times. Source: M5 (two officers). Refusals: call.noPower, .ownCase, .alreadyTaken,
 * .notOffered, .tooSoon.
 */
export const decideTaking = (
  interview: InterviewFacts,
  officer: CallOfficer,
  at: Date,
  now: Date,
): Result<InterviewChange, InterviewRefusal> => {
  const reasons = officerReasons(interview, officer);
  if (interview.state === 'taken' || interview.state === 'agreed')
    reasons.push({ code: 'call.alreadyTaken' });
  else if (!interview.wishes.includes(at.toISOString())) reasons.push({ code: 'call.notOffered' });
  else if (at <= now) reasons.push({ code: 'call.tooSoon' });
  return okUnless(reasons, { ...nothingTaken, state: 'taken', startsAt: at, firstOfficer: officer.id });
};

/**
 * A second officer joins, never the first, never the applicant: then the call is agreed. Refusals: call.noPower, .ownCase,
 * .alreadyTaken (by two), .notTaken, .sameOfficer, .tooSoon (it has begun).
 */
export const decideTakingPart = (
  interview: InterviewFacts,
  officer: CallOfficer,
  now: Date,
): Result<InterviewChange, InterviewRefusal> => {
  const reasons = officerReasons(interview, officer);
  if (interview.firstOfficer === officer.id) reasons.push({ code: 'call.sameOfficer' });
  else if (interview.state === 'agreed') reasons.push({ code: 'call.alreadyTaken' });
  else if (interview.state !== 'taken' || interview.startsAt === null)
    reasons.push({ code: 'call.notTaken' });
  else if (interview.startsAt <= now) reasons.push({ code: 'call.tooSoon' });
  return okUnless(reasons, { state: 'agreed', secondOfficer: officer.id });
};

/** Which of the two this officer is; undefined for anybody else. */
export const placeIn = (
  interview: Pick<InterviewFacts, 'firstOfficer' | 'secondOfficer'>,
  officerId: string,
): 'first' | 'second' | undefined => {
  if (interview.firstOfficer === officerId) return 'first';
  return interview.secondOfficer === officerId ? 'second' : undefined;
};

/** An officer withdraws; a colleague who stays goes on as the first. Refusals: call.notYours, .outcomeGiven. */
export const decideHandingBack = (
  interview: InterviewFacts,
  officerId: string,
): Result<InterviewChange, InterviewRefusal> => {
  const place = placeIn(interview, officerId);
  if (place === undefined) return refuse('call.notYours');
  if (interview[`${place}Outcome`] !== null) return refuse('call.outcomeGiven');
  if (interview.state !== 'agreed') return ok(onOffer(interview.wishes));
  const [stays, said] =
    place === 'first'
      ? [interview.secondOfficer, interview.secondOutcome]
      : [interview.firstOfficer, interview.firstOutcome];
  return ok({
    state: 'taken',
    firstOfficer: stays,
    firstOutcome: said,
    secondOfficer: null,
    secondOutcome: null,
  });
};

/** What an outcome leads to: an approval, the end of the case, or another try. */
export type InterviewStep = 'approved' | 'declined' | 'freed' | 'closed';

/**
 * One of the two enters what came of the call, alone, after it began. Source: M5. Refusals: call.notYours, .notAgreed,
 * .notStarted {at}, .outcomeGiven, .contradicted (the colleague wrote that the person came).
 */
export const decideOutcome = (
  interview: InterviewFacts,
  officerId: string,
  outcome: InterviewOutcome,
  now: Date,
): Result<{ readonly step: InterviewStep; readonly change: InterviewChange }, InterviewRefusal> => {
  const place = placeIn(interview, officerId);
  if (place === undefined) return refuse('call.notYours');
  if (interview.state !== 'agreed' || interview.startsAt === null) return refuse('call.notAgreed');
  if (now < interview.startsAt)
    return refuse({ code: 'call.notStarted', facts: { at: interview.startsAt.toISOString() } });
  if (interview[`${place}Outcome`] !== null) return refuse('call.outcomeGiven');
  if (outcome === 'known') return ok({ step: 'approved', change: { [`${place}Outcome`]: outcome } });
  if (outcome === 'notKnown') return ok({ step: 'declined', change: {} });
  const other = place === 'first' ? interview.secondOutcome : interview.firstOutcome;
  if (other === 'known') return refuse('call.contradicted');
  const misses = interview.misses + 1;
  return ok({ step: misses >= maxMisses ? 'closed' : 'freed', change: { ...onOffer([]), misses } });
};

/** While a call is agreed only its two officers decide, and only by entering what came of it. */
export const interviewIsUnderWay = (interview: InterviewFacts | undefined): boolean =>
  interview?.state === 'agreed' && (interview.firstOutcome === null || interview.secondOutcome === null);

/**
 * What is due by the clock: a reminder, or that nothing will come of this appointment any more (`free`: the person offers
 * anew, nobody has missed anything).
 */
export const interviewIsDue = (
  interview: InterviewFacts,
  now: Date,
): 'dayBefore' | 'hourBefore' | 'free' | undefined => {
  const { state, startsAt, wishes } = interview;
  if (state === 'missed') return undefined;
  if (state === 'wished' || startsAt === null)
    return wishes.every((wish) => new Date(wish) <= now) ? 'free' : undefined;
  const hours = (startsAt.getTime() - now.getTime()) / HOUR_MS;
  if (state === 'taken') return hours <= 0 ? 'free' : undefined;
  if (hours <= -outcomeHours) return 'free';
  if (hours <= 0) return undefined;
  if (hours <= 1) return 'hourBefore';
  return hours <= dayReminderHours && hours > dayReminderLastHours ? 'dayBefore' : undefined;
};

/** Nothing came of it: everything is free again. */
export const interviewFreed: InterviewChange = onOffer([]);

/** Where to talk: any https link. Refusals: call.linkInvalid. */
export const parseInterviewLink = (text: string): Result<string, InterviewRefusal> => {
  const link = text.trim();
  const isPlain = link.length <= maxLinkLength && !isUnreadable(link) && !/\s/u.test(link);
  if (!isPlain || !URL.canParse(link)) return refuse('call.linkInvalid');
  const { protocol, hostname, username } = new URL(link);
  return protocol === 'https:' && hostname.includes('.') && username === ''
    ? ok(link)
    : refuse('call.linkInvalid');
};
