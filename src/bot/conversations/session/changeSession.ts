import { orderItem } from '../../../actions/agenda/orderItem.ts';
import { withdrawItem } from '../../../actions/agenda/withdrawItem.ts';
import { cancelSession } from '../../../actions/session/cancelSession.ts';
import { changeSession } from '../../../actions/session/changeSession.ts';
import { formatMoment, formatYear } from '../../../i18n/format.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { paragraphs, type Reader, type Screen } from '../../../messages/kit/screen.ts';
import { zoneText } from '../../../messages/kit/zone.ts';
import { lengthText, utcText } from '../../../messages/session/session.ts';
import { renderSessionSaved } from '../../../messages/session/sessionDesk.ts';
import type { Result } from '../../../result.ts';
import type { BotEnv } from '../../context.ts';
import type { Answers, Form, FormParams, FormStep } from '../kit/form.ts';
import { timeParams } from './planSession.ts';
import { lengthStep, placeStep, reasonOf, reasonSteps, startStep, zoneStep } from './sessionSteps.ts';

export const CHANGE_SESSION_FORM = 'changeSession';
export const CHANGE_AGENDA_FORM = 'changeAgenda';

type Part = 'time' | 'length' | 'place' | 'cancel';
const partOf = ({ part }: FormParams): Part =>
  part === 'length' || part === 'place' || part === 'cancel' ? part : 'time';

const partSteps = (reader: Reader, params: FormParams): FormStep[] => {
  // The calendar's proposal is for a new session.
  const { proposed: _, ...rest } = params;
  switch (partOf(params)) {
    case 'time':
      return [zoneStep(reader, rest), startStep(reader, rest)];
    case 'length':
      return [lengthStep(reader)];
    case 'place':
      return [placeStep(reader)];
    case 'cancel':
      return [];
  }
};

const partSummary = (reader: Reader, answers: Answers, params: FormParams): string => {
  const { t, locale } = reader.translator;
  const { startsAt = '', zone = 'UTC', length = '0', place = '' } = answers;
  switch (partOf(params)) {
    case 'time': {
      const at = new Date(startsAt);
      return t(($) => $.session.form.timeSummary, {
        time: formatMoment(at, locale, zone),
        zone: zoneText(reader.translator, zone, at),
        year: formatYear(at, zone),
        utc: utcText(reader, at),
      });
    }
    case 'length':
      return t(($) => $.session.form.lengthSummary, { length: lengthText(reader, Number(length)) });
    case 'place':
      return t(($) => $.session.form.placeSummary, { place });
    case 'cancel':
      return t(($) => $.session.form.cancelSummary, { number: params.number ?? '' });
  }
};

const reasonText = ({ translator: { t } }: Reader, answers: Answers): string => {
  const reason = reasonOf(answers);
  return reason === undefined ? '' : t(($) => $.session.form.reasonSummary, reason);
};

const changesOf = ({ startsAt, zone, length, place }: Answers): Record<string, unknown> => ({
  ...(startsAt === undefined ? {} : { startsAt, zone }),
  ...(length === undefined ? {} : { lengthMinutes: Number(length) }),
  ...(place === undefined ? {} : { place }),
});

const saved = (reader: Reader, number: number, done: Result<unknown>, isAnnounced: boolean): Screen => {
  const { t } = reader.translator;
  const line = done.ok
    ? paragraphs(
        t(($) => $.session.form.changed),
        isAnnounced && t(($) => $.session.form.changedSend),
      )
    : renderRefusals(reader, done.refusals);
  return renderSessionSaved(reader, number, line);
};

/**
 * One part of the session `params.number`, or its cancelling; once its agenda is frozen (`params.announced`), with the reason that
 * everybody reads.
 */
export const changeSessionForm = (env: BotEnv): Form => ({
  name: CHANGE_SESSION_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.session.form.changeTitle),
  prepare: () => timeParams(env),
  steps: (reader, params) => [
    ...partSteps(reader, params),
    ...(params.announced === 'yes' || params.part === 'cancel' ? reasonSteps(reader) : []),
  ],
  summary: (reader, answers, params) => ({
    text: paragraphs(partSummary(reader, answers, params), reasonText(reader, answers)),
    confirm: reader.translator.plain(($) =>
      params.part === 'cancel' ? $.session.form.cancelSave : $.session.form.changeSave,
    ),
  }),
  submit: async ({ personId: officerId, reader, answers, params }) => {
    const number = Number(params.number);
    const reason = reasonOf(answers);
    const done =
      params.part === 'cancel'
        ? await cancelSession(env.deps, { officerId, number, reason })
        : await changeSession(env.deps, { officerId, number, changes: changesOf(answers), reason });
    return saved(reader, number, done, params.announced === 'yes');
  },
});

/** What happens to the item `params.item` after the freeze: to another place, or off; with the reason that everybody reads. */
export const changeAgendaForm = ({ deps }: BotEnv): Form => ({
  name: CHANGE_AGENDA_FORM,
  title: ({ translator: { plain } }) => plain(($) => $.session.form.agendaTitle),
  steps: (reader) => reasonSteps(reader),
  summary: (reader, answers, { act, item: number = '', to = '' }) => {
    const { t, plain } = reader.translator;
    const what =
      act === 'order'
        ? t(($) => $.session.form.orderSummary, { number, to })
        : t(($) => $.session.form.withdrawSummary, { number });
    return {
      text: paragraphs(what, reasonText(reader, answers)),
      confirm: plain(($) => $.session.form.changeSave),
    };
  },
  submit: async ({ personId: officerId, reader, answers, params }) => {
    const { act, item, to } = params;
    const command = { officerId, number: Number(item), reason: reasonOf(answers) };
    const done =
      act === 'order'
        ? await orderItem(deps, { ...command, to: Number(to) })
        : await withdrawItem(deps, command);
    return saved(reader, Number(params.number), done, true);
  },
});
