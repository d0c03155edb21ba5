import { z } from 'zod';
import { okUnless, type Refusal, type Result } from '../../result.ts';
import type { Rule } from '../congress/majority.ts';
import { refuseShape } from '../kit/shape.ts';
import { cleanTextAt, contentLocales, type TextLimits, type TextRefusal, type Texts } from '../kit/text.ts';
import {
  type BallotClass,
  type BallotRefusal,
  ballotClasses,
  type Choices,
  classReasons,
  type Electorate,
  type WindowPlan,
} from './ballot.ts';

export const ballotDraftRefusals = [
  'draft.invalid',
  'draft.windowMissing',
  'draft.windowTwice',
  'draft.windowBackwards',
  'draft.optionsOfRollCall',
  'draft.sameOptions',
] as const;
export type BallotDraftRefusal = (typeof ballotDraftRefusals)[number];

/** A question that still fits on one screen with its rule and buttons. */
export const questionLimits: TextLimits = { min: 3, max: 500 };
export const descriptionLimits: TextLimits = { max: 3000, multiline: true };
/** Two lines of the result's picture. */
export const optionLimits: TextLimits = { max: 60 };
export const minOptions = 2;
export const maxOptions = 8;
const maxDurationMinutes = 129_600; // 90 days: a longer vote outlives the people's situation.
const maxIdLength = 64;

/** A checked draft, plain JSON. */
export type BallotDraft = {
  readonly class: BallotClass;
  readonly electorate: Electorate;
  readonly rule: Rule;
  readonly question: Texts;
  readonly description?: Texts;
  readonly choices: Choices;
  readonly plan: WindowPlan;
};

const texts = z.strictObject({ ru: z.string(), en: z.string() });
const instant = z.iso.datetime({ offset: true });

const schema = z.strictObject({
  class: z.enum(ballotClasses),
  electorate: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('members') }),
    z.strictObject({ kind: z.literal('list'), listId: z.string().min(1).max(maxIdLength) }),
    z.strictObject({ kind: z.literal('congress'), itemId: z.string().min(1).max(maxIdLength) }),
  ]),
  rule: z.enum(['strategic', 'current', 'statement', 'advisory']),
  question: texts,
  description: texts.optional(),
  options: z.array(texts).min(minOptions).max(maxOptions).optional(),
  opensAt: instant.optional(),
  closesAt: instant.optional(),
  durationMinutes: z.int().min(1).max(maxDurationMinutes).optional(),
});
type Input = z.infer<typeof schema>;
type Reasons = Refusal<BallotRefusal | BallotDraftRefusal | TextRefusal>[];

const cleanTexts = (path: string, value: Texts, limits: TextLimits, reasons: Reasons): Texts => {
  const found: Refusal<TextRefusal>[] = [];
  const cleaned = {
    ru: cleanTextAt(`${path}.ru`, value.ru, limits, found),
    en: cleanTextAt(`${path}.en`, value.en, limits, found),
  };
  reasons.push(...found);
  return cleaned;
};

const parseChoices = ({ options, class: ballotClass }: Input, reasons: Reasons): Choices => {
  if (options === undefined) return { kind: 'yesNo' };
  if (ballotClass === 'rollCall') reasons.push({ code: 'draft.optionsOfRollCall', path: 'options' });
  const cleaned = options.map((option, index) =>
    cleanTexts(`options.${index}`, option, optionLimits, reasons),
  );
  for (const locale of contentLocales) {
    // Two buttons that read the same can't be told apart.
    const read = cleaned.map((option) => option[locale].toLowerCase()).filter((text) => text !== '');
    if (new Set(read).size < read.length) reasons.push({ code: 'draft.sameOptions', path: 'options' });
  }
  return { kind: 'options', options: cleaned };
};

const utc = (text: string): string => new Date(text).toISOString();

const parsePlan = ({ opensAt, closesAt, durationMinutes }: Input, reasons: Reasons): WindowPlan => {
  const opening = opensAt === undefined ? {} : { opensAt: utc(opensAt) };
  if (closesAt === undefined) {
    if (durationMinutes === undefined) reasons.push({ code: 'draft.windowMissing', path: 'closesAt' });
    return { ...opening, durationMinutes: durationMinutes ?? 0 };
  }
  if (durationMinutes !== undefined) reasons.push({ code: 'draft.windowTwice', path: 'durationMinutes' });
  const plan = { ...opening, closesAt: utc(closesAt) };
  if (opening.opensAt !== undefined && plan.closesAt <= opening.opensAt) {
    reasons.push({ code: 'draft.windowBackwards', path: 'closesAt' });
  }
  return plan;
};

/**
 * An officer's input (form, API) as a draft; exactly one of `closesAt` and `durationMinutes`; no `options`: yes, no, abstain.
 * What depends on the clock and the bylaws is decided at scheduling and opening. Refusals with paths: draft.*, text.*,
 * ballot.rollCallOfMembers, .pollOfCongress, .ruleOfClass.
 */
export const parseBallotDraft = (
  input: unknown,
): Result<BallotDraft, BallotRefusal | BallotDraftRefusal | TextRefusal> => {
  const parsed = schema.safeParse(input);
  if (!parsed.success) return refuseShape(parsed.error, ballotDraftRefusals, 'draft.invalid');
  const { data } = parsed;
  const reasons: Reasons = classReasons(data.class, data.electorate.kind, data.rule);
  const question = cleanTexts('question', data.question, questionLimits, reasons);
  const description =
    data.description && cleanTexts('description', data.description, descriptionLimits, reasons);
  const choices = parseChoices(data, reasons);
  const plan = parsePlan(data, reasons);
  return okUnless(reasons, {
    class: data.class,
    electorate: data.electorate,
    rule: data.rule,
    question,
    ...(description === undefined ? {} : { description }),
    choices,
    plan,
  });
};
