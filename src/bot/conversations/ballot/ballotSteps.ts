import { z } from 'zod';
import { questionLimits } from '../../../governance/ballot/ballotDraft.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { durationText } from '../../../messages/ballot/ballotDesk.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import type { Answers, Form, FormParams, FormStep } from '../kit/form.ts';
import { parseDuration, parseListNumber, parseOptions } from './ballotAnswers.ts';

const offeredLists = z.array(
  z.object({ number: z.number(), title: z.object({ ru: z.string(), en: z.string() }) }),
);

/** Lists offered as buttons; any other is given by its number. */
const LISTS_OFFERED = 8;
const MINUTES_PER_HOUR = 60;

const listsFrom = ({ lists = '[]' }: FormParams) => offeredLists.parse(JSON.parse(lists));

const isRollCall = ({ class: kind }: Answers): boolean => kind === 'rollCall';
const isStrategic = (answers: Answers): boolean => isRollCall(answers) && answers.rule === 'strategic';
const hasOptions = ({ class: kind, choices }: Answers): boolean =>
  kind === 'strawPoll' && choices === 'options';

const kindSteps = ({ translator: { t, plain, locale } }: Reader, params: FormParams): FormStep[] => [
  {
    key: 'class',
    label: plain(($) => $.ballot.form.class.label),
    prompt: () => ({
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
    prompt: () => ({
      text: t(($) => (listsFrom(params).length === 0 ? $.ballot.form.list.none : $.ballot.form.list.ask)),
      choices: listsFrom(params)
        .slice(0, LISTS_OFFERED)
        .map(({ number, title }) => ({
          label: plain(($) => $.ballot.form.list.option, { number, title: title[locale] }),
          value: String(number),
        })),
    }),
    parse: (text) =>
      parseListNumber(
        text,
        listsFrom(params).map(({ number }) => number),
      ),
  },
  {
    key: 'rule',
    label: plain(($) => $.ballot.form.rule.label),
    when: isRollCall,
    prompt: () => ({
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
    prompt: () => ({
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
    prompt: () => ({ text: t(($) => $.ballot.form[key].ask) }),
    parse: (text: string) => cleanText(text, questionLimits),
  })),
  {
    key: 'options',
    label: plain(($) => $.ballot.form.options.label),
    when: hasOptions,
    prompt: () => ({ text: t(($) => $.ballot.form.options.ask) }),
    parse: parseOptions,
  },
];

const durations = { day: 1440, three: 4320, week: 10_080 } as const;

/** A strategic question is open for the bylaws' hours at least (G14): shorter ones are neither offered nor taken. */
const durationStep = (
  { translator: { t, plain } }: Reader,
  { strategicHours = '0' }: FormParams,
): FormStep => {
  const neededHours = (answers: Answers) => (isStrategic(answers) ? Number(strategicHours) : 0);
  return {
    key: 'duration',
    label: plain(($) => $.ballot.form.duration.label),
    prompt: (answers) => ({
      text: t(($) => $.ballot.form.duration.ask),
      choices: (['day', 'three', 'week'] as const)
        .filter((name) => durations[name] >= neededHours(answers) * MINUTES_PER_HOUR)
        .map((name) => ({
          label: plain(($) => $.ballot.form.duration[name]),
          value: String(durations[name]),
        })),
    }),
    parse: (text, answers) => parseDuration(text, neededHours(answers)),
  };
};

/** The questions of a new ballot, in the order in which they narrow one another. */
export const ballotSteps: Form['steps'] = (reader, params) => [
  ...kindSteps(reader, params),
  ...textSteps(reader),
  durationStep(reader, params),
];

/** Everything once more before it is saved. */
export const ballotSummary: NonNullable<Form['summary']> = (reader, answers, params) => {
  const { t, plain, locale } = reader.translator;
  const { questionRu: ru = '', questionEn: en = '', rule, options = '' } = answers;
  const kind = isRollCall(answers)
    ? rule === 'current' || rule === 'statement'
      ? rule
      : 'strategic'
    : 'advisory';
  const list = listsFrom(params).find(({ number }) => String(number) === answers.list);
  return {
    text: [
      ...(isRollCall(answers) && list !== undefined
        ? [t(($) => $.ballot.electorate.list, { title: list.title[locale] })]
        : []),
      t(($) => $.ballot.form.summary, {
        kind: plain(($) => $.ballot.kind[kind]),
        ru,
        en,
        duration: durationText(reader, Number(answers.duration)),
      }),
      ...(hasOptions(answers) ? [t(($) => $.ballot.form.summaryOptions, { options })] : []),
      t(($) => $.ballot.form.summaryNext),
    ].join('\n\n'),
    confirm: plain(($) => $.ballot.form.save),
  };
};
