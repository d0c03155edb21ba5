import { askLetter } from '../../../actions/letter/askLetter.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { letterLimits } from '../../../governance/letter/letter.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderAsked, renderNotAsked } from '../../../messages/letter/letter.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const ASK_QUESTION_FORM = 'askQuestion';

/** One letter to the secretariat; `params.number` is the thread to go on with, absent for a new one. */
export const askLetterForm = ({ deps }: BotEnv): Form => ({
  name: ASK_QUESTION_FORM,
  title: ({ translator: { t } }) => t(($) => $.question.formTitle),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'text',
      label: plain(($) => $.question.formLabel),
      prompt: () => ({ text: t(($) => $.question.formQuestion, { max: letterLimits.max }) }),
      parse: (text) => cleanText(text, letterLimits),
      // What is said to the officers should not stay on a phone that others may open.
      sensitive: true,
    },
  ],
  submit: async ({ personId, reader, answers, params, submissionId }) => {
    const asked = await askLetter(deps, {
      personId,
      submissionId,
      text: answers.text ?? '',
      ...(params.number === undefined ? {} : { number: Number(params.number) }),
    });
    return asked.ok
      ? renderAsked(reader, asked.value.number)
      : renderNotAsked(reader, renderRefusals(reader, asked.refusals));
  },
});
