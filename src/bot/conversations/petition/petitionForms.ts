import { appealPetition } from '../../../actions/petition/appealPetition.ts';
import { judgePetition } from '../../../actions/petition/judgePetition.ts';
import { reportPetition } from '../../../actions/petition/reportPetition.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { searchPetitions } from '../../../db/read/petition/petitionSearch.ts';
import { viewPetitions } from '../../../db/read/petition/petitionView.ts';
import { appealWords } from '../../../documents/appealText.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { searchLimits } from '../../../governance/petition/petition.ts';
import {
  appealLimits,
  reportLimits,
  verdictReasonLimits,
} from '../../../governance/petition/petitionReview.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
import { renderAppealed, renderNotDone, renderReported } from '../../../messages/petition/petitionActs.ts';
import { renderJudged } from '../../../messages/petition/petitionDuty.ts';
import { PETITIONS_SHOWN, renderFound } from '../../../messages/petition/petitionList.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';
import { oneStep } from '../kit/oneStep.ts';

export const SEARCH_PETITIONS_FORM = 'searchPetitions';
export const REPORT_PETITION_FORM = 'reportPetition';
export const CLOSE_PETITION_FORM = 'closePetition';
export const APPEAL_PETITION_FORM = 'appealPetition';

/** Words to search for; in a button they would not fit. */
export const searchPetitionsForm = ({ deps }: BotEnv): Form =>
  oneStep({
    name: SEARCH_PETITIONS_FORM,
    title: ({ translator: { plain } }) => plain(($) => $.petition.searchForm.title),
    label: ({ translator: { plain } }) => plain(($) => $.petition.searchForm.label),
    prompt: ({ translator: { t } }) =>
      t(($) => $.petition.searchForm.ask, { min: searchLimits.min ?? 1, max: searchLimits.max }),
    parse: (text) => cleanText(text, searchLimits),
    submit: async ({ reader, answer: query }) => {
      const found = await searchPetitions(deps.db, query, PETITIONS_SHOWN);
      return renderFound(reader, { query, petitions: await viewPetitions(deps.db, found) });
    },
  });

/** Why a petition contradicts the Declaration; `params.number` is the petition's. */
export const reportPetitionForm = ({ deps }: BotEnv): Form => ({
  name: REPORT_PETITION_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.petition.reportForm.title),
  prepare: async () => {
    const { bylaws } = await currentBylaws(deps.db, await deps.clock.now());
    return { hours: String(bylaws.petitionReviewHours) };
  },
  steps: ({ translator: { t, plain } }, { number = '', hours = '' }) => [
    {
      key: 'reason',
      label: plain(($) => $.petition.reportForm.label),
      prompt: () => ({
        text: t(($) => $.petition.reportForm.ask, { number, hours, max: reportLimits.max }),
      }),
      parse: (text) => cleanText(text, reportLimits),
      sensitive: true,
    },
  ],
  summary: ({ translator: { t, plain } }, { reason = '' }, { number = '' }) => ({
    text: t(($) => $.petition.reportForm.summary, { number, reason }),
    confirm: plain(($) => $.petition.reportForm.send),
  }),
  submit: async ({ personId, reader, answers, params, submissionId }) => {
    const number = Number(params.number);
    const { reason = '' } = answers;
    const reported = await reportPetition(deps, { personId, submissionId, number, reason });
    if (!reported.ok) return renderNotDone(reader, reported.refusals, number);
    const { number: lot, dueAt } = reported.value;
    return renderReported(reader, { lot, number, deadline: deadlineText(reader, dueAt) });
  },
});

/** One of the three would close a petition; `params.lot` is the lot's number, `params.number` the petition's. */
export const closePetitionForm = ({ deps }: BotEnv): Form => ({
  name: CLOSE_PETITION_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.petition.duty.formTitle),
  steps: ({ translator: { t, plain } }, { number = '' }) => [
    {
      key: 'reason',
      label: plain(($) => $.petition.duty.formLabel),
      prompt: () => ({
        text: t(($) => $.petition.duty.formAsk, { number, max: verdictReasonLimits.max }),
      }),
      parse: (text) => cleanText(text, verdictReasonLimits),
      sensitive: true,
    },
  ],
  summary: ({ translator: { t, plain } }, { reason = '' }, { number = '' }) => ({
    text: t(($) => $.petition.duty.formSummary, { number, reason }),
    confirm: plain(($) => $.petition.duty.formSend),
  }),
  submit: async ({ personId, reader, answers, params }) => {
    const petition = Number(params.number);
    const judged = await judgePetition(deps, {
      personId,
      number: Number(params.lot),
      verdict: 'close',
      reason: answers.reason ?? '',
    });
    return judged.ok
      ? renderJudged(reader, petition, judged.value.end ?? 'waiting')
      : renderNotDone(reader, judged.refusals, petition);
  },
});

/** The author's words to the session that decides about the closing. */
export const appealPetitionForm = ({ deps, i18n }: BotEnv): Form => ({
  name: APPEAL_PETITION_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.petition.appealForm.title),
  steps: ({ translator: { t, plain } }, { number = '' }) => [
    {
      key: 'text',
      label: plain(($) => $.petition.appealForm.label),
      prompt: () => ({ text: t(($) => $.petition.appealForm.ask, { number, max: appealLimits.max }) }),
      parse: (text) => cleanText(text, appealLimits),
    },
  ],
  summary: ({ translator: { t, plain } }, { text = '' }, { number = '' }) => ({
    text: t(($) => $.petition.appealForm.summary, { number, text }),
    confirm: plain(($) => $.petition.appealForm.send),
  }),
  submit: async ({ personId, reader, answers, params }) => {
    const number = Number(params.number);
    const appealed = await appealPetition(deps, {
      personId,
      number,
      text: answers.text ?? '',
      write: (matter) => appealWords(i18n, matter),
    });
    return appealed.ok
      ? renderAppealed(reader, number, appealed.value)
      : renderNotDone(reader, appealed.refusals, number);
  },
});
