import { choosePhrase } from '../../../actions/person/choosePhrase.ts';
import { findAccount } from '../../../db/read/person/person.ts';
import { parsePhrase } from '../../../governance/kit/text.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { continueButton, homeButton } from '../../../messages/kit/ways.ts';
import { recoveryCodeButton } from '../../../messages/safety/safety.ts';
import { renderPhraseChosen } from '../../../messages/safety/verify.ts';
import type { BotEnv } from '../../context.ts';
import { findJoinStep } from '../../joinStep.ts';
import type { Form } from '../kit/form.ts';

export const CHOOSE_PHRASE = 'choosePhrase';

/** The private phrase: typed once, deleted from the chat, shown hidden. Choosing the same one again changes nothing. */
export const choosePhraseForm = (env: BotEnv): Form => ({
  name: CHOOSE_PHRASE,
  title: ({ translator: { plain } }) => plain(($) => $.join.verify.formTitle),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'phrase',
      label: plain(($) => $.join.verify.formTitle),
      prompt: () => ({ text: t(($) => $.join.verify.formQuestion) }),
      parse: parsePhrase,
      sensitive: true,
    },
  ],
  submit: async ({ personId, reader, answers }) => {
    const chosen = await choosePhrase(env.deps, { personId, phrase: answers.phrase ?? '' });
    if (!chosen.ok) {
      return { text: renderRefusals(reader, chosen.refusals), keyboard: [[homeButton(reader)]] };
    }
    const account = await findAccount(env.deps.db, env.deps.vault, personId);
    const isDone = account === undefined || (await findJoinStep(env, account)) === 'done';
    const next = isDone ? [] : [continueButton(reader)];
    // Where trust in the bot begins, before anything is to be lost.
    const offer = account?.hasRecoveryCode === false ? [recoveryCodeButton(reader, false)] : [];
    return renderPhraseChosen(reader, chosen.value, [next, offer, [homeButton(reader)]]);
  },
});
