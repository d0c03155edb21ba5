import { sha256Hex } from '../../canonical.ts';
import { ok, okUnless, type Refusal, type Result } from '../../result.ts';
import type { AdoptedBylaws, Bylaws, Fraction } from '../bylaws/bylaws.ts';
import { cleanTextAt, type TextLimits, type TextRefusal } from '../kit/text.ts';
import type { RightState, RightsRefusal } from '../member/rights.ts';

export const petitionRefusals = [
  'petition.unknown',
  'petition.reached',
  'petition.closed',
  'petition.expired',
  'petition.tooManyOpen',
] as const;
export type PetitionRefusal = (typeof petitionRefusals)[number];

/** Two lines of a list: longer ones are the proposal itself. */
export const titleLimits: TextLimits = { min: 10, max: 120 };
/** Each fits into one message of Telegram, which cuts longer ones apart before they are sent; both are two pages at most. */
export const proposalLimits: TextLimits = { min: 30, max: 2500, multiline: true };
export const reasonsLimits: TextLimits = { min: 30, max: 2500, multiline: true };
/** What somebody looks for: a few words. */
export const searchLimits: TextLimits = { min: 2, max: 100 };

/** `reached`: on the agenda, for ever (T1); `closed`: by three members (T3); `expired`: the time for support is over (T2). */
export const petitionStates = ['open', 'reached', 'closed', 'expired'] as const;
export type PetitionState = (typeof petitionStates)[number];

export type PetitionText = { readonly title: string; readonly proposal: string; readonly reasons: string };

/** A petition's three texts. Refusals: text.* at `title`, `proposal`, `reasons`, all at once, with the counts. */
export const parsePetition = (given: PetitionText): Result<PetitionText, TextRefusal> => {
  const reasons: Refusal<TextRefusal>[] = [];
  const text = {
    title: cleanTextAt('title', given.title, titleLimits, reasons),
    proposal: cleanTextAt('proposal', given.proposal, proposalLimits, reasons),
    reasons: cleanTextAt('reasons', given.reasons, reasonsLimits, reasons),
  };
  return okUnless(reasons, text);
};

/**
 * The support that puts a petition on the agenda: this part of the members, rounded up, in integers. One supporter is needed at
 * least, so that an Alliance without members decides nothing. Source: Concept §3.2.1, rule T1.
 */
export const supportNeeded = (members: number, { numerator, denominator }: Fraction): number => {
  const product = members * numerator;
  const rest = product % denominator;
  return Math.max(1, (product - rest) / denominator + (rest === 0 ? 0 : 1));
};

/** Everything by which a petition was judged (rule G9). Plain JSON. */
export type PetitionVerdict = {
  readonly rule: 'petition';
  readonly base: { readonly kind: 'members'; readonly number: number };
  readonly number: number;
  readonly needed: number;
  /** The integer test, e.g. '40 × 20 = 800 ≥ 790'. */
  readonly test: string;
  readonly reached: boolean;
  readonly bylawsVersion: number;
};

const side = (number: number, factor: number): string =>
  factor === 1 ? String(number) : `${number} × ${factor} = ${number * factor}`;

/** Judges a number of supporters. Source: T1, G9. */
export const judgeSupport = (
  support: number,
  members: number,
  { version, bylaws: { petitionShare } }: AdoptedBylaws,
): PetitionVerdict => {
  const needed = supportNeeded(members, petitionShare);
  const { numerator, denominator } = petitionShare;
  const reached = support >= needed;
  const isEnough = support * denominator >= members * numerator;
  return {
    rule: 'petition',
    base: { kind: 'members', number: members },
    number: support,
    needed,
    test: `${side(support, denominator)} ${isEnough ? '≥' : '<'} ${side(members, numerator)}`,
    reached,
    bylawsVersion: version,
  };
};

/** Whether support is no longer collected, and why. The deadline counts also before the sweep has seen it. */
export const overReasons = (
  { state, closesAt }: { readonly state: PetitionState; readonly closesAt: Date },
  now: Date,
): Refusal<PetitionRefusal>[] => {
  if (state === 'open') return now < closesAt ? [] : [{ code: 'petition.expired' }];
  return [{ code: `petition.${state}` }];
};

