import type { Call } from '../../db/read/verification/call.ts';
import { type CallStep, placeIn } from '../../governance/verification/call.ts';
import { formatDate } from '../../i18n/format.ts';
import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { ageText, deskButton, turnButtons } from '../office/office.ts';
import { openProposal } from '../office/officeCallbacks.ts';
import { callTime, isOpenNow, shortTime, wishLines } from './call.ts';
import {
  minutesOf,
  openCalls,
  openCaseCall,
  pressHandBack,
  pressJoinCall,
  pressOutcome,
  pressTakeTime,
} from './verificationCallbacks.ts';

export type CallLine = { readonly call: Call; readonly due: Date };

const lineOf = (reader: Reader, { call, due }: CallLine, now: Date): string => {
  const { t, locale } = reader.translator;
  const { number, state, startsAt, wishes } = call;
  return t(($) => $.verification.callDesk.line, {
    number,
    state: t(($) => $.verification.callDesk.state[state]),
    age: ageText(reader, call.createdAt, now),
    day: formatDate(due, locale, reader.zone),
    times: wishLines(reader, startsAt === null ? wishes : [startsAt.toISOString()]),
  });
};

/** The queue of calls: number, what is on offer or agreed in the officer's zone, age, deadline. */
export const renderCalls = (
  reader: Reader,
  lines: readonly CallLine[],
  at: {
    readonly page: number;
    readonly pages: number;
    readonly now: Date;
    readonly line?: string | undefined;
  },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      at.line,
      t(($) => $.verification.callDesk.title, { page: at.page + 1, pages: at.pages }),
      lines.length === 0
        ? t(($) => $.verification.callDesk.nothing)
        : lines.map((line) => lineOf(reader, line, at.now)).join('\n\n'),
    ),
    keyboard: [
      ...lines.map(({ call: { number } }) => [
        press(plain, openCaseCall.pack({ number }), ($) => $.verification.callDesk.label, { number }),
      ]),
      ...turnButtons(reader, at.page, at.pages, (page) => openCalls.pack({ page })),
      [deskButton(reader)],
    ],
  };
};

export type CallView = { readonly officerId: string; readonly now: Date; readonly line?: string | undefined };

const stateText = (reader: Reader, call: Call, { officerId, now }: CallView): string => {
  const { t } = reader.translator;
  const { startsAt, link = '', words } = call;
  if (startsAt === null)
    return call.wishes.length === 0
      ? t(($) => $.verification.callDesk.state.missed)
      : t(($) => $.verification.callDesk.offered, { times: wishLines(reader, call.wishes) });
  const time = callTime(reader, startsAt);
  const isMine = placeIn(call, officerId) !== undefined;
  if (call.state === 'taken')
    return isMine
      ? t(($) => $.verification.callDesk.takenByYou, { time, link })
      : t(($) => $.verification.callDesk.taken, { time });
  if (!isMine) return t(($) => $.verification.callDesk.agreedOthers, { time });
  return isOpenNow(call, now) && words !== undefined
    ? t(($) => $.verification.callDesk.open, { time, link, ...words })
    : t(($) => $.verification.callDesk.agreed, { time, link });
};

const outcomeRows = ({ translator: { plain } }: Reader, number: number): Keyboard =>
  (['known', 'notKnown', 'absent'] as const).map((outcome) => [
    press(plain, pressOutcome.pack({ number, outcome }), ($) => $.verification.callDesk[outcome]),
  ]);

const wayRows = (reader: Reader, call: Call, { officerId, now }: CallView): Keyboard => {
  const { plain } = reader.translator;
  const { number, state, startsAt, wishes } = call;
  if (state === 'wished')
    return wishes
      .map((wish) => new Date(wish))
      .filter((at) => at > now)
      .map((at) => [
        press(plain, pressTakeTime.pack({ number, at: minutesOf(at) }), ($) => $.verification.callDesk.take, {
          time: shortTime(reader, at),
        }),
      ]);
  const place = placeIn(call, officerId);
  if (place === undefined)
    return state === 'taken'
      ? [[press(plain, pressJoinCall.pack({ number }), ($) => $.verification.callDesk.join)]]
      : [];
  if (call[`${place}Outcome`] !== null) return [];
  const hasBegun = state === 'agreed' && startsAt !== null && now >= startsAt;
  return [
    ...(hasBegun ? outcomeRows(reader, number) : []),
    [press(plain, pressHandBack.pack({ number }), ($) => $.verification.callDesk.handBack)],
  ];
};

const callsButton = ({ translator: { plain } }: Reader) =>
  press(plain, openCalls.pack({ page: 0 }), ($) => $.verification.callDesk.back);

/** One appointment as an officer sees it: what to do next, and from 15 minutes before the start the words of both sides. */
export const renderCaseCall = (reader: Reader, call: Call, view: CallView): Screen => {
  const { t, plain } = reader.translator;
  const { number, startsAt, state } = call;
  const place = placeIn(call, view.officerId);
  const hasBegun = state === 'agreed' && startsAt !== null && view.now >= startsAt;
  const hasSaid = place !== undefined && call[`${place}Outcome`] !== null;
  return {
    text: paragraphs(
      view.line,
      t(($) => $.verification.callDesk.heading, { number }),
      stateText(reader, call, view),
      place !== undefined && hasBegun && !hasSaid && t(($) => $.verification.callDesk.after),
      hasSaid && t(($) => $.verification.callDesk.given),
      t(($) => $.verification.callDesk.rules),
    ),
    keyboard: [
      ...wayRows(reader, call, view),
      [press(plain, openProposal.pack({ number, page: 0 }), ($) => $.verification.callDesk.openCase)],
      [callsButton(reader)],
    ],
    ...(place !== undefined && isOpenNow(call, view.now) ? { protect: true } : {}),
  };
};

/** What an officer's answer led to. */
export const renderOutcome = (
  reader: Reader,
  {
    number,
    step,
    admitted,
  }: { readonly number: number; readonly step: CallStep; readonly admitted: boolean },
): Screen => ({
  text: reader.translator.t(
    ($) => $.verification.callDesk.done[step === 'approved' && admitted ? 'admitted' : step],
    { number },
  ),
  keyboard: [[callsButton(reader)]],
});

/** Why something about calls was refused, with the way back. */
export const renderCallsRefused = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[callsButton(reader)]],
});
