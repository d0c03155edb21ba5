import type { Alarm, AlarmLine } from '../../db/read/alarm/alarm.ts';
import { showCode } from '../../governance/kit/code.ts';
import { formatDeadline, formatNearDay } from '../../i18n/format.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { ageText, deskButton, turnButtons } from '../office/office.ts';
import {
  openAlarm,
  openAlarms,
  pressCaseFromAlarm,
  pressCloseAlarm,
  pressTakeAlarm,
} from '../verification/verificationCallbacks.ts';

type Page = {
  readonly page: number;
  readonly pages: number;
  readonly now: Date;
  readonly line?: string | undefined;
};

const kindText = ({ translator: { t } }: Reader, kind: Alarm['kind']): string =>
  t(($) => $.verification.alarm.kind[kind]);

/** Open alarms that are the officer's or nobody's: number, kind, age. */
export const renderAlarms = (reader: Reader, lines: readonly AlarmLine[], at: Page): Screen => {
  const { t, plain } = reader.translator;
  const shown = lines.map(({ number, kind, raisedAt }) =>
    t(($) => $.verification.alarm.line, {
      number,
      kind: kindText(reader, kind),
      age: ageText(reader, raisedAt, at.now),
    }),
  );
  return {
    text: paragraphs(
      at.line,
      t(($) => $.verification.alarm.title, { page: at.page + 1, pages: at.pages }),
      shown.length === 0 ? t(($) => $.verification.alarm.nothing) : shown.join('\n'),
    ),
    keyboard: [
      ...lines.map(({ number }) => [
        press(plain, openAlarm.pack({ number }), ($) => $.verification.alarm.label, { number }),
      ]),
      ...turnButtons(reader, at.page, at.pages, (page) => openAlarms.pack({ page })),
      [deskButton(reader)],
    ],
  };
};

/** What a taken alarm says, as of now: how many, and of an hour what is usual. */
export type AlarmNumbers = { readonly count: number; readonly usual: number };

const factsText = (reader: Reader, { facts }: Alarm, { count, usual }: AlarmNumbers): string => {
  const { t, locale } = reader.translator;
  if ('hour' in facts) {
    const hour = formatDeadline(new Date(facts.hour), locale, reader.zone);
    return t(($) => $.verification.alarm.hour, { hour, count, usual });
  }
  if (!('memberNumber' in facts)) return '';
  const day = formatNearDay(facts.day, locale);
  return t(($) => $.verification.alarm.voucher, { day, member: showCode(facts.memberNumber), count });
};

const alarmsButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openAlarms.pack({ page: 0 }), ($) => $.verification.alarm.back);

const wayRows = ({ translator: { plain } }: Reader, { number, kind }: Alarm): Keyboard => [
  [press(plain, pressCloseAlarm.pack({ number }), ($) => $.verification.alarm.close)],
  ...(kind === 'voucher'
    ? [[press(plain, pressCaseFromAlarm.pack({ number }), ($) => $.verification.alarm.openCase)]]
    : []),
];

/** One alarm; what it is about is for the officer who took it. */
export const renderAlarm = (
  reader: Reader,
  alarm: Alarm,
  at: { readonly numbers: AlarmNumbers | undefined; readonly now: Date; readonly line?: string | undefined },
): Screen => {
  const { t, plain } = reader.translator;
  const { number } = alarm;
  const take = press(plain, pressTakeAlarm.pack({ number }), ($) => $.verification.alarm.take);
  return {
    text: paragraphs(
      at.line,
      t(($) => $.verification.alarm.heading, { number, kind: kindText(reader, alarm.kind) }),
      at.numbers === undefined
        ? t(($) => $.verification.alarm.untaken, { age: ageText(reader, alarm.raisedAt, at.now) })
        : factsText(reader, alarm, at.numbers),
      at.numbers !== undefined && t(($) => $.verification.alarm.whatNow),
    ),
    keyboard: [...(at.numbers === undefined ? [[take]] : wayRows(reader, alarm)), [alarmsButton(reader)]],
  };
};

export const renderAlarmClosed = (reader: Reader, number: number): Screen => ({
  text: reader.translator.t(($) => $.verification.alarm.closed, { number }),
  keyboard: [[alarmsButton(reader)]],
});

/** Why something about alarms was refused, with the way back. */
export const renderAlarmsRefused = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[alarmsButton(reader)]],
});