const rightReasons = (vote: RightState): readonly Refusal<RightsRefusal>[] =>
  vote.granted ? [] : vote.missing;

export type SupportFacts = {
  readonly state: PetitionState;
  readonly closesAt: Date;
  /** So far. */
  readonly support: number;
  /** Verified and not suspended, at this moment (T1). */
  readonly members: number;
  readonly supports: boolean;
  readonly vote: RightState;
};

export type Supported = { readonly changed: boolean; readonly verdict: PetitionVerdict };

/**
 * A member supports a petition, once: again changes nothing, whatever became of the petition since. The threshold is measured now, by
 * the bylaws under which the petition was opened. Source: T1. Refusals: petition.reached, .closed, .expired, right.*.
 */
export const decideSupport = (
  facts: SupportFacts,
  adopted: AdoptedBylaws,
  now: Date,
): Result<Supported, PetitionRefusal | RightsRefusal> => {
  const { support, members } = facts;
  if (facts.supports) return ok({ changed: false, verdict: judgeSupport(support, members, adopted) });
  const over = overReasons(facts, now);
  const verdict = judgeSupport(support + 1, members, adopted);
  return okUnless(over.length > 0 ? over : rightReasons(facts.vote), { changed: true, verdict });
};

/**
 * A supporter takes the support back, until the threshold; without any it changes nothing. No right is asked for: nobody is held to
 * a petition. Source: T2. Refusals: petition.reached, .closed, .expired.
 */
export const decideWithdrawal = (
  facts: Pick<SupportFacts, 'state' | 'closesAt' | 'supports'>,
  now: Date,
): Result<{ readonly changed: boolean }, PetitionRefusal> =>
  facts.supports ? okUnless(overReasons(facts, now), { changed: true }) : ok({ changed: false });

/**
 * A member opens a petition; there is no check before (T3). `open`: theirs that collect support now. Refusals: right.*,
 * petition.tooManyOpen {max}.
 */
export const decidePetitionOpening = (
  { open, vote }: { readonly open: number; readonly vote: RightState },
  { openPetitionsMax: max }: Pick<Bylaws, 'openPetitionsMax'>,
): Result<null, PetitionRefusal | RightsRefusal> => {
  const reasons: Refusal<PetitionRefusal | RightsRefusal>[] = [...rightReasons(vote)];
  if (open >= max) reasons.push({ code: 'petition.tooManyOpen', facts: { max } });
  return okUnless(reasons, null);
};

const dayMs = 86_400_000;

/** Until when support is collected. Source: T2. */
export const collectionEnd = (openedAt: Date, { petitionDays }: Pick<Bylaws, 'petitionDays'>): Date =>
  new Date(openedAt.getTime() + petitionDays * dayMs);

const milestones = [75, 50, 25] as const;
export type Milestone = (typeof milestones)[number];

/** The milestone that a number of supporters has passed, in per cent of what is needed, if the author was not told of it yet. */
export const newMilestone = (
  { number, needed }: Pick<PetitionVerdict, 'number' | 'needed'>,
  told: number,
): Milestone | undefined => milestones.find((percent) => number * 100 >= needed * percent && percent > told);

/**
 * What is published for each support: nobody can tell whose it is, and who holds the check code finds it. Withdrawing publishes the
 * same value again. SHA-256 of 'veche-support/1', the petition's number and the code, a line each.
 */
export const supportCommitment = (petition: number, code: string): string =>
  sha256Hex(`veche-support/1\n${petition}\n${code}`);

/** A batch of published commitments as the journal has it: SHA-256 of its lines 'act commitment', sorted. */
export const commitmentBatchHash = (
  batch: readonly { readonly act: 'added' | 'withdrawn'; readonly commitment: string }[],
): string =>
  sha256Hex(
    batch
      .map(({ act, commitment }) => `${act} ${commitment}`)
      .toSorted()
      .join('\n'),
  );

/** A batch hides who came when: fewer than this wait for more, until the day is over or the petition is. */
export const commitmentBatchMin = 5;
