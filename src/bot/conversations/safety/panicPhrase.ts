import { choosePanicPhrase } from '../../../actions/safety/choosePanicPhrase.ts';
import { parsePanicPhrase } from '../../../governance/safety/panicPhrase.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderPanicPhrase } from '../../../messages/safety/safety.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const PANIC_PHRASE = 'panicPhrase';

/** What stands on the buttons that everybody has: people type it instead of pressing. */
const wordsOf = ({ i18n }: Pick<BotEnv, 'i18n'>): string[] =>
  i18n.locales.flatMap((locale) => {
    const { plain } = i18n.translatorFor(locale);
    const desk = ['join', 'joinOn', 'votes', 'me', 'declaration', 'verify', 'help', 'secretariat'] as const;
    return [
      ...desk.map((name) => plain(($) => $.common.desk[name])),
      plain(($) => $.common.cancel),
      plain(($) => $.common.formContinue),
      plain(($) => $.common.languageName),
    ];
  });

/** The innocuous phrase that locks the account: typed once, deleted from the chat, shown nowhere. */
export const panicPhraseForm = (env: BotEnv): Form => ({
  name: PANIC_PHRASE,
  title: ({ translator: { plain } }) => plain(($) => $.safety.phrase.title),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'phrase',
      label: plain(($) => $.safety.phrase.title),
      prompt: () => ({ text: t(($) => $.safety.phrase.question) }),
      // The person's other phrase is known to the action.
      parse: (text) => parsePanicPhrase(text, { phrase: undefined, words: wordsOf(env) }),
      sensitive: true,
    },
  ],
  submit: async ({ personId, reader, answers }) => {
    const command = { personId, phrase: answers.phrase ?? '', words: wordsOf(env) };
    const chosen = await choosePanicPhrase(env.deps, command);
    return renderPanicPhrase(reader, chosen.ok ? undefined : renderRefusals(reader, chosen.refusals));
  },
});
