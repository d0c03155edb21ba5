import type { Interview } from '../../db/read/verification/interview.ts';
import { type InterviewStep, placeIn } from '../../governance/verification/interview.ts';
import { formatDate } from '../../i18n/format.ts';
import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { ageText, deskButton, turnButtons } from '../office/office.ts';
import { openProposal } from '../office/officeCallbacks.ts';
import { interviewTime, isOpenNow, shortTime, wishLines } from './interview.ts';
import {
  minutesOf,
  openCaseInterview,
  openInterviews,
  pressHandBack,
  pressJoinInterview,
  pressOutcome,
  pressTakeTime,
} from './verificationCallbacks.ts';

export type InterviewLine = { readonly interview: Interview; readonly due: Date };

const lineOf = (reader: Reader, { interview, due }: InterviewLine, now: Date): string => {
  const { t, locale } = reader.translator;
  const { number, state, startsAt, wishes } = interview;
  return t(($) => $.verification.callDesk.line, {
    number,
    state: t(($) => $.verification.callDesk.state[state]),
    age: ageText(reader, interview.createdAt, now),
    day: formatDate(due, locale, reader.zone),
    times: wishLines(reader, startsAt === null ? wishes : [startsAt.toISOString()]),
  });
};

/** The queue of calls: number, what is on offer or agreed in the officer's zone, age, deadline. */
export const renderInterviews = (
  reader: Reader,
  lines: readonly InterviewLine[],
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
      ...lines.map(({ interview: { number } }) => [
        press(plain, openCaseInterview.pack({ number }), ($) => $.verification.callDesk.label, { number }),
      ]),
      ...turnButtons(reader, at.page, at.pages, (page) => openInterviews.pack({ page })),
      [deskButton(reader)],
    ],
  };
};

export type InterviewView = {
  readonly officerId: string;
  readonly now: Date;
  readonly line?: string | undefined;
};

const stateText = (reader: Reader, interview: Interview, { officerId, now }: InterviewView): string => {
  const { t } = reader.translator;
  const { startsAt, link = '', words } = interview;
  if (startsAt === null)
    return interview.wishes.length === 0
      ? t(($) => $.verification.callDesk.state.missed)
      : t(($) => $.verification.callDesk.offered, { times: wishLines(reader, interview.wishes) });
  const time = interviewTime(reader, startsAt);
  const isMine = placeIn(interview, officerId) !== undefined;
  if (interview.state === 'taken')
    return isMine
      ? t(($) => $.verification.callDesk.takenByYou, { time, link })
      : t(($) => $.verification.callDesk.taken, { time });
  if (!isMine) return t(($) => $.verification.callDesk.agreedOthers, { time });
  return isOpenNow(interview, now) && words !== undefined
    ? t(($) => $.verification.callDesk.open, { time, link, ...words })
    : t(($) => $.verification.callDesk.agreed, { time, link });
};

const outcomeRows = ({ translator: { plain } }: Reader, number: number): Keyboard =>
  (['known', 'notKnown', 'absent'] as const).map((outcome) => [
    press(plain, pressOutcome.pack({ number, outcome }), ($) => $.verification.callDesk[outcome]),
  ]);

const wayRows = (reader: Reader, interview: Interview, { officerId, now }: InterviewView): Keyboard => {
  const { plain } = reader.translator;
  const { number, state, startsAt, wishes } = interview;
  if (state === 'wished')
    return wishes
      .map((wish) => new Date(wish))
      .filter((at) => at > now)
      .map((at) => [
        press(plain, pressTakeTime.pack({ number, at: minutesOf(at) }), ($) => $.verification.callDesk.take, {
          time: shortTime(reader, at),
        }),
      ]);
  const place = placeIn(interview, officerId);
  if (place === undefined)
    return state === 'taken'
      ? [[press(plain, pressJoinInterview.pack({ number }), ($) => $.verification.callDesk.join)]]
      : [];
  if (interview[`${place}Outcome`] !== null) return [];
  const hasBegun = state === 'agreed' && startsAt !== null && now >= startsAt;
  return [
    ...(hasBegun ? outcomeRows(reader, number) : []),
    [press(plain, pressHandBack.pack({ number }), ($) => $.verification.callDesk.handBack)],
  ];
};

const callsButton = ({ translator: { plain } }: Reader) =>
  press(plain, openInterviews.pack({ page: 0 }), ($) => $.verification.callDesk.back);

/** One appointment as an officer sees it: what to do next, and from 15 minutes before the start the words of both sides. */
export const renderCaseInterview = (reader: Reader, interview: Interview, view: InterviewView): Screen => {
  const { t, plain } = reader.translator;
  const { number, startsAt, state } = interview;
  const place = placeIn(interview, view.officerId);
  const hasBegun = state === 'agreed' && startsAt !== null && view.now >= startsAt;
  const hasSaid = place !== undefined && interview[`${place}Outcome`] !== null;
  return {
    text: paragraphs(
      view.line,
      t(($) => $.verification.callDesk.heading, { number }),
      stateText(reader, interview, view),
      place !== undefined && hasBegun && !hasSaid && t(($) => $.verification.callDesk.after),
      hasSaid && t(($) => $.verification.callDesk.given),
      t(($) => $.verification.callDesk.rules),
    ),
    keyboard: [
      ...wayRows(reader, interview, view),
      [press(plain, openProposal.pack({ number, page: 0 }), ($) => $.verification.callDesk.openCase)],
      [callsButton(reader)],
    ],
    ...(place !== undefined && isOpenNow(interview, view.now) ? { protect: true } : {}),
  };
};

/** What an officer's answer led to. */
export const renderOutcome = (
  reader: Reader,
  {
    number,
    step,
    admitted,
  }: { readonly number: number; readonly step: InterviewStep; readonly admitted: boolean },
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
