import { applyProject } from '../../../actions/project/applyProject.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { deskDeadline } from '../../../governance/letter/desk.ts';
import {
  type ProjectApplication,
  type ProjectText,
  parseActive,
  parseProjectNumber,
  parseProjectText,
  projectKinds,
  projectLimits,
  projectTexts,
} from '../../../governance/project/project.ts';
import { formatDate } from '../../../i18n/format.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import { monthsText } from '../../../messages/kit/spans.ts';
import { renderCantApply, renderProjectLine } from '../../../messages/project/project.ts';
import { applicationAnswers, applicationSummary } from '../../../messages/project/projectApplication.ts';
import { ok, type Result } from '../../../result.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form, FormParams, FormStep } from '../kit/form.ts';

export const APPLY_PROJECT_FORM = 'applyProject';

/** The answer of a button that means "without": answers are text. */
const NONE = '-';
const CONFIRMED = 'yes';

const asText = (parsed: Result<number>): Result<string> => (parsed.ok ? ok(String(parsed.value)) : parsed);

/** What a stored application says, as answers of the form: nothing has to be written again after advice. */
export const draftOf = (application: ProjectApplication): Answers => ({
  ...Object.fromEntries(projectTexts.map((field) => [field, application[field]])),
  kind: application.kind ?? NONE,
  region: application.region ?? NONE,
  participants: String(application.participants),
  active: String(application.active),
  democratic: CONFIRMED,
  internationalLaw: CONFIRMED,
});

const textStep = ({ translator: { t, plain } }: Reader, field: ProjectText): FormStep => ({
  key: field,
  label: plain(($) => $.project.form[field].label),
  prompt: () => ({ text: t(($) => $.project.form[field].ask, { max: projectLimits[field].max }) }),
  parse: (text) => parseProjectText(field, text),
  // Read by the evaluator alone: it must not stay on a phone that others may open.
  sensitive: field === 'budget' || field === 'people',
});

const kindStep = ({ translator: { t, plain } }: Reader): FormStep => ({
  key: 'kind',
  label: plain(($) => $.project.form.kind.label),
  prompt: () => ({
    text: t(($) => $.project.form.kind.ask),
    choices: [
      ...projectKinds.map((kind) => ({ label: plain(($) => $.project.kindLabel[kind]), value: kind })),
      { label: plain(($) => $.project.form.skip), value: NONE },
    ],
  }),
});

const regionStep = ({ translator: { t, plain } }: Reader): FormStep => ({
  key: 'region',
  label: plain(($) => $.project.form.region.label),
  prompt: () => ({
    text: t(($) => $.project.form.region.ask),
    choices: [{ label: plain(($) => $.project.form.skip), value: NONE }],
  }),
  parse: (text) => parseProjectText('region', text),
});

const numberSteps = ({ translator, translator: { t, plain } }: Reader, params: FormParams): FormStep[] => {
  const { small = '', medium = '', one = '', two = '', three = '', months = '' } = params;
  return [
    {
      key: 'participants',
      label: plain(($) => $.project.form.participants.label),
      prompt: () => ({
        text: t(($) => $.project.form.participants.ask, { small, medium, one, two, three }),
      }),
      parse: (text) => asText(parseProjectNumber(text)),
    },
    {
      key: 'active',
      label: plain(($) => $.project.form.active.label),
      prompt: () => ({
        text: t(($) => $.project.form.active.ask, {
          months: monthsText(translator, Number(months)),
        }),
      }),
      parse: (text, { participants }) => asText(parseActive(text, Number(participants))),
    },
  ];
};

const commitmentStep = (
  { translator: { t, plain } }: Reader,
  key: 'democratic' | 'internationalLaw',
): FormStep => ({
  key,
  label: plain(($) => $.project.form[key].label),
  prompt: () => ({
    text: t(($) => $.project.form[key].ask),
    choices: [{ label: plain(($) => $.project.form[key].yes), value: CONFIRMED }],
  }),
});

const applicationOf = (reader: Reader, answers: Answers) => {
  const word = (key: string): string => answers[key] ?? '';
  const given = (key: string): string | null => (word(key) === NONE ? null : word(key));
  const kind = projectKinds.find((one) => one === answers.kind) ?? null;
  const texts = Object.fromEntries(projectTexts.map((field) => [field, word(field)])) as Record<
    ProjectText,
    string
  >;
  return {
    ...texts,
    kind,
    region: given('region'),
    participants: Number(word('participants')),
    // Who lowered the first number in the summary has not been asked for the second again.
    active: Math.min(Number(word('active')), Number(word('participants'))),
    locale: reader.translator.locale,
    democratic: answers.democratic === CONFIRMED,
    internationalLaw: answers.internationalLaw === CONFIRMED,
  };
};

/**
 * The application of a project, to be left and continued at will. `params.number`: an earlier one is changed, its answers are the
 * draft.
 */
export const applyProjectForm = ({ deps }: BotEnv): Form => ({
  name: APPLY_PROJECT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.project.form.title),
  prepare: async () => {
    const { bylaws } = await currentBylaws(deps.db, await deps.clock.now());
    return {
      small: String(bylaws.smallProjectMax),
      medium: String(bylaws.mediumProjectMax),
      one: String(bylaws.delegatesSmall),
      two: String(bylaws.delegatesMedium),
      three: String(bylaws.delegatesLarge),
      months: String(bylaws.activeMonths),
    };
  },
  steps: (reader, params) => [
    ...projectTexts.map((field) => textStep(reader, field)),
    kindStep(reader),
    regionStep(reader),
    ...numberSteps(reader, params),
    commitmentStep(reader, 'democratic'),
    commitmentStep(reader, 'internationalLaw'),
  ],
  summary: (reader, answers) => ({
    text: applicationSummary(reader, applicationAnswers(reader, applicationOf(reader, answers))),
    confirm: reader.translator.plain(($) => $.project.form.confirm),
  }),
  submit: async ({ personId, reader, answers, params, submissionId }) => {
    const applied = await applyProject(deps, {
      personId,
      submissionId,
      answers: applicationOf(reader, answers),
      ...(params.number === undefined ? {} : { number: Number(params.number) }),
    });
    if (!applied.ok) return renderCantApply(reader, applied.refusals);
    const now = await deps.clock.now();
    const { bylaws } = await currentBylaws(deps.db, now);
    const until = formatDate(deskDeadline(now, bylaws), reader.translator.locale, reader.zone);
    const { number } = applied.value;
    return renderProjectLine(
      reader,
      reader.translator.t(($) => $.project.form.done, { number, until }),
    );
  },
});
