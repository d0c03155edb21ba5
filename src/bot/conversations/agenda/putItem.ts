import { enterItem } from '../../../actions/agenda/enterItem.ts';
import { moveItem } from '../../../actions/agenda/moveItem.ts';
import { putItemAsChair } from '../../../actions/agenda/putItemAsChair.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { itemTextLimits, titleLimits } from '../../../governance/agenda/agenda.ts';
import { cleanText, contentLocales, type TextLimits } from '../../../governance/kit/text.ts';
import { itemClasses, itemSubjects } from '../../../governance/session/item.ts';
import { wordsHtml } from '../../../i18n/words.ts';
import { renderItemPut } from '../../../messages/agenda/agenda.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { paragraphs, type Reader } from '../../../messages/kit/screen.ts';
import { renderSessionLine } from '../../../messages/session/session.ts';
import { renderSessionDeskLine, renderSessionSaved } from '../../../messages/session/sessionDesk.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form, FormParams, FormStep } from '../kit/form.ts';
import { reasonOf, reasonSteps } from '../session/sessionSteps.ts';

/** By a delegate with others; by the chair of a session; by an officer on the chair's word. */
export const MOVE_ITEM_FORM = 'moveItem';
export const PUT_ITEM_FORM = 'putItem';
export const ENTER_ITEM_FORM = 'enterItem';

// Before the answer that decides it, a question counts as one that will come: the number of steps must not grow.
const isIn =
  (locale: 'ru' | 'en') =>
  ({ languages = 'both' }: Answers) =>
    languages === locale || languages === 'both';
const isFree = ({ subject = 'other' }: Answers): boolean => subject === 'other';

const choiceSteps = ({ translator: { t, plain } }: Reader, about: string): FormStep[] => [
  {
    key: 'subject',
    label: plain(($) => $.session.form.subject.label),
    prompt: () => ({
      text: paragraphs(
        about,
        t(($) => $.session.form.subject.ask),
      ),
      choices: itemSubjects.map((value) => ({ label: plain(($) => $.session.subject[value]), value })),
    }),
  },
  {
    key: 'class',
    label: plain(($) => $.session.form.class.label),
    when: isFree,
    prompt: () => ({
      text: t(($) => $.session.form.class.ask),
      choices: itemClasses
        .toSorted((a) => (a === 'current' ? -1 : 0))
        .map((value) => ({ label: plain(($) => $.session.class[value]), value })),
    }),
  },
  {
    key: 'languages',
    label: plain(($) => $.session.form.languages.label),
    prompt: () => ({
      text: t(($) => $.session.form.languages.ask),
      choices: (['ru', 'en', 'both'] as const).map((value) => ({
        label: plain(($) => $.session.form.languages[value]),
        value,
      })),
    }),
  },
];

const textStep = (
  { translator: { t, plain } }: Reader,
  key: 'titleRu' | 'textRu' | 'titleEn' | 'textEn',
  limits: TextLimits,
): FormStep => ({
  key,
  label: plain(($) => $.session.form[key].label),
  when: isIn(key === 'titleRu' || key === 'textRu' ? 'ru' : 'en'),
  prompt: () => ({ text: t(($) => $.session.form[key].ask, { max: limits.max }) }),
  parse: (text) => cleanText(text, limits),
});

const itemSteps = (reader: Reader, about: string): FormStep[] => [
  ...choiceSteps(reader, about),
  textStep(reader, 'titleRu', titleLimits),
  textStep(reader, 'textRu', itemTextLimits),
  textStep(reader, 'titleEn', titleLimits),
  textStep(reader, 'textEn', itemTextLimits),
];

const inputOf = ({ subject, class: itemClass, languages, titleRu, textRu, titleEn, textEn }: Answers) => ({
  title: Object.fromEntries(
    contentLocales.flatMap((locale) =>
      languages === locale || languages === 'both' ? [[locale, locale === 'ru' ? titleRu : titleEn]] : [],
    ),
  ),
  text: Object.fromEntries(
    contentLocales.flatMap((locale) =>
      languages === locale || languages === 'both' ? [[locale, locale === 'ru' ? textRu : textEn]] : [],
    ),
  ),
  class: subject === 'other' ? itemClass : 'strategic',
  subject,
});

