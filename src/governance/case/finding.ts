import { ok, okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import type { Bylaws } from '../bylaws/bylaws.ts';
import { addDays, type Day } from '../kit/day.ts';
import type { TextLimits } from '../kit/text.ts';

export const findingRefusals = [
  'finding.notFound',
  'finding.noPower',
  'finding.ownCase',
  'finding.personUnknown',
  'finding.partyUnknown',
  'finding.hearingOver',
  'finding.hearingOpen',
  'finding.alreadyDecided',
  'finding.alreadyProposed',
  'finding.notDecided',
  'finding.nothingToAppeal',
  'finding.appealOver',
  'finding.alreadyAppealed',
  'finding.notAppealed',
  'finding.sessionMissing',
] as const;
export type FindingRefusal = (typeof findingRefusals)[number];

/** Why officers think that a vouching was false; every party reads it. */
export const groundsLimits: TextLimits = { min: 20, max: 2000, multiline: true };
/** What a party says, and what an appeal says. */
export const statementLimits: TextLimits = { min: 3, max: 2000, multiline: true };
/** Why the officers decided so about one party. */
export const findingReasonLimits: TextLimits = { min: 3, max: 1000, multiline: true };
/** A session of the Congress by its number. */
export const sessionLimits: TextLimits = { min: 1, max: 20 };

/** Everything personal of a case goes after so many days, like the vouchings themselves (M5). */
export const caseKeptDays = 90;

export const findingOutcomes = ['cleared', 'barred', 'suspended'] as const;
export type FindingOutcome = (typeof findingOutcomes)[number];
export const appealRulings = ['upheld', 'overturned'] as const;
export type AppealRuling = (typeof appealRulings)[number];

export type CaseState = 'hearing' | 'deciding' | 'decided' | 'appealed' | 'final';

export type PartyFacts = {
  readonly answered: boolean;
  readonly outcome: FindingOutcome | null;
  readonly decidedOn: Day | null;
  /** `waiting`: for the next session of the Congress (K5). */
  readonly appeal: 'none' | 'waiting' | AppealRuling;
};
export type HearingFacts = { readonly hearingUntil: Date; readonly parties: readonly PartyFacts[] };

/** A party explains, as often as they like until the hearing ends or they are decided on. Refusals: finding.hearingOver, .alreadyDecided. */
export const decideStatement = (
  { hearingUntil }: Pick<HearingFacts, 'hearingUntil'>,
  { outcome }: Pick<PartyFacts, 'outcome'>,
  now: Date,
): Result<null, FindingRefusal> => {
  const reasons: Refusal<FindingRefusal>[] = [];
  if (outcome !== null) reasons.push({ code: 'finding.alreadyDecided' });
  else if (now > hearingUntil) {
    reasons.push({ code: 'finding.hearingOver', facts: { until: hearingUntil.toISOString() } });
  }
  return okUnless(reasons, null);
};

/**
 * Nobody is decided on unheard: every party has answered, or the hearing is over. Source: M5. Refusals: finding.alreadyDecided,
 * .alreadyProposed, .hearingOpen {until}.
 */
export const decideProposingFinding = (
  { hearingUntil, parties }: HearingFacts,
  party: Pick<PartyFacts, 'outcome'> & { readonly isProposed: boolean },
  now: Date,
): Result<null, FindingRefusal> => {
  const reasons: Refusal<FindingRefusal>[] = [];
  if (party.outcome !== null) reasons.push({ code: 'finding.alreadyDecided' });
  else if (party.isProposed) reasons.push({ code: 'finding.alreadyProposed' });
  if (now <= hearingUntil && !parties.every(({ answered }) => answered)) {
    reasons.push({ code: 'finding.hearingOpen', facts: { until: hearingUntil.toISOString() } });
  }
  return okUnless(reasons, null);
};

/** The last day on which a party may appeal. */
export const appealLastDay = (decidedOn: Day, { appealDays }: Pick<Bylaws, 'appealDays'>): Day =>
  addDays(decidedOn, appealDays);

/**
 * A party turns to the next session of the Congress; meanwhile the decision stands. Source: M5, K5. Refusals: finding.notDecided,
 * .nothingToAppeal, .alreadyAppealed, .appealOver {until}.
 */
export const decideAppealing = (
  { outcome, decidedOn, appeal }: PartyFacts,
  bylaws: Pick<Bylaws, 'appealDays'>,
  today: Day,
): Result<null, FindingRefusal> => {
  if (outcome === null || decidedOn === null) return refuse('finding.notDecided');
  if (outcome === 'cleared' && appeal === 'none') return refuse('finding.nothingToAppeal');
  if (appeal !== 'none') return refuse('finding.alreadyAppealed');
  const until = appealLastDay(decidedOn, bylaws);
  return today > until ? refuse({ code: 'finding.appealOver', facts: { until } }) : ok(null);
};

/** Two officers enter what the session decided. Refusals: finding.notAppealed, .alreadyProposed. */
export const decideProposingRuling = (
  party: Pick<PartyFacts, 'appeal'> & { readonly isProposed: boolean },
): Result<null, FindingRefusal> => {
  if (party.appeal !== 'waiting') return refuse('finding.notAppealed');
  return party.isProposed ? refuse('finding.alreadyProposed') : ok(null);
};

/** Where a case stands, from what stands of its parties; `final` once every party's days to appeal are over. Source: M5. */
export const caseStateOf = (
  parties: readonly PartyFacts[],
  bylaws: Pick<Bylaws, 'appealDays'>,
  today: Day,
): CaseState => {
  if (parties.some(({ appeal }) => appeal === 'waiting')) return 'appealed';
  const decided = parties.filter(({ outcome }) => outcome !== null);
  if (decided.length < parties.length) return decided.length === 0 ? 'hearing' : 'deciding';
  // Also who was cleared, or has a session's answer, can read it so long.
  const isOpen = ({ decidedOn }: PartyFacts): boolean =>
    decidedOn !== null && today <= appealLastDay(decidedOn, bylaws);
  return parties.some(isOpen) ? 'decided' : 'final';
};
