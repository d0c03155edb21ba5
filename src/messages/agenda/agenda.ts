import type { AgendaItem } from '../../db/read/agenda/agenda.ts';
import type { Session } from '../../db/read/session/session.ts';
import type { AgendaChange } from '../../governance/session/agendaChange.ts';
import { onlyLanguage } from '../kit/language.ts';
import { button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { turnButtons } from '../office/office.ts';
import { changeText, hubButton, moverText, sessionButton } from '../session/session.ts';
import {
  askTakingItemBack,
  confirmTakingItemBack,
  openAgenda,
  openItem,
  openMovedItems,
  pressDemand,
  pressSupport,
  pressTakeBack,
} from '../session/sessionCallbacks.ts';

/** Items of one page: their titles stay under 1,500 characters together. */
export const AGENDA_PAGE = 5;

type At = { readonly page: number; readonly pages: number };

const itemRow = (
  { translator: { plain, locale } }: Reader,
  item: AgendaItem,
  position: number,
): Keyboard[number] => [
  press(plain, openItem.pack({ number: item.number, page: 0 }), ($) => $.session.openItem, {
    position,
    title: item.title[locale],
  }),
];

/** The agenda, a page of items at a time; on the last page what was changed after the freeze. */
export const renderAgenda = (
  reader: Reader,
  given: {
    readonly session: Pick<Session, 'number' | 'state'>;
    /** Of this page. */
    readonly items: readonly AgendaItem[];
    readonly changes: readonly AgendaChange[];
    readonly at: At;
  },
): Screen => {
  const { t, locale } = reader.translator;
  const { session, items, changes, at } = given;
  const first = at.page * AGENDA_PAGE + 1;
  const isLast = at.page + 1 === at.pages;
  return {
    text: paragraphs(
      t(($) => $.session.agendaTitle, { number: session.number, page: at.page + 1, pages: at.pages }),
      session.state === 'planned' && t(($) => $.session.agendaOpen),
      ...items.map((item, index) =>
        t(($) => $.session.agendaLine, {
          position: first + index,
          title: item.title[locale],
          class: t(($) => $.session.class[item.class]),
          mover: moverText(reader, item),
        }),
      ),
      items.length === 0 && t(($) => $.session.itemsNone),
      isLast &&
        changes.length > 0 &&
        [t(($) => $.session.changesTitle), ...changes.map((change) => changeText(reader, change))].join('\n'),
    ),
    keyboard: [
      ...items.map((item, index) => itemRow(reader, item, first + index)),
      ...turnButtons(reader, at.page, at.pages, (page) => openAgenda.pack({ number: session.number, page })),
      [sessionButton(reader, session.number)],
    ],
  };
};

export type MovedLine = { readonly item: AgendaItem; readonly support: number };

/** What is on no agenda yet: items that collect support, and those that wait for a session. */
export const renderMovedItems = (
  reader: Reader,
  given: { readonly lines: readonly MovedLine[]; readonly needed: number; readonly at: At },
): Screen => {
  const { t, locale } = reader.translator;
  const { lines, needed, at } = given;
  return {
    text: paragraphs(
      t(($) => $.session.movedTitle, { page: at.page + 1, pages: at.pages }),
      t(($) => $.session.movedAbout, { needed }),
      ...lines.map(({ item, support }) => {
        const facts = { number: item.number, title: item.title[locale] };
        return item.state === 'moved'
          ? t(($) => $.session.movedLine, { ...facts, support, needed })
          : t(($) => $.session.waitingLine, facts);
      }),
      lines.length === 0 && t(($) => $.session.movedNone),
    ),
    keyboard: [
      ...lines.map(({ item }) => itemRow(reader, item, item.number)),
      ...turnButtons(reader, at.page, at.pages, (page) => openMovedItems.pack({ page })),
      [hubButton(reader)],
    ],
  };
};

export type ItemFacts = {
  readonly item: AgendaItem;
  /** Its place in the order; undefined: on no agenda. */
  readonly position: number | undefined;
  /** Public names of those who put it on. */
  readonly movers: readonly string[];
  /** While it collects support. */
  readonly support: Count | undefined;
  /** While the strategic class can be demanded. */
  readonly demand: Count | undefined;
  readonly isDelegate: boolean;
  readonly isOwn: boolean;
  /** Its text, a page at a time. */
  readonly text: string;
  readonly at: At;
  readonly parts: { readonly text: string; readonly rows: Keyboard };
};

type Count = { readonly support: number; readonly needed: number; readonly mine: boolean };

const standing = (reader: Reader, { item, position }: ItemFacts): string => {
  const { t } = reader.translator;
  const state = t(($) => $.session.itemState[item.state]);
  return item.sessionNumber === null || position === undefined
    ? state
    : `${t(($) => $.session.itemSession, { number: item.sessionNumber, position })} ${state}`;
};

const countLines = (reader: Reader, { support, demand }: ItemFacts): string => {
  const { t } = reader.translator;
  return [
    support && t(($) => $.session.supportCount, support),
    support?.mine === true && t(($) => $.session.supportMine),
    demand && t(($) => $.session.demandCount, demand),
    demand?.mine === true && t(($) => $.session.demandMine),
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');
};

const delegateRows = (reader: Reader, facts: ItemFacts): Keyboard => {
  const { plain } = reader.translator;
  const { item, support, demand, isDelegate, isOwn } = facts;
  const { number } = item;
  const rows: Keyboard[number][] = [];
  const add = (label: string, data: string) => rows.push([button(label, data)]);
  if (!isDelegate) return rows;
  if (support?.mine === false)
    add(
      plain(($) => $.session.support),
      pressSupport.pack({ number }),
    );
  if (support?.mine === true && !isOwn)
    add(
      plain(($) => $.session.takeBack),
      pressTakeBack.pack({ number }),
    );
  if (demand?.mine === false)
    add(
      plain(($) => $.session.demand),
      pressDemand.pack({ number }),
    );
  if (support !== undefined && isOwn)
    add(
      plain(($) => $.session.takeItemBack),
      askTakingItemBack.pack({ number }),
    );
  return rows;
};

const pageRows = (reader: Reader, { item, at }: ItemFacts): Keyboard => {
  const { plain } = reader.translator;
  const to = (label: string, page: number) => [button(label, openItem.pack({ number: item.number, page }))];
  return [
    ...(at.page + 1 < at.pages
      ? [
          to(
            plain(($) => $.session.nextText, { page: at.page + 2, pages: at.pages }),
            at.page + 1,
          ),
        ]
      : []),
    ...(at.page > 0
      ? [
          to(
            plain(($) => $.session.previousText),
            at.page - 1,
          ),
        ]
      : []),
  ];
};

const aboutLines = (reader: Reader, facts: ItemFacts): string => {
  const { t } = reader.translator;
  const { item, movers } = facts;
  return [
    t(($) => $.session.classAbout[item.class]),
    item.classDemanded && t(($) => $.session.demanded),
    item.subject !== 'other' &&
      t(($) => $.session.subjectLine, { subject: t(($) => $.session.subject[item.subject]) }),
    `${moverText(reader, item)}.`.replace(/^./u, (first) => first.toUpperCase()),
    movers.length > 0 && t(($) => $.session.movers, { names: movers.join(', ') }),
    onlyLanguage(reader, item.locale),
  ]
    .filter((line) => typeof line === 'string')
    .join('\n');
};

/** One item: its words, who put it on, how it is decided, and what a delegate may do about it. */
export const renderItem = (reader: Reader, facts: ItemFacts): Screen => {
  const { t, plain, locale } = reader.translator;
  const { item, at, parts } = facts;
  const back =
    item.sessionNumber === null
      ? hubButton(reader)
      : press(
          plain,
          openAgenda.pack({
            number: item.sessionNumber,
            page: Math.floor(((facts.position ?? 1) - 1) / AGENDA_PAGE),
          }),
          ($) => $.session.backToAgenda,
        );
  return {
    text: paragraphs(
      t(($) => $.session.itemTitle, { number: item.number, title: item.title[locale] }),
      at.page === 0 && `${standing(reader, facts)}\n${aboutLines(reader, facts)}`,
      facts.text,
      at.pages > 1 && t(($) => $.session.itemPage, { page: at.page + 1, pages: at.pages }),
      countLines(reader, facts),
      parts.text,
    ),
    keyboard: [...pageRows(reader, facts), ...delegateRows(reader, facts), ...parts.rows, [back]],
  };
};

/** Before somebody's own item is taken back. */
export const renderTakingItemBack = (reader: Reader, number: number): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.session.takeItemBackAsk, { number }),
    keyboard: [
      [press(plain, confirmTakingItemBack.pack({ number }), ($) => $.session.takeItemBackYes)],
      [press(plain, openItem.pack({ number, page: 0 }), ($) => $.common.back)],
    ],
  };
};

/** The receipt of somebody who put an item forward. */
export const renderItemPut = (reader: Reader, number: number, needsSupport: boolean): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => (needsSupport ? $.session.form.putDone : $.session.form.entered), { number }),
      needsSupport && t(($) => $.session.form.putNext),
    ),
    keyboard: [
      [press(plain, openItem.pack({ number, page: 0 }), ($) => $.session.form.openItem, { number })],
      [hubButton(reader)],
    ],
  };
};
