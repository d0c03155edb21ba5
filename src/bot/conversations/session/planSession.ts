import { planSession } from '../../../actions/session/planSession.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { findLatestSession } from '../../../db/read/session/session.ts';
import { proposeStart } from '../../../governance/session/session.ts';
import { formatMoment, formatYear } from '../../../i18n/format.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { zoneText } from '../../../messages/kit/zone.ts';
import { lengthText, utcText } from '../../../messages/session/session.ts';
import { renderSessionDeskLine, renderSessionSaved } from '../../../messages/session/sessionDesk.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';
import { lengthStep, placeStep, startStep, zoneStep } from './sessionSteps.ts';

export const PLAN_SESSION_FORM = 'planSession';

/** What the questions about a time need: now, the notice, and what the calendar proposes (rule G2). */
export const timeParams = async ({ deps }: BotEnv): Promise<Record<string, string>> => {
  const now = await deps.clock.now();
  const { bylaws } = await currentBylaws(deps.db, now);
  const last = await findLatestSession(deps.db, deps.vault);
  return {
    now: now.toISOString(),
    hours: String(bylaws.sessionNoticeHours),
    months: String(bylaws.sessionMonths),
    ...(last === undefined
      ? {}
      : { lastZone: last.zone, proposed: proposeStart(last, bylaws, now).toISOString() }),
  };
};

/** A new session: zone, start, length, place. */
export const planSessionForm = (env: BotEnv): Form => ({
  name: PLAN_SESSION_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.session.form.planTitle),
  prepare: () => timeParams(env),
  steps: (reader, params) => [
    zoneStep(reader, params),
    startStep(reader, params),
    lengthStep(reader),
    placeStep(reader),
  ],
  summary: (reader, { startsAt = '', zone = 'UTC', length = '0', place = '' }) => {
    const { t, plain, locale } = reader.translator;
    const at = new Date(startsAt);
    return {
      text: t(($) => $.session.form.planSummary, {
        time: formatMoment(at, locale, zone),
        zone: zoneText(reader.translator, zone, at),
        year: formatYear(at, zone),
        utc: utcText(reader, at),
        length: lengthText(reader, Number(length)),
        place,
      }),
      confirm: plain(($) => $.session.form.planSave),
    };
  },
  submit: async ({ personId: officerId, reader, answers, submissionId }) => {
    const { startsAt, zone, length, place } = answers;
    const input = { startsAt, zone, lengthMinutes: Number(length), place };
    const planned = await planSession(env.deps, { officerId, submissionId, input });
    if (!planned.ok) return renderSessionDeskLine(reader, renderRefusals(reader, planned.refusals));
    const { number } = planned.value;
    return renderSessionSaved(
      reader,
      number,
      reader.translator.t(($) => $.session.form.planned, { number }),
    );
  },
});
