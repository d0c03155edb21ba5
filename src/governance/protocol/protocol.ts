import { ok, okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import type { ProjectNumbers } from '../congress/seats.ts';
import { type Day, dayOf } from '../kit/day.ts';
import { cleanText, type TextLimits, type TextRefusal } from '../kit/text.ts';
import {
  type DelegatingFacts,
  type DelegatingRefusal,
  delegatingReasons,
  seatsToFill,
} from '../mandate/delegating.ts';

export const protocolRefusals = [
  'protocol.delegateCount',
  'protocol.notParticipant',
  'protocol.namedTwice',
  'protocol.otherMandate',
  'protocol.termLimit',
  'protocol.noMajority',
  'protocol.presentTooFew',
  'protocol.presentTooMany',
  'protocol.dateFuture',
  'protocol.dateTooEarly',
  'protocol.noneElected',
  'protocol.dayUnreadable',
  'protocol.numberUnreadable',
  'protocol.nameUnknown',
] as const;
export type ProtocolRefusal = (typeof protocolRefusals)[number];

export const protocolStates = [
  'confirming',
  'signing',
  'submitted',
  'returned',
  'accepted',
  'withdrawn',
] as const;
export type ProtocolState = (typeof protocolStates)[number];

/** While one is in such a state the project hands in no other. */
export const isUnderWay = (state: ProtocolState): boolean =>
  state === 'confirming' || state === 'signing' || state === 'submitted';

/** When the new mandates begin: with the acceptance, or when those in force end. Never between the two (rule D4). */
export const beginnings = ['acceptance', 'afterCurrent'] as const;
export type Beginning = (typeof beginnings)[number];

/** The vote as the protocol records it. `elsewhere`: as the leader attests it; `internal`: as Veche counted it. */
export type VoteRecord =
  | {
      readonly kind: 'elsewhere';
      readonly day: Day;
      readonly place: string;
      readonly present: number;
      readonly for: number;
      readonly against: number;
      readonly abstained: number;
    }
  | {
      readonly kind: 'internal';
      readonly day: Day;
      /** The vote's number. */
      readonly number: number;
      readonly rollSize: number;
      readonly voted: number;
      /** Votes for each delegate, in the order of the seats. */
      readonly votes: readonly number[];
    };

/** A place is a town or "online". */
export const placeLimits: TextLimits = { min: 2, max: 100 };
/** Enough to name every fault of form at once. */
export const returnLimits: TextLimits = { min: 5, max: 1000, multiline: true };
/** A returned or withdrawn protocol can be read so long, to put the next one right; then it and its scan are deleted. */
export const deadProtocolKeptDays = 90;
/** No assembly of a project is larger. */
export const peopleMax = 100_000;

/** What a head hands in. Ids are the participants' accounts. */
export type ProtocolDraft = {
  readonly numbers: ProjectNumbers;
  readonly vote: VoteRecord;
  readonly delegates: readonly string[];
  readonly begins: Beginning;
};

/** What stands for or against a person as a delegate or a substitute. */
export type NamedFacts = {
  readonly participant: boolean;
  /** Holds a mandate that this protocol does not end (rule D3, one mandate a person). */
  readonly otherMandate: boolean;
  /** Consecutive terms with the new mandate (rule D4). */
  readonly term: number;
};

export type ProtocolFacts = DelegatingFacts & {
  readonly people: ReadonlyMap<string, NamedFacts>;
  /** The day of the vote by which the mandates in force came. */
  readonly lastVote: Day | null;
  readonly today: Day;
};

const atDelegate = (seat: number): string => `delegates.${seat}`;

/** What stands against one named person, whatever their seat. Source: rules D3, D4. */
export const namedReasons = (
  named: NamedFacts | undefined,
  path: string,
  bylaws: Bylaws,
): Refusal<ProtocolRefusal>[] => {
  const reasons: Refusal<ProtocolRefusal>[] = [];
  if (named?.participant !== true) return [{ code: 'protocol.notParticipant', path }];
  if (named.otherMandate) reasons.push({ code: 'protocol.otherMandate', path });
  const { consecutiveTermsMax: max } = bylaws;
  if (max !== null && named.term > max)
    reasons.push({ code: 'protocol.termLimit', facts: { max, term: named.term }, path });
  return reasons;
};

const peopleReasons = (
  facts: ProtocolFacts,
  delegates: readonly string[],
  bylaws: Bylaws,
): Refusal<ProtocolRefusal>[] =>
  delegates.flatMap((id, at) => {
    const path = atDelegate(at + 1);
    const twice: Refusal<ProtocolRefusal>[] =
      delegates.indexOf(id) === at ? [] : [{ code: 'protocol.namedTwice', path }];
    return [...twice, ...namedReasons(facts.people.get(id), path, bylaws)];
  });

const countReasons = (
  { numbers, vote, delegates }: ProtocolDraft,
  isReplacing: boolean,
  bylaws: Bylaws,
): Refusal<ProtocolRefusal>[] => {
  const needed = seatsToFill(numbers, isReplacing, bylaws);
  const given = delegates.length;
  if (vote.kind === 'internal' && given === 0) return [{ code: 'protocol.noneElected' }];
  // A vote in the bot may leave a seat empty (a tie, no majority); a record of another vote names everybody.
  const fits = vote.kind === 'internal' ? given <= needed : given === needed;
  return fits ? [] : [{ code: 'protocol.delegateCount', facts: { needed, given }, path: 'delegates' }];
};

/** The arithmetic of a vote held elsewhere: simple majority of those voting (rule D3). */
const recordReasons = (vote: VoteRecord, { participants }: ProjectNumbers): Refusal<ProtocolRefusal>[] => {
  if (vote.kind === 'internal') return [];
  const reasons: Refusal<ProtocolRefusal>[] = [];
  const voted = vote.for + vote.against + vote.abstained;
  if (vote.present < voted)
    reasons.push({
      code: 'protocol.presentTooFew',
      facts: { present: vote.present, voted },
      path: 'present',
    });
  if (vote.present > participants)
    reasons.push({
      code: 'protocol.presentTooMany',
      facts: { present: vote.present, participants },
      path: 'present',
    });
  if (vote.for * 2 <= voted)
    reasons.push({ code: 'protocol.noMajority', facts: { for: vote.for, voted }, path: 'for' });
  return reasons;
};

const dayReasons = ({ day }: VoteRecord, { today, lastVote }: ProtocolFacts): Refusal<ProtocolRefusal>[] => {
  if (day > today) return [{ code: 'protocol.dateFuture', facts: { today }, path: 'day' }];
  return lastVote !== null && day < lastVote
    ? [{ code: 'protocol.dateTooEarly', facts: { day: lastVote }, path: 'day' }]
    : [];
};

/**
 * The form of a protocol about delegates, checked at once, every reason together. Source: Concept §3.2.2, rules D1 to D4. Answers
 * with the seats it fills. Refusals: those of delegatingReasons; protocol.delegateCount {needed, given}, .noneElected, .notParticipant,
 * .namedTwice, .otherMandate, .termLimit {max, term}, .noMajority {for, voted}, .presentTooFew {present, voted}, .presentTooMany
 * {present, participants}, .dateFuture {today}, .dateTooEarly {day}.
 */
export const decideProtocol = (
  facts: ProtocolFacts,
  draft: ProtocolDraft,
  bylaws: Bylaws,
): Result<{ readonly seats: number }, DelegatingRefusal | ProtocolRefusal> => {
  const isReplacing = facts.replaced !== undefined;
  return okUnless<{ readonly seats: number }, DelegatingRefusal | ProtocolRefusal>(
    [
      ...delegatingReasons(facts, draft.numbers, bylaws),
      ...dayReasons(draft.vote, facts),
      ...recordReasons(draft.vote, draft.numbers),
      ...countReasons(draft, isReplacing, bylaws),
      ...peopleReasons(facts, draft.delegates, bylaws),
    ],
    { seats: seatsToFill(draft.numbers, isReplacing, bylaws) },
  );
};

/** A whole number of people as it was typed. Refusals: protocol.numberUnreadable {max}. */
export const parsePeople = (text: string): Result<string, ProtocolRefusal> => {
  const digits = text.replace(/\s/gu, '');
  return /^\d{1,9}$/.test(digits) && Number(digits) <= peopleMax
    ? ok(String(Number(digits)))
    : refuse({ code: 'protocol.numberUnreadable', facts: { max: peopleMax } });
};

const dottedDay = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/** A day as it was typed: «24.11.2026» or 2026-11-24. Refusals: protocol.dayUnreadable. */
export const parseDay = (text: string): Result<Day, ProtocolRefusal> => {
  const day = text
    .trim()
    .replace(
      dottedDay,
      (_, d: string, month: string, year: string) =>
        `${year}-${month.padStart(2, '0')}-${d.padStart(2, '0')}`,
    );
  const at = isoDay.test(day) ? new Date(`${day}T00:00:00Z`) : new Date(Number.NaN);
  // 30 February is read as 2 March.
  return !Number.isNaN(at.getTime()) && dayOf(at) === day ? ok(day) : refuse('protocol.dayUnreadable');
};

/** Where the vote was held. Refusals: those of cleanText. */
export const parsePlace = (text: string): Result<string, TextRefusal> => cleanText(text, placeLimits);

/** Why the secretariat returns a protocol, all faults at once. Refusals: those of cleanText. */
export const parseReturn = (text: string): Result<string, TextRefusal> => cleanText(text, returnLimits);
