import { judgeProject } from '../../../actions/project/judgeProject.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import {
  type Criterion,
  criteria,
  type Judgement,
  type JudgementOutcome,
  judgementLimits,
  judgementOutcomes,
} from '../../../governance/project/projectReview.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { paragraphs, type Reader } from '../../../messages/kit/screen.ts';
import { daysText } from '../../../messages/kit/spans.ts';
import { adviceText, countMet } from '../../../messages/project/projectDecision.ts';
import { renderProjectDeskLine } from '../../../messages/project/projectDesk.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form, FormParams, FormStep } from '../kit/form.ts';

export const JUDGE_PROJECT_FORM = 'judgeProject';

/** Answers are text: this one is a button, everything else is advice. */
const MET = '+';
const NONE = '-';

const isWord = (criterion: Criterion): criterion is 'democratic' | 'internationalLaw' =>
  criterion === 'democratic' || criterion === 'internationalLaw';

const judgedOf = (answers: Answers): Judgement['criteria'] =>
  Object.fromEntries(
    criteria.flatMap((criterion) => {
      const answer = answers[criterion];
      if (answer === undefined) return [];
      return [[criterion, answer === MET ? { met: true } : { met: false, advice: answer }]];
    }),
  );

const outcomeOf = ({ outcome }: Answers): JudgementOutcome =>
  judgementOutcomes.find((one) => one === outcome) ?? 'returned';

const judgementOf = (answers: Answers): Judgement => {
  const { reason } = answers;
  const outcome = outcomeOf(answers);
  const said = outcome === 'verified' || reason === undefined || reason === NONE ? {} : { reason };
  return { outcome, criteria: judgedOf(answers), ...said };
};

/** One criterion beside the applicant's own words: `params` carry them. */
const criterionStep = (
  { translator: { t, plain } }: Reader,
  criterion: Criterion,
  params: FormParams,
): FormStep => ({
  key: criterion,
  label: plain(($) => $.project.criterionLabel[criterion]),
  prompt: () => ({
    text: paragraphs(
      isWord(criterion)
        ? t(($) => $.project.desk.form.askFirst[criterion])
        : t(($) => $.project.desk.form.ask, {
            criterion: plain(($) => $.project.criterion[criterion]),
            answer: params[criterion] ?? '',
          }),
      t(($) => $.project.desk.form.how),
    ),
    choices: [{ label: plain(($) => $.project.desk.form.met), value: MET }],
  }),
  parse: (text) => cleanText(text, judgementLimits),
});

const outcomeStep = ({ translator: { t, plain } }: Reader): FormStep => ({
  key: 'outcome',
  label: plain(($) => $.project.desk.form.outcomeLabel),
  prompt: (answers) => {
    const count = countMet({ criteria: judgedOf(answers) });
    const open = judgementOutcomes.filter((outcome) => outcome !== 'verified' || count.met === count.all);
    return {
      text: t(($) => $.project.desk.form.outcome, count),
      choices: open.map((outcome) => ({ label: plain(($) => $.project.desk.form[outcome]), value: outcome })),
    };
  },
});

const reasonStep = (
  { translator, translator: { t, plain } }: Reader,
  { days = '' }: FormParams,
): FormStep => ({
  key: 'reason',
  label: plain(($) => $.project.desk.form.reasonLabel),
  when: (answers) => answers.outcome !== undefined && answers.outcome !== 'verified',
  prompt: (answers) => {
    if (outcomeOf(answers) === 'refused')
      return {
        text: t(($) => $.project.desk.form.reasonRefused, {
          days: daysText(translator, Number(days)),
        }),
      };
    const { met, all } = countMet({ criteria: judgedOf(answers) });
    return {
      text: t(($) => $.project.desk.form.reasonReturned),
      // With nothing to mend, returning it needs words.
      ...(met < all ? { choices: [{ label: plain(($) => $.project.desk.form.noReason), value: NONE }] } : {}),
    };
  },
  parse: (text) => cleanText(text, judgementLimits),
});

/** The evaluator's judgement, criterion by criterion (rule D1), beside what the applicant wrote. */
export const judgeProjectForm = ({ deps }: BotEnv): Form => ({
  name: JUDGE_PROJECT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.project.desk.form.title),
  prepare: async () => {
    const { bylaws } = await currentBylaws(deps.db, await deps.clock.now());
    return { days: String(bylaws.projectAppealDays) };
  },
  steps: (reader, params) => [
    ...criteria.map((criterion) => criterionStep(reader, criterion, params)),
    outcomeStep(reader),
    reasonStep(reader, params),
  ],
  summary: (reader, answers) => {
    const { t, plain } = reader.translator;
    const judgement = judgementOf(answers);
    const { outcome } = judgement;
    const facts = { outcome: t(($) => $.project.desk.form.outcomeName[outcome]), ...countMet(judgement) };
    const advice = adviceText(reader, judgement);
    return {
      text: paragraphs(
        t(($) => $.project.desk.form.summary, facts),
        advice !== '' && t(($) => $.project.card.text, { text: advice }),
      ),
      confirm: plain(($) => $.project.desk.form.confirm),
    };
  },
  submit: async ({ personId: officerId, reader, answers, params, submissionId }) => {
    const number = Number(params.number);
    const judgement = judgementOf(answers);
    const done = await judgeProject(deps, { officerId, number, submissionId, judgement });
    const text = done.ok
      ? reader.translator.t(($) => $.project.desk.done[done.value.outcome], { number })
      : renderRefusals(reader, done.refusals);
    return renderProjectDeskLine(reader, text);
  },
});
