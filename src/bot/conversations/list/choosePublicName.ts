import { acceptListInvitation } from '../../../actions/list/acceptListInvitation.ts';
import { parsePublicName } from '../../../governance/kit/text.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderAgreed, renderListLine } from '../../../messages/list/list.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const PUBLIC_NAME_FORM = 'publicName';

/**
 * The public name for a named list, after the plain warning of rule G7. `params.token` is the invitation's; a second run finds the link
 * used and the entry waiting, and says so.
 */
export const choosePublicNameForm = ({ deps }: BotEnv): Form => ({
  name: PUBLIC_NAME_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.list.form.title),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'name',
      label: plain(($) => $.list.form.label),
      prompt: () => ({ text: t(($) => $.list.form.ask) }),
      parse: parsePublicName,
    },
  ],
  summary: ({ translator: { t, plain } }, { name = '' }) => ({
    text: t(($) => $.list.form.summary, { name }),
    confirm: plain(($) => $.list.form.confirm),
  }),
  submit: async ({ personId, reader, answers, params }) => {
    const accepted = await acceptListInvitation(deps, {
      personId,
      token: params.token ?? '',
      publicName: answers.name ?? '',
    });
    if (!accepted.ok) return renderListLine(reader, renderRefusals(reader, accepted.refusals));
    const { list, publicName } = accepted.value;
    return renderAgreed(reader, { title: list.title, publicName });
  },
});
