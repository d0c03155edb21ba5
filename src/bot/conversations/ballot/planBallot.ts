import { scheduleBallot } from '../../../actions/ballot/scheduleBallot.ts';
import { findBallot } from '../../../db/read/ballot/ballot.ts';
import { parseMoment } from '../../../governance/kit/moment.ts';
import { formatYear } from '../../../i18n/format.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
import { renderDeskLine, renderManagedBallot } from '../../../messages/ballot/ballotDesk.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { zoneText } from '../../../messages/kit/zone.ts';
import { refuse } from '../../../result.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';

export const PLAN_BALLOT_FORM = 'planBallot';

/** One question: when the draft `params.number` opens, in the officer's zone. */
export const planBallotForm = ({ deps }: BotEnv): Form => ({
  name: PLAN_BALLOT_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.ballot.form.planTitle),
  prepare: async () => ({ now: (await deps.clock.now()).toISOString() }),
  steps: ({ translator, zone = 'UTC' }, { now = '' }) => [
    {
      key: 'opensAt',
      label: translator.plain(($) => $.ballot.form.planLabel),
      prompt: () => ({
        text: translator.t(($) => $.ballot.form.planAsk, {
          zone: zoneText(translator, zone, new Date(now)),
        }),
      }),
      parse: (text) => {
        const moment = parseMoment(text, zone);
        // Both in UTC, so that they compare as text.
        return moment.ok && moment.value <= now ? refuse('ballot.windowPast') : moment;
      },
    },
  ],
  summary: (reader, { opensAt = '' }) => ({
    text: reader.translator.t(($) => $.ballot.form.planSummary, {
      moment: deadlineText(reader, opensAt),
      year: formatYear(new Date(opensAt), reader.zone),
    }),
    confirm: reader.translator.plain(($) => $.ballot.form.planSave),
  }),
  submit: async ({ personId, reader, answers, params }) => {
    const number = Number(params.number);
    const { opensAt = '' } = answers;
    const planned = await scheduleBallot(deps, { officerId: personId, number, opensAt });
    const line = planned.ok
      ? reader.translator.t(($) => $.ballot.desk.planned, {
          opens: deadlineText(reader, planned.value.opensAt),
          closes: deadlineText(reader, planned.value.closesAt),
        })
      : renderRefusals(reader, planned.refusals);
    const ballot = await findBallot(deps.db, deps.vault, number);
    return ballot === undefined ? renderDeskLine(reader, line) : renderManagedBallot(reader, ballot, line);
  },
});
