import { answerQuestion } from '../../../actions/question/answerQuestion.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { questionLimits } from '../../../governance/question/question.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderQuestionLine } from '../../../messages/question/questionDesk.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const ANSWER_QUESTION_FORM = 'answerQuestion';

/** An officer's answer, shown once more as the person will read it. `params.number` is the question. */
export const answerQuestionForm = ({ deps }: BotEnv): Form => ({
  name: ANSWER_QUESTION_FORM,
  title: ({ translator: { t } }) => t(($) => $.question.desk.formTitle),
  steps: ({ translator: { t, plain } }, { number = '' }) => [
    {
      key: 'text',
      label: plain(($) => $.question.desk.formLabel),
      question: () => ({ text: t(($) => $.question.desk.formQuestion, { number, max: questionLimits.max }) }),
      parse: (text) => cleanText(text, questionLimits),
    },
  ],
  summary: ({ translator: { t, plain } }, { text = '' }, { number = '' }) => ({
    text: t(($) => $.question.desk.preview, { number, text }),
    confirm: plain(($) => $.question.desk.send),
  }),
  submit: async ({ personId: officerId, reader, answers, params, submissionId }) => {
    const number = Number(params.number);
    const text = answers.text ?? '';
    const done = await answerQuestion(deps, { officerId, number, text, submissionId });
    return renderQuestionLine(
      reader,
      done.ok
        ? reader.translator.t(($) => $.question.desk.answered, { number })
        : renderRefusals(reader, done.refusals),
    );
  },
});