/** A delegate proposes; the chair, or the secretariat on the chair's word, puts it on the agenda at once. */
const summaryOf =
  (way: 'putSend' | 'enterSend'): NonNullable<Form['summary']> =>
  (reader, answers) => {
    const { t, plain } = reader.translator;
    const { title, text, class: itemClass } = inputOf(answers);
    const kind = itemClasses.find((one) => one === itemClass) ?? 'current';
    const words = contentLocales.flatMap((locale) => {
      const [head, body] = [title[locale], text[locale]];
      return head === undefined || body === undefined
        ? []
        : [`<b>${wordsHtml(head)}</b>\n${wordsHtml(body)}`];
    });
    const reason = reasonOf(answers);
    return {
      text: paragraphs(
        t(($) => $.session.classAbout[kind]),
        ...words,
        reason && t(($) => $.session.form.reasonSummary, reason),
      ),
      confirm: plain(($) => $.session.form[way]),
    };
  };

const title: Form['title'] = ({ translator: { plain } }) => plain(($) => $.session.form.putTitle);

/** A delegate puts an item forward; others support it (rule K5). */
export const moveItemForm = ({ deps }: BotEnv): Form => ({
  name: MOVE_ITEM_FORM,
  title,
  prepare: async () => {
    const { bylaws } = await currentBylaws(deps.db, await deps.clock.now());
    return { needed: String(bylaws.agendaMovers) };
  },
  steps: (reader, { needed = '' }) =>
    itemSteps(
      reader,
      reader.translator.t(($) => $.session.form.putAbout, { needed }),
    ),
  summary: summaryOf('putSend'),
  submit: async ({ personId, reader, answers, submissionId }) => {
    const moved = await moveItem(deps, { personId, submissionId, input: inputOf(answers) });
    return moved.ok
      ? renderItemPut(reader, moved.value.number, true)
      : renderSessionLine(reader, renderRefusals(reader, moved.refusals));
  },
});

/** The chair of the session `params.number` (rule H2). */
export const putItemForm = ({ deps }: BotEnv): Form => ({
  name: PUT_ITEM_FORM,
  title,
  steps: (reader, { number = '' }) =>
    itemSteps(
      reader,
      reader.translator.t(($) => $.session.form.chairAbout, { number }),
    ),
  summary: summaryOf('enterSend'),
  submit: async ({ personId, reader, answers, params, submissionId }) => {
    const input = inputOf(answers);
    const done = await putItemAsChair(deps, { personId, submissionId, number: Number(params.number), input });
    return done.ok
      ? renderItemPut(reader, done.value.number, false)
      : renderSessionLine(reader, renderRefusals(reader, done.refusals));
  },
});

/** The secretariat writes down what the chair says, for the session `params.number` (rule K5). */
export const enterItemForm = ({ deps }: BotEnv): Form => ({
  name: ENTER_ITEM_FORM,
  title,
  steps: (reader, { name = '', announced }: FormParams) => [
    ...itemSteps(
      reader,
      reader.translator.t(($) => $.session.form.typedAbout, { name }),
    ),
    ...(announced === 'yes' ? reasonSteps(reader) : []),
  ],
  summary: summaryOf('enterSend'),
  submit: async ({ personId: officerId, reader, answers, params, submissionId }) => {
    const number = Number(params.number);
    const input = inputOf(answers);
    const entered = await enterItem(deps, {
      officerId,
      submissionId,
      number,
      input,
      reason: reasonOf(answers),
    });
    if (!entered.ok) return renderSessionDeskLine(reader, renderRefusals(reader, entered.refusals));
    const { t } = reader.translator;
    const receipt = t(($) => $.session.form.entered, { number: entered.value.number });
    const next = params.announced === 'yes' ? t(($) => $.session.form.changedSend) : '';
    return renderSessionSaved(reader, number, paragraphs(receipt, next));
  },
});
