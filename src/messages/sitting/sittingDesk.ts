import type { AgendaItem } from '../../db/read/agenda/agenda.ts';
import type { HallFacts } from '../../db/read/sitting/hall.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { openSessionDesk } from '../session/sessionCallbacks.ts';
import { presenceText } from './sitting.ts';
import {
  askSessionClosing,
  askSessionOpening,
  confirmSessionClosing,
  confirmSessionOpening,
  openSittingDesk,
  openSittingItem,
} from './sittingCallbacks.ts';

export type SittingDeskFacts = {
  /** The session under way, else the next one; undefined while none is planned. */
  readonly hall: HallFacts | undefined;
  readonly items: readonly AgendaItem[];
  /** Strategic items on no agenda: they can be voted on outside a session (G14). */
  readonly waiting: readonly AgendaItem[];
};

export const sittingButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openSittingDesk.pack({}), ($) => $.sitting.desk.back);

export const placeOf = (item: Pick<AgendaItem, 'position' | 'number'>): number =>
  item.position ?? item.number;

const itemLines = (reader: Reader, { items, waiting }: SittingDeskFacts): string => {
  const { t, locale } = reader.translator;
  return [
    ...items.map((item) =>
      t(($) => $.sitting.desk.line, {
        position: placeOf(item),
        title: item.title[locale],
        state: t(($) => $.sitting.desk.itemState[item.state]),
      }),
    ),
    ...waiting.map(({ number, title }) =>
      t(($) => $.sitting.desk.waitingLine, { number, title: title[locale] }),
    ),
  ].join('\n');
};

const itemRows = (reader: Reader, { items, waiting }: SittingDeskFacts): Keyboard => {
  const { plain, locale } = reader.translator;
  return [
    ...items.map((item) => [
      press(plain, openSittingItem.pack({ number: item.number }), ($) => $.sitting.desk.item, {
        position: placeOf(item),
        title: item.title[locale],
      }),
    ]),
    ...waiting.map(({ number, title }) => [
      press(plain, openSittingItem.pack({ number }), ($) => $.sitting.desk.waitingItem, {
        title: title[locale],
      }),
    ]),
  ];
};

const stateRows = ({ translator: { plain } }: Reader, hall: HallFacts | undefined): Keyboard => {
  if (hall?.state === 'open')
    return [[press(plain, askSessionClosing.pack({ number: hall.number }), ($) => $.sitting.desk.close)]];
  if (hall?.state !== 'frozen' && hall?.state !== 'called') return [];
  return [[press(plain, askSessionOpening.pack({ number: hall.number }), ($) => $.sitting.desk.open)]];
};

const hallLines = (reader: Reader, hall: HallFacts): string => {
  const { t } = reader.translator;
  const open = hall.state === 'open';
  const begins = t(($) => $.sitting.desk.begins, { deadline: deadlineText(reader, hall.startsAt) });
  return [
    open ? t(($) => $.sitting.state.open) : begins,
    hall.chair === undefined
      ? t(($) => $.sitting.desk.noChair)
      : t(($) => $.sitting.chair, { name: hall.chair }),
    ...(open ? [presenceText(reader, hall.presence)] : [t(($) => $.sitting.plans, hall.plans)]),
  ].join('\n');
};

/** The course of a session: who is there, the items in order, and what the chair can have done now. */
export const renderSittingDesk = (reader: Reader, facts: SittingDeskFacts, line?: string): Screen => {
  const { t, plain } = reader.translator;
  const { hall } = facts;
  return {
    text: paragraphs(
      hall === undefined
        ? t(($) => $.sitting.desk.noSession)
        : t(($) => $.sitting.desk.title, { number: hall.number }),
      line,
      hall === undefined ? t(($) => $.sitting.desk.none) : hallLines(reader, hall),
      itemLines(reader, facts),
      t(($) => $.sitting.desk.word),
    ),
    keyboard: [
      ...(hall?.state === 'open' ? [] : stateRows(reader, hall)),
      ...itemRows(reader, facts),
      ...(hall?.state === 'open' ? stateRows(reader, hall) : []),
      [press(plain, openSittingDesk.pack({}), ($) => $.sitting.button.refresh)],
      [press(plain, openSessionDesk.pack({ page: 0 }), ($) => $.session.desk.back)],
    ],
  };
};

/** Before a session is opened: who chairs, how many are needed. */
export const renderOpeningAsk = (reader: Reader, hall: HallFacts): Screen => {
  const { t, plain } = reader.translator;
  const { number, presence, chair = '' } = hall;
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: plain(($) => $.sitting.desk.openTitle, { number }) }),
      t(($) => $.sitting.desk.openAsk, { name: chair, all: presence.all, needed: presence.needed }),
    ),
    keyboard: [
      [press(plain, confirmSessionOpening.pack({ number }), ($) => $.sitting.desk.openConfirm)],
      [press(plain, openSittingDesk.pack({}), ($) => $.sitting.desk.notNow)],
    ],
  };
};

export const renderClosingAsk = (reader: Reader, { hall, items }: SittingDeskFacts): Screen => {
  const { t, plain } = reader.translator;
  const number = hall?.number ?? 0;
  const undecided = items.filter(({ state }) => state !== 'decided').length;
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: plain(($) => $.sitting.desk.closeTitle, { number }) }),
      t(($) => $.sitting.desk.closeAsk, { decisions: hall?.decisions ?? 0, undecided }),
    ),
    keyboard: [
      [press(plain, confirmSessionClosing.pack({ number }), ($) => $.sitting.desk.closeConfirm)],
      [press(plain, openSittingDesk.pack({}), ($) => $.sitting.desk.goOn)],
    ],
  };
};

/** What an act came to, with the way back to the session. */
export const renderSittingLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[sittingButton(reader)]],
});
