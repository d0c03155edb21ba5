import type { OwnEntry } from '../../db/read/list/list.ts';
import type { Texts } from '../../governance/kit/text.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMe } from '../person/meCallbacks.ts';
import { askLeaving, checkInToList, confirmLeaving, openMyList } from './listCallbacks.ts';

/** A list I am on: my public name there, my check-in, the way out. */
export const renderMyList = (reader: Reader, entry: OwnEntry, now: Date, line?: string): Screen => {
  const { t, plain, locale } = reader.translator;
  const { list, publicName, presentUntil } = entry;
  const { number } = list;
  const isHere = presentUntil !== null && presentUntil > now;
  return {
    text: paragraphs(
      t(($) => $.list.title, { number }),
      line,
      t(($) => $.list.name, { title: list.title[locale] }),
      `${t(($) => $.list.you, { name: publicName })} ${t(($) => $.list.public)}`,
      isHere
        ? t(($) => $.list.here, { until: deadlineText(reader, presentUntil) })
        : t(($) => $.list.notHere),
    ),
    keyboard: [
      [press(plain, checkInToList.pack({ number }), ($) => (isHere ? $.list.checkInAgain : $.list.checkIn))],
      [press(plain, askLeaving.pack({ number }), ($) => $.list.leave)],
      [press(plain, openMe.pack({}), ($) => $.common.back)],
    ],
  };
};

export const renderLeavingQuestion = (reader: Reader, { list }: OwnEntry): Screen => {
  const { t, plain, locale } = reader.translator;
  const { number } = list;
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: list.title[locale] }),
      t(($) => $.list.leaveAsk),
    ),
    keyboard: [
      [press(plain, confirmLeaving.pack({ number }), ($) => $.list.leaveConfirm)],
      [press(plain, openMyList.pack({ number }), ($) => $.list.stay)],
    ],
  };
};

/** One line and the way home: a receipt, or why something can't be done. */
export const renderListLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[homeButton(reader)]],
});

/** The receipt of an agreement to be named: it waits for a second officer. */
export const renderAgreed = (
  reader: Reader,
  { title, publicName }: { readonly title: Texts; readonly publicName: string },
): Screen => {
  const { t, locale } = reader.translator;
  return renderListLine(
    reader,
    t(($) => $.list.form.sent, { name: publicName, title: title[locale] }),
  );
};
