import { okUnless, type Refusal, type Result } from '../../result.ts';
import { cleanText, type TextLimits, type TextRefusal } from '../kit/text.ts';

export const dissentRefusals = [
  'decision.unknown',
  'dissent.noRight',
  'dissent.otherWrote',
  'dissent.closed',
] as const;
export type DissentRefusal = (typeof dissentRefusals)[number];

/** Room for reasons, short enough to stand beside the decision. */
export const dissentLimits: TextLimits = { min: 3, max: 2000, multiline: true };

const MS_PER_HOUR = 3_600_000;

export type DissentWindow = {
  readonly decidedAt: Date;
  /** Of the session that decided: null for a vote outside of one. */
  readonly session: { readonly open: boolean; readonly dissentUntil: Date | null } | null;
  readonly dissentHours: number;
};

/**
 * Until when a dissenting opinion is taken at least: the bylaws' hours after the decision, and until the minutes' own time where that
 * is later. Source: G6.
 */
export const dissentUntil = ({ decidedAt, session, dissentHours }: DissentWindow): Date => {
  const own = new Date(decidedAt.getTime() + dissentHours * MS_PER_HOUR);
  const minutes = session?.dissentUntil ?? own;
  return minutes > own ? minutes : own;
};

/**
 * Who may write one: a delegate on any decision (G6), and so the substitute who voted on it in the delegate's place (G13); for a project
 * on a statement (G5) its leader, or the deputy when the leader can't (D3).
 */
export type DissentRight = 'delegate' | 'project';

export const rightsToDissent = (facts: {
  /** Holds a mandate, or sat for a delegate when this was voted on. */
  readonly isDelegate: boolean;
  /** Leads a project, or is its deputy. */
  readonly leadsProject: boolean;
  readonly rule: 'strategic' | 'current' | 'statement';
}): readonly DissentRight[] => [
  ...(facts.isDelegate ? (['delegate'] as const) : []),
  ...(facts.leadsProject && facts.rule === 'statement' ? (['project'] as const) : []),
];

/**
 * A dissenting opinion, one of each delegate and project, kept as it was written last before the end. While the session goes on the
 * end is not reached. A seat has one: whoever of delegate and substitute wrote it first changes it. Source: G5, G6, G13. Refusals:
 * dissent.noRight, .otherWrote, .closed {at}, text.*.
 */
export const decideDissent = (
  facts: DissentWindow & {
    readonly rights: readonly DissentRight[];
    /** The seat's opinion was written by the other one of delegate and substitute. */
    readonly otherWrote: boolean;
    readonly now: Date;
  },
  given: { readonly as: DissentRight; readonly text: string },
): Result<{ text: string }, DissentRefusal | TextRefusal> => {
  const reasons: Refusal<DissentRefusal | TextRefusal>[] = [];
  if (!facts.rights.includes(given.as)) reasons.push({ code: 'dissent.noRight' });
  if (given.as === 'delegate' && facts.otherWrote) reasons.push({ code: 'dissent.otherWrote' });
  const until = dissentUntil(facts);
  if (facts.session?.open !== true && facts.now >= until)
    reasons.push({ code: 'dissent.closed', facts: { at: until.toISOString() } });
  const text = cleanText(given.text, dissentLimits);
  if (!text.ok) reasons.push(...text.refusals.map((refusal) => ({ ...refusal, path: 'text' })));
  return okUnless(reasons, { text: text.ok ? text.value : '' });
};
