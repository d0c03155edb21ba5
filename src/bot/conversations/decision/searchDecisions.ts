import { countDecisions, listDecisions } from '../../../db/read/decision/decision.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { REGISTER_PAGE, renderRegister } from '../../../messages/decision/decision.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const SEARCH_DECISIONS_FORM = 'searchDecisions';
const queryLimits = { max: 100 };

/** A decision's number or words from it, in either language; the first found are shown. */
export const searchDecisionsForm = ({ deps }: BotEnv): Form => ({
  name: SEARCH_DECISIONS_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.decision.form.searchTitle),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'query',
      label: plain(($) => $.decision.form.searchLabel),
      prompt: () => ({ text: t(($) => $.decision.form.searchAsk) }),
      parse: (text) => cleanText(text, queryLimits),
    },
  ],
  submit: async ({ reader, answers }) => {
    const { query = '' } = answers;
    const decisions = await listDecisions(deps.db, { query, limit: REGISTER_PAGE });
    const pages = Math.ceil((await countDecisions(deps.db, { query })) / REGISTER_PAGE);
    return renderRegister(reader, { decisions, page: 0, pages, query });
  },
});
