import { okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import type { Head } from '../mandate/delegating.ts';
import { isUnderWay, type ProtocolState, type VoteRecord } from './protocol.ts';

export const protocolStepsRefusals = [
  'protocol.unknown',
  'protocol.notNamed',
  'protocol.answersClosed',
  'protocol.nameTaken',
  'protocol.signed',
  'protocol.notSigning',
  'protocol.stillWaiting',
  'protocol.nobodyConfirmed',
  'protocol.scanMissing',
  'protocol.noScanNeeded',
  'protocol.textChanged',
  'protocol.codeNone',
  'protocol.codeExpired',
  'protocol.codeSpent',
  'protocol.codeWrong',
  'protocol.notSubmitted',
  'protocol.noPower',
  'protocol.ownProtocol',
  'protocol.notUnderWay',
  'protocol.seatUnknown',
] as const;
export type ProtocolStepsRefusal = (typeof protocolStepsRefusals)[number];

type Refuse = ProtocolStepsRefusal | 'protocol.notHead' | 'protocol.disputed';
const dayMs = 86_400_000;

/** Before the signature the people named may still answer, and answer otherwise; substitutes and the scan may change (rule D3). */
export const isOpen = (state: ProtocolState): boolean => state === 'confirming' || state === 'signing';

export type PersonAnswer = 'waiting' | 'confirmed' | 'declined';

/**
 * A person whom a protocol names confirms under a public name, or declines; until the signature either may be changed. Source:
 * rules D3, G7. Refusals: protocol.notNamed, .answersClosed, .nameTaken.
 */
export const decideAnswer = (facts: {
  readonly state: ProtocolState;
  readonly named: boolean;
  /** Somebody else in the Congress, or in this protocol, has a name that reads the same. */
  readonly nameTaken: boolean;
}): Result<null, ProtocolStepsRefusal> => {
  // For others it does not exist.
  if (!facts.named) return refuse('protocol.notNamed');
  const reasons: Refusal<ProtocolStepsRefusal>[] = [];
  if (!isOpen(facts.state)) reasons.push({ code: 'protocol.answersClosed' });
  if (facts.nameTaken) reasons.push({ code: 'protocol.nameTaken' });
  return okUnless(reasons, null);
};

/** The state that follows from who has answered: signing begins with the last answer, and waits again for a new name. */
export const stateAfter = (waiting: number): 'confirming' | 'signing' =>
  waiting === 0 ? 'signing' : 'confirming';

/**
 * A head changes what was not signed yet: a substitute, the scan. Refusals: protocol.notHead, .signed.
 */
export const decideChange = (facts: {
  readonly head: Head;
  readonly state: ProtocolState;
}): Result<null, Refuse> => {
  const reasons: Refusal<Refuse>[] = facts.head === null ? [{ code: 'protocol.notHead' }] : [];
  if (!isOpen(facts.state)) reasons.push({ code: 'protocol.signed' });
  return okUnless(reasons, null);
};

export type SigningFacts = {
  readonly head: Head;
  readonly state: ProtocolState;
  readonly disputed: boolean;
  readonly source: VoteRecord['kind'];
  readonly hasScan: boolean;
  /** Named people who have not answered, and delegates who confirmed. */
  readonly waiting: number;
  readonly confirmed: number;
  /** The text as it is now is the one that was read. */
  readonly isSameText: boolean;
};

/**
 * Whether a head may sign now; the seat of somebody who declined stays empty, and the text says so. Source: rule D3. Refusals:
 * protocol.notHead, .disputed, .notSigning, .stillWaiting {count}, .nobodyConfirmed, .scanMissing, .textChanged.
 */
export const decideSigning = (facts: SigningFacts): Result<null, Refuse> => {
  const reasons: Refusal<Refuse>[] = [];
  if (facts.head === null) reasons.push({ code: 'protocol.notHead' });
  if (facts.disputed) reasons.push({ code: 'protocol.disputed' });
  if (!isOpen(facts.state)) reasons.push({ code: 'protocol.notSigning' });
  if (facts.waiting > 0) reasons.push({ code: 'protocol.stillWaiting', facts: { count: facts.waiting } });
  else if (facts.confirmed === 0) reasons.push({ code: 'protocol.nobodyConfirmed' });
  if (facts.source === 'elsewhere' && !facts.hasScan) reasons.push({ code: 'protocol.scanMissing' });
  if (reasons.length === 0 && !facts.isSameText) reasons.push({ code: 'protocol.textChanged' });
  return okUnless(reasons, null);
};

/** Time enough to change between two messages, too little for a phone that is found later. */
export const codeLifeMs = 600_000;
export const codeDigits = 6;
/** Of a million codes five tries find one by a chance of one in two hundred thousand. */
export const codeTriesMax = 5;

/**
 * The one-time code under which a head signs. `matches`: the typed one is the code. Refusals: protocol.codeNone, .codeExpired,
 * .codeSpent {max}, .codeWrong {left}; a wrong try is counted by the caller.
 */
export const decideCode = (facts: {
  readonly until: Date | null;
  readonly tries: number;
  readonly matches: boolean;
  readonly now: Date;
}): Result<null, ProtocolStepsRefusal> => {
  const { until, tries, matches, now } = facts;
  if (until === null) return refuse('protocol.codeNone');
  if (now >= until) return refuse('protocol.codeExpired');
  if (tries >= codeTriesMax) return refuse({ code: 'protocol.codeSpent', facts: { max: codeTriesMax } });
  if (matches) return okUnless([], null);
  return refuse({ code: 'protocol.codeWrong', facts: { left: codeTriesMax - tries - 1 } });
};

/** Until when the secretariat checks the form; then the protocol counts as accepted. Source: rule D3. */
export const checkDeadline = (submitted: Date, { protocolDays }: Pick<Bylaws, 'protocolDays'>): Date =>
  new Date(submitted.getTime() + protocolDays * dayMs);

export type CheckingFacts = {
  readonly state: ProtocolState;
  readonly hasPower: boolean;
  /** The officer leads the project, stands in for its leader, or is named. */
  readonly isOwn: boolean;
};

/**
 * An officer accepts or returns a submitted protocol; form only. Refusals: protocol.noPower, .ownProtocol, .notSubmitted. Source: D3.
 */
export const decideChecking = (facts: CheckingFacts): Result<null, ProtocolStepsRefusal> => {
  const reasons: Refusal<ProtocolStepsRefusal>[] = [];
  if (!facts.hasPower) reasons.push({ code: 'protocol.noPower' });
  if (facts.isOwn) reasons.push({ code: 'protocol.ownProtocol' });
  if (facts.state !== 'submitted') reasons.push({ code: 'protocol.notSubmitted' });
  return okUnless(reasons, null);
};

/** A head takes a protocol back before it is accepted; twice changes nothing. Refusals: protocol.notHead, .notUnderWay. */
export const decideTakingBack = (facts: {
  readonly head: Head;
  readonly state: ProtocolState;
}): Result<{ readonly changed: boolean }, Refuse> => {
  const reasons: Refusal<Refuse>[] = facts.head === null ? [{ code: 'protocol.notHead' }] : [];
  const isBack = facts.state === 'withdrawn';
  if (!isBack && !isUnderWay(facts.state)) reasons.push({ code: 'protocol.notUnderWay' });
  return okUnless(reasons, { changed: !isBack });
};
