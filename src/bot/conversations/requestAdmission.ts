import { requestAdmission } from '../../actions/requestAdmission.ts';
import { requestLimits } from '../../governance/admissionRequest.ts';
import { cleanText } from '../../governance/text.ts';
import { renderRequestOutcome } from '../../messages/admission.ts';
import type { BotEnv } from '../context.ts';
import type { Form } from './kit/form.ts';

/** One question: how two officers can get to know the person. */
export const requestAdmissionForm = ({ deps }: BotEnv): Form => ({
  name: 'requestAdmission',
  title: ({ translator: { t } }) => t(($) => $.office.requestTitle),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'words',
      label: plain(($) => $.office.requestLabel),
      question: () => ({ text: t(($) => $.office.requestQuestion) }),
      parse: (text) => cleanText(text, requestLimits),
      // What is said to the officers should not stay on a phone that others may open.
      sensitive: true,
    },
  ],
  submit: async ({ personId, reader, answers }) =>
    renderRequestOutcome(reader, await requestAdmission(deps, { personId, words: answers.words ?? '' })),
});
