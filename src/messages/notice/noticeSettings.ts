import { digestHour, type NoticeChoice, type QuietHours } from '../../governance/notice/notice.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { openCities, openMe, typeZone } from '../person/meCallbacks.ts';
import {
  askQuietFrom,
  askQuietTo,
  endQuiet,
  openNotices,
  setMine,
  setNews,
  setQuiet,
} from './noticeCallbacks.ts';

export type NoticeSettings = {
  readonly choice: NoticeChoice;
  readonly quiet: QuietHours | undefined;
  readonly line?: string | undefined;
};

const news = ['now', 'digest', 'off'] as const;
const newsLabels = { now: 'newsNow', digest: 'newsDigest', off: 'newsOff' } as const;

const backButton = ({ translator: { plain } }: Reader, data: string): Button =>
  press(plain, data, ($) => $.common.back);

const quietRows = ({ translator: { plain } }: Reader, { quiet }: NoticeSettings): Keyboard => [
  [press(plain, askQuietFrom.pack({}), ($) => $.notice.settings.chooseQuiet)],
  ...(quiet === undefined ? [] : [[press(plain, endQuiet.pack({}), ($) => $.notice.settings.noMoreQuiet)]]),
];

/** What is sent when, in words, and every other choice as a button. */
export const renderNoticeSettings = (reader: Reader, facts: NoticeSettings): Screen => {
  const { t, plain } = reader.translator;
  const { choice, quiet } = facts;
  const otherMine = choice.mine === 'now' ? 'off' : 'now';
  return {
    text: paragraphs(
      facts.line,
      t(($) => $.notice.settings.heading),
      t(($) => $.notice.settings.binding),
      t(($) => $.notice.settings.mine[choice.mine]),
      t(($) => $.notice.settings.news[choice.news], { hour: digestHour }),
      quiet === undefined ? t(($) => $.notice.settings.noQuiet) : t(($) => $.notice.settings.quiet, quiet),
    ),
    keyboard: [
      ...news
        .filter((each) => each !== choice.news)
        .map((each) => [
          press(plain, setNews.pack({ news: each }), ($) => $.notice.settings[newsLabels[each]]),
        ]),
      [
        press(plain, setMine.pack({ mine: otherMine }), ($) =>
          otherMine === 'now' ? $.notice.settings.mineNow : $.notice.settings.mineOff,
        ),
      ],
      ...quietRows(reader, facts),
      [backButton(reader, openMe.pack({}))],
    ],
  };
};

/** Hours of nobody knows which zone would be a guess: first the zone. */
export const renderZoneNeeded = (reader: Reader): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.notice.settings.needZone),
    keyboard: [
      [press(plain, openCities.pack({}), ($) => $.join.settings.chooseZone)],
      [press(plain, typeZone.pack({}), ($) => $.join.settings.typeZone)],
      [backButton(reader, openNotices.pack({}))],
    ],
  };
};

const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** Wide enough for a thumb. */
const HOURS_A_ROW = 4;

const hourRows = (
  { translator: { plain } }: Reader,
  offered: readonly number[],
  dataOf: (hour: number) => string,
): Keyboard => {
  const buttons = offered.map((hour) => press(plain, dataOf(hour), ($) => $.notice.settings.hour, { hour }));
  return buttons.flatMap((_, at) => (at % HOURS_A_ROW === 0 ? [buttons.slice(at, at + HOURS_A_ROW)] : []));
};

/** Evenings come first, because quiet hours begin there. */
const eveningFirst = [...hours.slice(18), ...hours.slice(0, 18)];

export const renderQuietFrom = (reader: Reader): Screen => ({
  text: reader.translator.t(($) => $.notice.settings.from),
  keyboard: [
    ...hourRows(reader, eveningFirst, (from) => askQuietTo.pack({ from })),
    [backButton(reader, openNotices.pack({}))],
  ],
});

export const renderQuietTo = (reader: Reader, from: number): Screen => ({
  text: reader.translator.t(($) => $.notice.settings.to, { from }),
  keyboard: [
    ...hourRows(
      reader,
      hours.filter((hour) => hour !== from),
      (to) => setQuiet.pack({ from, to }),
    ),
    [backButton(reader, askQuietFrom.pack({}))],
  ],
});
