import { ok, okUnless, type Refusal, type Result } from '../../result.ts';
import { closingGraceMs } from '../ballot/ballot.ts';
import type { CastOutcome, Received } from '../ballot/cast.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import type { ProjectNumbers } from '../congress/seats.ts';
import {
  type DelegatingFacts,
  type DelegatingRefusal,
  delegatingReasons,
  seatsToFill,
} from '../mandate/delegating.ts';

export const projectVoteRefusals = [
  'choosing.unknown',
  'choosing.windowTooShort',
  'choosing.windowTooLong',
  'choosing.notNominating',
  'choosing.notParticipant',
  'choosing.candidateUnknown',
  'choosing.alreadyCandidate',
  'choosing.tooManyCandidates',
  'choosing.notProposed',
  'choosing.notOpen',
  'choosing.closed',
  'choosing.notOnRoll',
  'choosing.tooManyChoices',
  'choosing.choiceUnknown',
  'choosing.notUnderWay',
  'choosing.notClosed',
  'choosing.overtaken',
] as const;
export type ProjectVoteRefusal = (typeof projectVoteRefusals)[number];

export type ProjectVoteState = 'nominating' | 'open' | 'closed' | 'withdrawn';
export const isVoteUnderWay = (state: ProjectVoteState): boolean =>
  state === 'nominating' || state === 'open';

const hourMs = 3_600_000;
/** A month: mandates of six months are not waited for longer. */
export const projectVoteHoursMax = 720;
/** More names can't be compared on a phone, and a choice among them fits into a button. */
export const candidatesMax = 40;

/** How long candidates are proposed, and then how long is voted; hours. */
export type VotePlan = { readonly nominatingHours: number; readonly votingHours: number };
export type VoteTimes = { readonly opensAt: Date; readonly closesAt: Date };

/**
 * A head opens the project's vote on its delegates. The window is at least the bylaws' `projectVoteHours`. Source: rules D2, D3, G7.
 * Refusals: those of delegatingReasons; choosing.windowTooShort {hours}, .windowTooLong {hours}.
 */
export const decideVoteOpening = (
  facts: DelegatingFacts & { readonly now: Date },
  given: { readonly numbers: ProjectNumbers; readonly plan: VotePlan },
  bylaws: Bylaws,
): Result<VoteTimes & { readonly seats: number }, DelegatingRefusal | ProjectVoteRefusal> => {
  const { nominatingHours, votingHours } = given.plan;
  const reasons: Refusal<DelegatingRefusal | ProjectVoteRefusal>[] = delegatingReasons(
    facts,
    given.numbers,
    bylaws,
  );
  const hours = bylaws.projectVoteHours;
  if (nominatingHours < 1 || votingHours < hours)
    reasons.push({ code: 'choosing.windowTooShort', facts: { hours }, path: 'votingHours' });
  if (Math.max(nominatingHours, votingHours) > projectVoteHoursMax)
    reasons.push({
      code: 'choosing.windowTooLong',
      facts: { hours: projectVoteHoursMax },
      path: 'votingHours',
    });
  const opens = facts.now.getTime() + nominatingHours * hourMs;
  return okUnless(reasons, {
    opensAt: new Date(opens),
    closesAt: new Date(opens + votingHours * hourMs),
    seats: seatsToFill(given.numbers, facts.replaced !== undefined, bylaws),
  });
};

export type NominatingFacts = {
  readonly state: ProjectVoteState;
  readonly opensAt: Date;
  readonly now: Date;
  /** Whoever proposes, and whom; both take part in the project. */
  readonly byParticipant: boolean;
  readonly ofParticipant: boolean;
  /** Undefined: not proposed yet. */
  readonly candidate: { readonly agreed: boolean } | undefined;
  readonly isOneself: boolean;
  readonly candidates: number;
};

const nominatingReasons = ({
  state,
  opensAt,
  now,
}: Pick<NominatingFacts, 'state' | 'opensAt' | 'now'>): Refusal<ProjectVoteRefusal>[] =>
  state === 'nominating' && now < opensAt ? [] : [{ code: 'choosing.notNominating' }];

