import { cleanText } from '../../../governance/kit/text.ts';
import { renderFoundCountries } from '../../../messages/statistics/traits.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const SEARCH_COUNTRY = 'searchCountry';

/** The longest name of a country is under fifty characters. */
const wordLimits = { max: 60 };

/** Finds a country by the first letters of its name; choosing it is a button. */
export const searchCountryForm = (_env: BotEnv): Form => ({
  name: SEARCH_COUNTRY,
  title: ({ translator: { plain } }) => plain(($) => $.statistics.traits.searchTitle),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'words',
      label: plain(($) => $.statistics.traits.searchTitle),
      prompt: () => ({ text: t(($) => $.statistics.traits.searchQuestion) }),
      parse: (text) => cleanText(text, wordLimits),
    },
  ],
  submit: async ({ reader, answers }) => renderFoundCountries(reader, answers.words ?? ''),
});
