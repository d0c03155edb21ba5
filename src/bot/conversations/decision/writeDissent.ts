import { findDissentWay, writeDissent } from '../../../actions/decision/writeDissent.ts';
import { dissentLimits } from '../../../governance/decision/dissent.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
import { renderDecisionLine } from '../../../messages/decision/decision.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const DISSENT_FORM = 'writeDissent';

/** A dissenting opinion on the decision `params.number`, of a delegate or of a project: the words, then whether they decline to take part. */
export const writeDissentForm = ({ deps }: BotEnv): Form => ({
  name: DISSENT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.decision.form.title),
  steps: ({ translator: { t, plain } }, { as }) => [
    {
      key: 'text',
      label: plain(($) => $.decision.form.label),
      prompt: () => ({
        text: t(($) => (as === 'project' ? $.decision.form.askProject : $.decision.form.ask), {
          max: dissentLimits.max,
        }),
      }),
      parse: (text) => cleanText(text, dissentLimits),
    },
    {
      key: 'carry',
      label: plain(($) => $.decision.form.carry.label),
      when: () => as === 'delegate',
      prompt: () => ({
        text: t(($) => $.decision.form.carry.ask),
        choices: (['no', 'yes'] as const).map((value) => ({
          label: plain(($) => $.decision.form.carry[value]),
          value,
        })),
      }),
    },
  ],
  summary: ({ translator: { t, plain } }, { text = '', carry }) => ({
    text: [
      t(($) => $.decision.form.summary, { text }),
      ...(carry === 'yes' ? [t(($) => $.decision.form.summaryDeclines)] : []),
    ].join('\n\n'),
    confirm: plain(($) => $.decision.form.confirm),
  }),
  submit: async ({ personId, reader, answers, params, submissionId }) => {
    const decision = Number(params.number);
    const written = await writeDissent(deps, {
      personId,
      decision,
      as: params.as === 'project' ? 'project' : 'delegate',
      text: answers.text ?? '',
      declines: answers.carry === 'yes',
      locale: reader.translator.locale,
      submissionId,
    });
    if (!written.ok) return renderDecisionLine(reader, renderRefusals(reader, written.refusals));
    const way = await findDissentWay(deps, { personId, decision });
    const deadline = way === undefined ? '' : deadlineText(reader, way.until);
    const { name } = written.value;
    return renderDecisionLine(
      reader,
      reader.translator.t(($) => $.decision.form.done, { name, deadline }),
    );
  },
});
