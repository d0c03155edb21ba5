import { z } from 'zod';
import { questionLimits } from '../../governance/ballotDraft.ts';
import { cleanText } from '../../governance/text.ts';
import { durationText } from '../../messages/ballotDesk.ts';
import type { Reader } from '../../messages/screen.ts';
import { parseDuration, parseListNumber, parseOptions } from './ballotAnswers.ts';
import type { Answers, Form, FormParams, FormStep } from './kit/form.ts';

const offeredLists = z.array(
  z.object({ number: z.number(), title: z.object({ ru: z.string(), en: z.string() }) }),
);

/** Lists given at entry; none when the form is continued from its draft: then the number is typed. */
const listsFrom = ({ lists }: FormParams) =>
  lists === undefined ? [] : offeredLists.parse(JSON.parse(lists));

const isRollCall = ({ class: kind }: Answers): boolean => kind === 'rollCall';
const hasOptions = ({ class: kind, choices }: Answers): boolean =>
  kind === 'strawPoll' && choices === 'options';

const kindSteps = ({ translator: { t, plain, locale } }: Reader, params: FormParams): FormStep[] => [
  {
    key: 'class',
    label: plain(($) => $.ballot.form.class.label),
    question: () => ({
      text: t(($) => $.ballot.form.class.ask),
      choices: (['rollCall', 'strawPoll'] as const).map((value) => ({
        label: plain(($) => $.ballot.form.class[value]),
        value,
      })),
    }),
  },
  {
    key: 'list',
    label: plain(($) => $.ballot.form.list.label),
    when: isRollCall,
    question: () => ({
      text: t(($) => $.ballot.form.list.ask),
      choices: listsFrom(params).map(({ number, title }) => ({
        label: plain(($) => $.ballot.form.list.option, { number, title: title[locale] }),
        value: String(number),
      })),
    }),
    parse: parseListNumber,
  },
  {
    key: 'rule',
    label: plain(($) => $.ballot.form.rule.label),
    when: isRollCall,
    question: () => ({
      text: t(($) => $.ballot.form.rule.ask),
      choices: (['strategic', 'current', 'statement'] as const).map((value) => ({
        label: plain(($) => $.ballot.form.rule[value]),
        value,
      })),
    }),
  },
  {
    key: 'choices',
    label: plain(($) => $.ballot.form.choices.label),
    when: (answers) => !isRollCall(answers),
    question: () => ({
      text: t(($) => $.ballot.form.choices.ask),
      choices: (['yesNo', 'options'] as const).map((value) => ({
        label: plain(($) => $.ballot.form.choices[value]),
        value,
      })),
    }),
  },
];

const textSteps = ({ translator: { t, plain } }: Reader): FormStep[] => [
  ...(['questionRu', 'questionEn'] as const).map((key) => ({
    key,
    label: plain(($) => $.ballot.form[key].label),
    question: () => ({ text: t(($) => $.ballot.form[key].ask) }),
    parse: (text: string) => cleanText(text, questionLimits),
  })),
  {
    key: 'options',
    label: plain(($) => $.ballot.form.options.label),
    when: hasOptions,
    question: () => ({ text: t(($) => $.ballot.form.options.ask) }),
    parse: parseOptions,
  },
];

const durations = { day: 1440, three: 4320, week: 10_080 } as const;

const durationStep = ({ translator: { t, plain } }: Reader): FormStep => ({
  key: 'duration',
  label: plain(($) => $.ballot.form.duration.label),
  question: () => ({
    text: t(($) => $.ballot.form.duration.ask),
    choices: (['day', 'three', 'week'] as const).map((name) => ({
      label: plain(($) => $.ballot.form.duration[name]),
      value: String(durations[name]),
    })),
  }),
  parse: parseDuration,
});

/** The questions of a new ballot, in the order in which they narrow one another. */
export const ballotSteps: Form['steps'] = (reader, params) => [
  ...kindSteps(reader, params),
  ...textSteps(reader),
  durationStep(reader),
];

/** Everything once more before it is saved. */
export const ballotSummary: NonNullable<Form['summary']> = (reader, answers) => {
  const { t, plain } = reader.translator;
  const { questionRu: ru = '', questionEn: en = '', rule, options = '' } = answers;
  const kind = isRollCall(answers)
    ? rule === 'current' || rule === 'statement'
      ? rule
      : 'strategic'
    : 'advisory';
  return {
    text: [
      t(($) => $.ballot.form.summary, {
        kind: plain(($) => $.ballot.kind[kind]),
        ru,
        en,
        duration: durationText(reader, Number(answers.duration)),
      }),
      ...(hasOptions(answers) ? [t(($) => $.ballot.form.summaryOptions, { options })] : []),
    ].join('\n\n'),
    confirm: plain(($) => $.ballot.form.save),
  };
};