/**
 * A participant proposes somebody, or stands themselves, which is agreeing at once. Refusals: choosing.notNominating,
 * .notParticipant, .candidateUnknown, .alreadyCandidate, .tooManyCandidates {max}. Source: rule D3.
 */
export const decideNominating = (
  facts: NominatingFacts,
): Result<{ readonly agreed: boolean; readonly isNew: boolean }, ProjectVoteRefusal> => {
  const reasons = nominatingReasons(facts);
  const { candidate, isOneself } = facts;
  if (!facts.byParticipant) reasons.push({ code: 'choosing.notParticipant' });
  else if (!facts.ofParticipant) reasons.push({ code: 'choosing.candidateUnknown' });
  const stands = candidate !== undefined && (candidate.agreed || !isOneself);
  if (stands) reasons.push({ code: 'choosing.alreadyCandidate' });
  if (candidate === undefined && facts.candidates >= candidatesMax)
    reasons.push({ code: 'choosing.tooManyCandidates', facts: { max: candidatesMax } });
  return okUnless(reasons, { agreed: isOneself, isNew: candidate === undefined });
};

/**
 * Somebody who was proposed agrees or declines; who stands may step back until the vote opens. Refusals: choosing.notNominating,
 * .notProposed.
 */
export const decideStanding = (
  facts: Pick<NominatingFacts, 'state' | 'opensAt' | 'now' | 'candidate'>,
): Result<null, ProjectVoteRefusal> => {
  const reasons = nominatingReasons(facts);
  if (facts.candidate === undefined) reasons.push({ code: 'choosing.notProposed' });
  return okUnless(reasons, null);
};

export type ProjectCastFacts = {
  readonly state: ProjectVoteState;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly onRoll: boolean;
  readonly seats: number;
  readonly candidates: readonly string[];
  /** The order of arrival of what is stored. */
  readonly previous: { readonly choice: readonly string[]; readonly order: number } | undefined;
};

const castTimeReasons = (
  { state, opensAt, closesAt }: ProjectCastFacts,
  { at }: Received,
): Refusal<ProjectVoteRefusal>[] => {
  if (state === 'nominating' || state === 'withdrawn' || at < opensAt) return [{ code: 'choosing.notOpen' }];
  return state === 'closed' || at >= closesAt ? [{ code: 'choosing.closed' }] : [];
};

const sameChoice = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

const castEffect = (
  previous: ProjectCastFacts['previous'],
  choice: readonly string[],
  order: number,
): CastOutcome => {
  if (previous === undefined) return { effect: 'recorded', store: true };
  if (order < previous.order) return { effect: 'superseded', store: false };
  const effect = sameChoice(choice, previous.choice) ? 'unchanged' : 'replaced';
  return { effect, store: order > previous.order };
};

/**
 * A participant on the frozen roll votes for as many candidates as there are seats at most, or for none of them; until the close the
 * last by arrival counts. Source: rules D3, G10, G12. Refusals: choosing.notOpen, .closed, .notOnRoll, .tooManyChoices {seats},
 * .choiceUnknown.
 */
export const decideProjectCast = (
  facts: ProjectCastFacts,
  choice: readonly string[],
  received: Received,
): Result<CastOutcome, ProjectVoteRefusal> => {
  const reasons = castTimeReasons(facts, received);
  // There is no roll before the opening: nobody is missing from it yet.
  const isFrozen = reasons.every(({ code }) => code !== 'choosing.notOpen');
  if (isFrozen && !facts.onRoll) reasons.push({ code: 'choosing.notOnRoll' });
  if (choice.length > facts.seats)
    reasons.push({ code: 'choosing.tooManyChoices', facts: { seats: facts.seats } });
  const isKnown = choice.every((id, at) => facts.candidates.includes(id) && choice.indexOf(id) === at);
  if (!isKnown) reasons.push({ code: 'choosing.choiceUnknown' });
  return okUnless(reasons, castEffect(facts.previous, choice, received.order));
};

