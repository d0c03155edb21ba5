import { closeAlarm } from '../../../actions/alarm/handleAlarm.ts';
import { enterInterviewOutcome } from '../../../actions/verification/enterInterviewOutcome.ts';
import { takeInterview } from '../../../actions/verification/takeInterview.ts';
import { findInterview } from '../../../db/read/verification/interview.ts';
import { alarmNoteLimits } from '../../../governance/alarm/alarm.ts';
import { cleanText } from '../../../governance/kit/text.ts';
import { declineLimits } from '../../../governance/verification/admissionRequest.ts';
import { parseInterviewLink } from '../../../governance/verification/interview.ts';
import { renderAlarmClosed, renderAlarmsRefused } from '../../../messages/alarm/alarm.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { interviewTime } from '../../../messages/verification/interview.ts';
import {
  renderCallsRefused,
  renderCaseInterview,
  renderOutcome,
} from '../../../messages/verification/interviewDesk.ts';
import { momentOf } from '../../../messages/verification/verificationCallbacks.ts';
import type { BotEnv } from '../../context.ts';
import type { Form } from '../kit/form.ts';
import { oneStep } from '../kit/oneStep.ts';

export const TAKE_CALL = 'takeCall';
export const DECLINE_CALL = 'declineCall';
export const CLOSE_ALARM = 'closeAlarm';

/** Where to talk: the officer takes the time `params.at` (minutes) of the case `params.number`. */
export const takeInterviewForm = ({ deps }: BotEnv): Form =>
  oneStep({
    name: TAKE_CALL,
    title: ({ translator: { t } }) => t(($) => $.verification.callDesk.formTitle),
    label: ({ translator: { plain } }) => plain(($) => $.verification.callDesk.formLabel),
    prompt: (reader, { number = '', at = '1' }) =>
      reader.translator.t(($) => $.verification.callDesk.formQuestion, {
        number,
        time: interviewTime(reader, momentOf(Number(at))),
      }),
    parse: parseInterviewLink,
    submit: async ({ personId: officerId, reader, answer: link, params }) => {
      const [number, at] = [Number(params.number), momentOf(Number(params.at))];
      const taken = await takeInterview(deps, { officerId, number, at, link });
      const interview = await findInterview(deps.db, deps.vault, number);
      const now = await deps.clock.now();
      const line = taken.ok ? undefined : renderRefusals(reader, taken.refusals);
      return interview === undefined
        ? renderCallsRefused(reader, line ?? '')
        : renderCaseInterview(reader, interview, { officerId, now, line });
    },
  });

/** The officers did not get to know the person: why, in words that the person reads. */
export const declineInterviewForm = ({ deps }: BotEnv): Form =>
  oneStep({
    name: DECLINE_CALL,
    title: ({ translator: { t } }) => t(($) => $.verification.callDesk.reasonTitle),
    label: ({ translator: { plain } }) => plain(($) => $.office.declineLabel),
    prompt: ({ translator: { t } }, { number = '' }) => t(($) => $.office.declineQuestion, { number }),
    parse: (text) => cleanText(text, declineLimits),
    submit: async ({ personId: officerId, reader, answer: reason, params }) => {
      const number = Number(params.number);
      const entered = await enterInterviewOutcome(deps, { officerId, number, outcome: 'notKnown', reason });
      return entered.ok
        ? renderOutcome(reader, entered.value)
        : renderCallsRefused(reader, renderRefusals(reader, entered.refusals));
    },
  });

/** What was found about an alarm. */
export const closeAlarmForm = ({ deps }: BotEnv): Form =>
  oneStep({
    name: CLOSE_ALARM,
    title: ({ translator: { t } }) => t(($) => $.verification.alarm.closeTitle),
    label: ({ translator: { plain } }) => plain(($) => $.verification.alarm.closeLabel),
    prompt: ({ translator: { t } }, { number = '' }) =>
      t(($) => $.verification.alarm.closeQuestion, { number }),
    parse: (text) => cleanText(text, alarmNoteLimits),
    submit: async ({ personId: officerId, reader, answer: note, params }) => {
      const number = Number(params.number);
      const closed = await closeAlarm(deps, { officerId, number, note });
      return closed.ok
        ? renderAlarmClosed(reader, number)
        : renderAlarmsRefused(reader, renderRefusals(reader, closed.refusals));
    },
  });
