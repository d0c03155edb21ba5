import type { Interview } from '../../db/read/verification/interview.ts';
import type { Day } from '../../governance/kit/day.ts';
import { interviewOpensAt, maxWishes } from '../../governance/verification/interview.ts';
import { formatDeadline, formatMoment, formatNearDay, formatTime, formatWeekday } from '../../i18n/format.ts';
import { openJoin } from '../joining/joinCallbacks.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import {
  askCallOff,
  minutesOf,
  openInterviewDays,
  openInterviewHours,
  openMyInterview,
  pressCallOff,
  pressOffer,
  pressTakeBack,
} from './verificationCallbacks.ts';

/** A moment of a call in the reader's zone, with UTC beside it. */
export const interviewTime = ({ translator: { locale }, zone }: Reader, at: Date): string =>
  formatDeadline(at, locale, zone);

/** The moments on offer, a line each. */
export const wishLines = (reader: Reader, wishes: readonly string[]): string =>
  wishes
    .map((wish) =>
      reader.translator.t(($) => $.verification.call.time, { time: interviewTime(reader, new Date(wish)) }),
    )
    .join('\n');

export const shortTime = ({ translator: { locale }, zone }: Reader, at: Date): string =>
  formatMoment(at, locale, zone ?? 'UTC');

/** The place to talk and the code words are on the screen, and should not leave it. */
export const isOpenNow = ({ state, startsAt }: Pick<Interview, 'state' | 'startsAt'>, now: Date): boolean =>
  state === 'agreed' && startsAt !== null && now >= interviewOpensAt(startsAt);

type Facts = { readonly now: Date; readonly line?: string | undefined };

const stateText = (reader: Reader, interview: Interview | undefined, now: Date): string => {
  const { t } = reader.translator;
  if (interview?.startsAt != null) {
    const time = interviewTime(reader, interview.startsAt);
    if (interview.state === 'taken') return t(($) => $.verification.call.taken, { time });
    const { link, words } = interview;
    return isOpenNow(interview, now) && link !== undefined && words !== undefined
      ? t(($) => $.verification.call.open, { time, link, ...words })
      : t(($) => $.verification.call.agreed, { time });
  }
  if (interview !== undefined && interview.wishes.length > 0)
    return t(($) => $.verification.call.offered, { times: wishLines(reader, interview.wishes) });
  return t(($) =>
    interview !== undefined && interview.misses > 0 ? $.verification.call.missed : $.verification.call.none,
  );
};

const offerRows = (reader: Reader, interview: Interview | undefined): Keyboard => {
  const { plain } = reader.translator;
  const wishes = interview?.wishes ?? [];
  const offer = press(plain, openInterviewDays.pack({}), ($) => $.verification.call.offer);
  return [
    ...(wishes.length < maxWishes ? [[offer]] : []),
    ...wishes.map((wish) => [
      press(plain, pressTakeBack.pack({ at: minutesOf(new Date(wish)) }), ($) => $.verification.call.remove, {
        time: shortTime(reader, new Date(wish)),
      }),
    ]),
  ];
};

/** The applicant's appointment: what is on offer, what is agreed, and shortly before the start where to talk and the words. */
export const renderMyInterview = (
  reader: Reader,
  interview: Interview | undefined,
  { now, line }: Facts,
): Screen => {
  const { t, plain } = reader.translator;
  const isAgreed = interview?.state === 'agreed';
  const isSomething = interview !== undefined && interview.state !== 'missed';
  return {
    text: paragraphs(
      line,
      t(($) => $.verification.call.heading),
      stateText(reader, interview, now),
      t(($) => $.verification.call.about),
    ),
    keyboard: [
      ...(isAgreed ? [] : offerRows(reader, interview)),
      ...(isSomething
        ? [
            [press(plain, openMyInterview.pack({}), ($) => $.verification.call.refresh)],
            [press(plain, askCallOff.pack({}), ($) => $.verification.call.cancel)],
          ]
        : []),
      [press(plain, openJoin.pack({}), ($) => $.common.back)],
    ],
    ...(interview !== undefined && isOpenNow(interview, now) ? { protect: true } : {}),
  };
};

const backTo = ({ translator: { plain } }: Reader, data: string): Button =>
  press(plain, data, ($) => $.common.back);

/** The days on which the applicant can offer a time. */
export const renderInterviewDays = (reader: Reader, days: readonly Day[], line?: string): Screen => {
  const { t, plain, locale } = reader.translator;
  return {
    text: paragraphs(
      line,
      t(($) => $.verification.call.days),
    ),
    keyboard: [
      ...days.map((day) => [
        press(plain, openInterviewHours.pack({ day }), ($) => $.verification.call.day, {
          weekday: formatWeekday(day, locale),
          day: formatNearDay(day, locale),
        }),
      ]),
      [backTo(reader, openMyInterview.pack({}))],
    ],
  };
};

// Two short ones share a row.
const inPairs = (buttons: readonly Button[]): Keyboard =>
  buttons.flatMap((one, at) => (at % 2 === 0 ? [[one, ...buttons.slice(at + 1, at + 2)]] : []));

/** The hours of one day, by the applicant's clock and by UTC. */
export const renderInterviewHours = (reader: Reader, day: Day, hours: readonly Date[]): Screen => {
  const { t, plain, locale } = reader.translator;
  const zone = reader.zone ?? 'UTC';
  const label = (at: Date): string => {
    const utc = formatTime(at, locale, 'UTC');
    return zone === 'UTC'
      ? plain(($) => $.verification.call.hourUtc, { utc })
      : plain(($) => $.verification.call.hour, { own: formatTime(at, locale, zone), utc });
  };
  return {
    text: t(($) => $.verification.call.hours, { day: formatNearDay(day, locale) }),
    keyboard: [
      ...inPairs(hours.map((at) => button(label(at), pressOffer.pack({ at: minutesOf(at) })))),
      [backTo(reader, openInterviewDays.pack({}))],
    ],
  };
};

/** Asked because it takes an agreed time from two officers. */
export const renderCallOffQuestion = (reader: Reader): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.verification.call.cancelAsk),
    keyboard: [
      [press(plain, pressCallOff.pack({}), ($) => $.verification.call.cancel)],
      [backTo(reader, openMyInterview.pack({}))],
    ],
  };
};

/** The way to the appointment, from the screens of joining. */
export const interviewButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openMyInterview.pack({}), ($) => $.verification.call.way);

/** After a zone was typed on the way to a call. */
export const interviewWays = (reader: Reader): Keyboard => [[interviewButton(reader)], [homeButton(reader)]];
