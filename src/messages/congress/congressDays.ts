import { addMonths, type Day, dayOf } from '../../governance/kit/day.ts';
import { formatNearDay } from '../../i18n/format.ts';
import { type Button, button, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { openCongress, typeCongressDay } from './congressCallbacks.ts';

export type CongressDaysFacts = {
  readonly now: Date;
  readonly last: Date | null;
  readonly next: Date | null;
};

/** A day for which there is a button: a session where one is known, else a distance. */
export const nearDays = ({ now, last, next }: CongressDaysFacts) => {
  const today = dayOf(now);
  return [
    ...(next === null ? [] : [{ kind: 'nextSession' as const, day: dayOf(next) }]),
    last === null
      ? { kind: 'halfYearAgo' as const, day: addMonths(today, -6) }
      : { kind: 'lastSession' as const, day: dayOf(last) },
    { kind: 'inMonth' as const, day: addMonths(today, 1) },
    { kind: 'inThreeMonths' as const, day: addMonths(today, 3) },
  ];
};

/** Which other day: a few near ones by a button, any by typing it. */
export const renderCongressDays = (reader: Reader, facts: CongressDaysFacts): Screen => {
  const { t, plain, locale } = reader.translator;
  const wayTo = (label: string, day: Day | 'now'): readonly Button[] => [
    button(label, openCongress.pack({ day })),
  ];
  return {
    text: paragraphs(
      t(($) => $.congress.days.heading),
      t(($) => $.congress.days.ask),
    ),
    keyboard: [
      wayTo(
        plain(($) => $.congress.days.today),
        'now',
      ),
      ...nearDays(facts).map(({ kind, day }) => {
        const label = plain(($) => $.congress.days[kind], { day: formatNearDay(day, locale) });
        return wayTo(label, day);
      }),
      [press(plain, typeCongressDay.pack({}), ($) => $.congress.days.type)],
      wayTo(
        plain(($) => $.common.back),
        'now',
      ),
    ],
  };
};
