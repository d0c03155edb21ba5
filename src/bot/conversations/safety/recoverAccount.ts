import { recoverAccount } from '../../../actions/safety/recoverAccount.ts';
import { parseCode, recoveryCodeLength } from '../../../governance/kit/code.ts';
import { renderRecovered } from '../../../messages/safety/recovery.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const RECOVER_FORM = 'recover';

/** A recovery code, typed by somebody who lost their account. Typing it again changes nothing. */
export const recoverAccountForm = ({ deps }: BotEnv): Form => ({
  name: RECOVER_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.safety.recover.title),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'code',
      label: plain(($) => $.safety.recover.title),
      prompt: () => ({ text: t(($) => $.safety.recover.question) }),
      parse: (text) => parseCode(text, recoveryCodeLength),
      sensitive: true,
    },
  ],
  submit: async ({ personId, reader, answers }) => {
    const recovered = await recoverAccount(deps, { personId, code: answers.code ?? '' });
    return renderRecovered(reader, recovered.ok ? recovered.value : recovered);
  },
});
