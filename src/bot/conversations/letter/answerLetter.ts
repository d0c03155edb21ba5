import { answerLetter } from '../../../actions/letter/answerLetter.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { letterLimits } from '../../../governance/letter/letter.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderLetterLine } from '../../../messages/letter/letterDesk.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const ANSWER_QUESTION_FORM = 'answerQuestion';

/** An officer's answer, shown once more as the person will read it. `params.number` is the question. */
export const answerLetterForm = ({ deps }: BotEnv): Form => ({
  name: ANSWER_QUESTION_FORM,
  title: ({ translator: { t } }) => t(($) => $.question.desk.formTitle),
  steps: ({ translator: { t, plain } }, { number = '' }) => [
    {
      key: 'text',
      label: plain(($) => $.question.desk.formLabel),
      prompt: () => ({ text: t(($) => $.question.desk.formQuestion, { number, max: letterLimits.max }) }),
      parse: (text) => cleanText(text, letterLimits),
    },
  ],
  summary: ({ translator: { t, plain } }, { text = '' }, { number = '' }) => ({
    text: t(($) => $.question.desk.preview, { number, text }),
    confirm: plain(($) => $.question.desk.send),
  }),
  submit: async ({ personId: officerId, reader, answers, params, submissionId }) => {
    const number = Number(params.number);
    const text = answers.text ?? '';
    const done = await answerLetter(deps, { officerId, number, text, submissionId });
    return renderLetterLine(
      reader,
      done.ok
        ? reader.translator.t(($) => $.question.desk.answered, { number })
        : renderRefusals(reader, done.refusals),
    );
  },
});
