import { rejectProposal } from '../../../actions/approval/rejectProposal.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { declineLimits } from '../../../governance/verification/admissionRequest.ts';
import { renderDeclineOutcome } from '../../../messages/verification/admission.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

/** One question: the reason that the applicant will read. `params.number` is the case. */
export const declineProposalForm = ({ deps }: BotEnv): Form => ({
  name: 'declineProposal',
  title: ({ translator: { t } }) => t(($) => $.office.declineFormTitle),
  steps: ({ translator: { t, plain } }, { number = '' }) => [
    {
      key: 'reason',
      label: plain(($) => $.office.declineLabel),
      prompt: () => ({ text: t(($) => $.office.declineQuestion, { number }) }),
      parse: (text) => cleanText(text, declineLimits),
    },
  ],
  submit: async ({ personId, reader, answers, params }) => {
    const number = Number(params.number);
    const reason = answers.reason ?? '';
    return renderDeclineOutcome(reader, await rejectProposal(deps, { officerId: personId, number, reason }));
  },
});
