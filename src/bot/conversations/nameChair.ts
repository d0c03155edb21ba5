import { openSession } from '../../actions/steerSession.ts';
import { findMandateNumber } from '../../db/read/seat.ts';
import { cleanText, publicNameLimits } from '../../governance/text.ts';
import { renderRefusals } from '../../messages/refusal.ts';
import { renderSittingLine } from '../../messages/sittingDesk.ts';
import { refuse } from '../../result.ts';
import type { BotEnv } from '../context.ts';
import type { Form } from './kit/form.ts';

export const NAME_CHAIR_FORM = 'nameChair';

/** Who chairs the session `params.number`, on the chair's word; naming the chair opens it. A second run finds it open and says so. */
export const nameChairForm = ({ deps }: BotEnv): Form => ({
  name: NAME_CHAIR_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.sitting.form.title),
  steps: ({ translator: { t, plain } }) => [
    {
      key: 'chair',
      label: plain(($) => $.sitting.form.label),
      question: () => ({ text: t(($) => $.sitting.form.ask) }),
      parse: (text) => cleanText(text, publicNameLimits),
    },
  ],
  summary: (reader, { chair = '' }, { number = '' }) => ({
    text: reader.translator.t(($) => $.sitting.form.summary, { name: chair, number }),
    confirm: reader.translator.plain(($) => $.sitting.desk.openConfirm),
  }),
  submit: async ({ personId, reader, answers, params }) => {
    const now = await deps.clock.now();
    const chair = await findMandateNumber(deps.db, deps.vault, answers.chair ?? '', now);
    const opened =
      chair === undefined
        ? refuse('sitting.chairUnknown')
        : await openSession(deps, { officerId: personId, number: Number(params.number), chair });
    const text = opened.ok
      ? reader.translator.t(($) => $.sitting.desk.opened)
      : renderRefusals(reader, opened.refusals);
    return renderSittingLine(reader, text);
  },
});