/** What the clock asks for: the opening when nominating is over, the close when votes that came in time are finished. */
export const dueVoteStep = (facts: {
  readonly state: ProjectVoteState;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly now: Date;
}): 'open' | 'close' | undefined => {
  const { state, opensAt, closesAt, now } = facts;
  if (state === 'nominating') return now >= opensAt ? 'open' : undefined;
  return state === 'open' && now.getTime() >= closesAt.getTime() + closingGraceMs ? 'close' : undefined;
};

/** A head takes the vote back before its close; twice changes nothing. Refusals: protocol.notHead, choosing.notUnderWay. */
export const decideVoteWithdrawal = (facts: {
  readonly isHead: boolean;
  readonly state: ProjectVoteState;
}): Result<{ readonly changed: boolean }, ProjectVoteRefusal | 'protocol.notHead'> => {
  const reasons: Refusal<ProjectVoteRefusal | 'protocol.notHead'>[] = facts.isHead
    ? []
    : [{ code: 'protocol.notHead' }];
  const isWithdrawn = facts.state === 'withdrawn';
  if (!isWithdrawn && !isVoteUnderWay(facts.state)) reasons.push({ code: 'choosing.notUnderWay' });
  return okUnless(reasons, { changed: !isWithdrawn });
};

/** The arithmetic of a closed vote, plain JSON. */
export type ProjectVoteResult = {
  readonly rollSize: number;
  readonly voted: number;
  /** Candidates with their votes, most first. */
  readonly tallies: readonly { readonly id: string; readonly votes: number }[];
  /** In the order of the seats. */
  readonly elected: readonly string[];
  /** Who shares the last seat with somebody: nobody gets it (rule G8). */
  readonly tied: readonly string[];
};

/**
 * Counts a project's vote. Elected is who has more than half of those voting, the most votes first, as many as there are seats; a tie
 * at the last seat gives it to nobody, and zero votes elect nobody. Source: rules D3, G8.
 */
export const countProjectVote = (given: {
  readonly votes: readonly (readonly string[])[];
  readonly candidates: readonly string[];
  readonly seats: number;
  readonly rollSize: number;
}): ProjectVoteResult => {
  const { votes, candidates, seats, rollSize } = given;
  const voted = votes.length;
  const tallies = candidates
    .map((id) => ({ id, votes: votes.filter((choice) => choice.includes(id)).length }))
    .toSorted((a, b) => b.votes - a.votes);
  const majority = tallies.filter(({ votes: count }) => count * 2 > voted);
  const first = majority[seats];
  // The first who gets no seat ties with everybody before who has as many.
  const isTied = (count: number): boolean => first !== undefined && count === first.votes;
  const within = majority.slice(0, seats);
  const hasTie = within.some(({ votes: count }) => isTied(count));
  return {
    rollSize,
    voted,
    tallies,
    elected: within.filter(({ votes: count }) => !isTied(count)).map(({ id }) => id),
    tied: hasTie ? majority.filter(({ votes: count }) => isTied(count)).map(({ id }) => id) : [],
  };
};

/** A closed vote becomes a protocol once. Refusals: choosing.notClosed, .overtaken (a newer protocol or vote was accepted since). */
export const decideFromVote = (facts: {
  readonly state: ProjectVoteState;
  /** Mandates began after the vote was closed: its result is history. */
  readonly overtaken: boolean;
}): Result<null, ProjectVoteRefusal> => {
  if (facts.state !== 'closed') return okUnless([{ code: 'choosing.notClosed' }], null);
  return facts.overtaken ? okUnless([{ code: 'choosing.overtaken' }], null) : ok(null);
};

/** Who voted for whom can be read by the project so long: through the check of the protocol and a dispute about it; then it is deleted. */
export const projectChoicesKeptDays = 30;
/** The arithmetic goes when the mandates that came of it are over, with a season to spare. */
export const projectVotesKeptDays = 270;
