import { requestAdmission } from '../../../actions/verification/requestAdmission.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { requestLimits } from '../../../governance/verification/admissionRequest.ts';
import { renderRequestOutcome } from '../../../messages/verification/admission.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

/** One question: how two officers can get to know the person. */
export const requestAdmissionForm = ({ deps }: BotEnv): Form => ({
  name: 'requestAdmission',
  title: ({ translator: { t } }) => t(($) => $.office.requestTitle),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'words',
      label: plain(($) => $.office.requestLabel),
      prompt: () => ({ text: t(($) => $.office.requestQuestion) }),
      parse: (text) => cleanText(text, requestLimits),
      // What is said to the officers should not stay on a phone that others may open.
      sensitive: true,
    },
  ],
  submit: async ({ personId, reader, answers }) =>
    renderRequestOutcome(reader, await requestAdmission(deps, { personId, words: answers.words ?? '' })),
});
