import { z } from 'zod';
import { ok, okUnless, type Refusal, type Result, refuse } from '../../result.ts';
import type { Bylaws, Fraction } from '../bylaws/bylaws.ts';
import { refuseShape } from '../kit/shape.ts';
import {
  type ContentLocale,
  cleanTextAt,
  contentLocales,
  type TextLimits,
  type TextRefusal,
  type Texts,
} from '../kit/text.ts';
import {
  type ItemClass,
  type ItemState,
  type ItemSubject,
  itemClasses,
  itemSubjects,
  type Mover,
} from '../session/item.ts';
import type { SessionState } from '../session/session.ts';

export const agendaRefusals = [
  'agenda.unknown',
  'agenda.noPower',
  'agenda.invalid',
  'agenda.noLanguage',
  'agenda.strategicByKind',
  'agenda.notDelegate',
  'agenda.notChair',
  'agenda.noChair',
  'agenda.tooManyMoved',
  'agenda.notMoved',
  'agenda.notMover',
  'agenda.fixed',
  'agenda.alreadyStrategic',
  'agenda.petitionStays',
  'agenda.appealStays',
  'agenda.notOnAgenda',
  'agenda.voteRunning',
  'agenda.edge',
  'agenda.empty',
] as const;
export type AgendaRefusal = (typeof agendaRefusals)[number];

export const titleLimits: TextLimits = { min: 3, max: 120 };
export const itemTextLimits: TextLimits = { min: 10, max: 6000, multiline: true };
/** Items of one delegate that wait for support: a flood would hide the others. */
export const movedItemsMax = 3;

const languages = z.strictObject({ ru: z.string().optional(), en: z.string().optional() });
const itemSchema = z.strictObject({
  title: languages,
  text: languages,
  class: z.enum(itemClasses),
  subject: z.enum(itemSubjects).optional(),
});

export type ItemDraft = {
  readonly title: Texts;
  readonly text: Texts;
  /** The one language it is written in: both keys hold it; null: in both. */
  readonly locale: ContentLocale | null;
  readonly class: ItemClass;
  readonly subject: ItemSubject;
};

type ItemRefusal = AgendaRefusal | TextRefusal;

/** Source: G11. Refusals: agenda.strategicByKind {subject}. */
const classReasons = (subject: ItemSubject, itemClass: ItemClass): Refusal<AgendaRefusal>[] =>
  subject === 'other' || itemClass === 'strategic' ? [] : [{ code: 'agenda.strategicByKind', path: 'class' }];

/**
 * An item from the chat or the API, in one language or both. `input` is not trusted. Source: G11, K5. Refusals: agenda.invalid,
 * .noLanguage, .strategicByKind, text.* with paths.
 */
export const parseItem = (input: unknown): Result<ItemDraft, ItemRefusal> => {
  const shape = itemSchema.safeParse(input);
  if (!shape.success) return refuseShape(shape.error, ['agenda.invalid'], 'agenda.invalid');
  const { title, text, class: itemClass, subject = 'other' } = shape.data;
  const textReasons: Refusal<TextRefusal>[] = [];
  const written = contentLocales.flatMap((locale) => {
    const given = { title: title[locale], text: text[locale] };
    if (given.title === undefined || given.text === undefined) return [];
    return {
      locale,
      title: cleanTextAt(`title.${locale}`, given.title, titleLimits, textReasons),
      text: cleanTextAt(`text.${locale}`, given.text, itemTextLimits, textReasons),
    };
  });
  const half = contentLocales.some(
    (locale) => (title[locale] === undefined) !== (text[locale] === undefined),
  );
  const [first] = written;
  if (first === undefined || half) return refuse({ code: 'agenda.noLanguage', path: 'text' });
  const reasons: Refusal<ItemRefusal>[] = classReasons(subject, itemClass);
  // An item in one language shows it to everybody.
  const wordsIn = (wanted: ContentLocale) => written.find(({ locale }) => locale === wanted) ?? first;
  const [ru, en] = [wordsIn('ru'), wordsIn('en')];
  const draft = {
    title: { ru: ru.title, en: en.title },
    text: { ru: ru.text, en: en.text },
    locale: written.length === 1 ? first.locale : null,
    class: itemClass,
    subject,
  };
  return okUnless([...reasons, ...textReasons], draft);
};

/** A delegate with a mandate in force puts an item forward. Source: K5. Refusals: agenda.notDelegate, .tooManyMoved {max}. */
export const decideMovingItem = (facts: {
  readonly isDelegate: boolean;
  /** Items of this delegate that wait for support. */
  readonly waiting: number;
}): Result<null, AgendaRefusal> => {
  const reasons: Refusal<AgendaRefusal>[] = [];
  if (!facts.isDelegate) reasons.push({ code: 'agenda.notDelegate' });
  if (facts.waiting >= movedItemsMax)
    reasons.push({ code: 'agenda.tooManyMoved', facts: { max: movedItemsMax } });
  return okUnless(reasons, null);
};

export type SupportFacts = {
  readonly state: ItemState;
  readonly isDelegate: boolean;
  /** Delegates who support it, this one left out, whose mandates are in force now. */
  readonly others: number;
};

/**
 * A delegate supports an item that was put forward; enough mandates in force together put it on the agenda. Source: K5. Refusals:
 * agenda.notMoved, .notDelegate.
 */
export const decideSupporting = (
  { state, isDelegate, others }: SupportFacts,
  { agendaMovers }: Pick<Bylaws, 'agendaMovers'>,
): Result<{ supporters: number; needed: number; reached: boolean }, AgendaRefusal> => {
  const reasons: Refusal<AgendaRefusal>[] = [];
  if (state !== 'moved') reasons.push({ code: 'agenda.notMoved' });
  if (!isDelegate) reasons.push({ code: 'agenda.notDelegate' });
  const supporters = others + 1;
  return okUnless(reasons, { supporters, needed: agendaMovers, reached: supporters >= agendaMovers });
};

/** A delegate takes the support back while it has not had its effect. Refusals: agenda.notMoved, .notDelegate. */
export const decideTakingBack = ({ state, isDelegate }: SupportFacts): Result<null, AgendaRefusal> => {
  const reasons: Refusal<AgendaRefusal>[] = [];
  if (state !== 'moved') reasons.push({ code: 'agenda.notMoved' });
  if (!isDelegate) reasons.push({ code: 'agenda.notDelegate' });
  return okUnless(reasons, null);
};

/** How many delegates of `all` demand the strategic class together: a tenth, rounded up. Source: G11. */
export const demandNeeded = (
  all: number,
  { classDemandShare: share }: { readonly classDemandShare: Fraction },
): number => Math.max(1, Math.ceil((all * share.numerator) / share.denominator));

export type DemandFacts = SupportFacts & {
  readonly class: ItemClass;
  /** Of the session it is on; null: on none. */
  readonly session: SessionState | null;
  /** All mandates in force now. */
  readonly all: number;
};

const isFixed = ({ state, session }: Pick<DemandFacts, 'state' | 'session'>): boolean =>
  state === 'open' ||
  state === 'decided' ||
  state === 'withdrawn' ||
  (session !== null && session !== 'planned');

/**
 * A delegate demands the strategic class for an item before its agenda is frozen; a tenth of all delegates together bring it about.
 * Source: G11. Refusals: agenda.fixed, .alreadyStrategic, .notDelegate.
 */
export const decideDemanding = (
  facts: DemandFacts,
  bylaws: Pick<Bylaws, 'classDemandShare'>,
): Result<{ demanding: number; needed: number; reached: boolean }, AgendaRefusal> => {
  const reasons: Refusal<AgendaRefusal>[] = [];
  if (isFixed(facts)) reasons.push({ code: 'agenda.fixed' });
  if (facts.class === 'strategic') reasons.push({ code: 'agenda.alreadyStrategic' });
  if (!facts.isDelegate) reasons.push({ code: 'agenda.notDelegate' });
  const demanding = facts.others + 1;
  const needed = demandNeeded(facts.all, bylaws);
  return okUnless(reasons, { demanding, needed, reached: demanding >= needed });
};

/**
 * What was put on an agenda is taken off at its mover's word; a petition stays, whoever asks, and so does an appeal. Source:
 * K5, T3; while a vote on it runs it stays (G14). Refusals: agenda.petitionStays, .appealStays, .notOnAgenda, .voteRunning {number}.
 */
export const decideWithdrawing = (facts: {
  readonly mover: Mover;
  readonly state: ItemState;
  /** Number of the Congress's vote on it; null: none was opened. */
  readonly voted: number | null;
}): Result<null, AgendaRefusal> => {
  const reasons: Refusal<AgendaRefusal>[] = [];
  if (facts.mover === 'petition') reasons.push({ code: 'agenda.petitionStays' });
  if (facts.mover === 'appeal') reasons.push({ code: 'agenda.appealStays' });
  if (facts.state !== 'agenda' && facts.state !== 'waiting') reasons.push({ code: 'agenda.notOnAgenda' });
  else if (facts.voted !== null) reasons.push({ code: 'agenda.voteRunning', facts: { number: facts.voted } });
  return okUnless(reasons, null);
};

/**
 * To the place `to`, from 1; the others keep their order. Already there, the order stays as it is: the same wish twice is one move.
 * Refusals: agenda.notOnAgenda, .edge.
 */
export const reorder = <Id>(
  order: readonly Id[],
  id: Id,
  to: number,
): Result<readonly Id[], AgendaRefusal> => {
  const from = order.indexOf(id);
  if (from === -1) return refuse('agenda.notOnAgenda');
  if (to < 1 || to > order.length) return refuse('agenda.edge');
  return ok(order.toSpliced(from, 1).toSpliced(to - 1, 0, id));
};
