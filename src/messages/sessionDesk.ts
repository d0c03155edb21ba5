import type { AgendaItem } from '../db/read/agenda.ts';
import type { Mandate } from '../db/read/mandate.ts';
import type { Session } from '../db/read/session.ts';
import type { BroadcastState } from '../governance/broadcast.ts';
import { formatDeadline } from '../i18n/format.ts';
import { manageBroadcast } from './broadcastCallbacks.ts';
import { deskButton, turnButtons } from './office.ts';
import { type Button, button, type Keyboard, paragraphs, type Reader, type Screen } from './screen.ts';
import { moverText, whenText } from './session.ts';
import {
  askWithdrawing,
  changeSessionPart,
  confirmSending,
  confirmWithdrawing,
  enterAgendaItem,
  manageItem,
  manageSession,
  openChairs,
  openSession,
  openSessionDesk,
  orderItemBy,
  planNewSession,
  previewAgenda,
  setChair,
} from './sessionCallbacks.ts';

const way = (label: string, data: string): Keyboard[number] => [button(label, data)];

const listButton = ({ translator: { plain } }: Reader): Button =>
  button(
    plain(($) => $.session.desk.back),
    openSessionDesk.pack({ page: 0 }),
  );
const oneButton = ({ translator: { plain } }: Reader, number: number): Button =>
  button(
    plain(($) => $.session.desk.backToOne),
    manageSession.pack({ number }),
  );

/** All sessions, newest first, and planning the next one. */
export const renderSessionDesk = (
  reader: Reader,
  sessions: readonly Session[],
  at: { readonly page: number; readonly pages: number; readonly line?: string | undefined },
): Screen => {
  const { t, plain, locale } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.session.desk.title, { page: at.page + 1, pages: at.pages }),
      at.line,
      sessions.length === 0
        ? t(($) => $.session.desk.none)
        : sessions
            .map(({ number, startsAt, state }) =>
              t(($) => $.session.desk.line, {
                number,
                time: formatDeadline(startsAt, locale, reader.zone),
                state: t(($) => $.session.stateShort[state]),
              }),
            )
            .join('\n'),
    ),
    keyboard: [
      way(
        plain(($) => $.session.desk.plan),
        planNewSession.pack({}),
      ),
      ...sessions.map(({ number }) =>
        way(
          plain(($) => $.session.desk.open, { number }),
          manageSession.pack({ number }),
        ),
      ),
      ...turnButtons(reader, at.page, at.pages, (page) => openSessionDesk.pack({ page })),
      [deskButton(reader)],
    ],
  };
};

export type ManagedSession = {
  readonly session: Session;
  readonly items: readonly AgendaItem[];
  readonly chair: string | undefined;
  /** The broadcast about it that was composed last. */
  readonly letter: { readonly number: number; readonly state: BroadcastState } | undefined;
  /** Changes after the freeze that nobody was told of. */
  readonly untold: number;
  readonly parts: { readonly text: string; readonly rows: Keyboard };
};

const isAhead = ({ state }: Session): boolean =>
  state === 'planned' || state === 'frozen' || state === 'called';

const itemLines = (reader: Reader, items: readonly AgendaItem[]): string => {
  const { t, locale } = reader.translator;
  if (items.length === 0) return t(($) => $.session.desk.agendaNone);
  const lines = items.map((item, index) =>
    t(($) => $.session.desk.agendaLine, {
      position: index + 1,
      title: item.title[locale],
      class: t(($) => $.session.class[item.class]),
      mover: moverText(reader, item),
    }),
  );
  return [t(($) => $.session.desk.agenda), ...lines].join('\n');
};

const sendRows = (
  { translator: { plain } }: Reader,
  { session, letter, untold, items }: ManagedSession,
): Keyboard => {
  const { number, state, toldSeq } = session;
  const isFirst = (state === 'planned' || state === 'frozen') && items.length > 0;
  const isNews = toldSeq !== null && untold > 0 && (state === 'called' || state === 'cancelled');
  const isPending = letter?.state === 'proposed';
  return [
    ...((isFirst || isNews) && !isPending
      ? [
          way(
            plain(($) => (isFirst ? $.session.desk.preview : $.session.desk.previewChanges)),
            previewAgenda.pack({ number }),
          ),
        ]
      : []),
    ...(letter === undefined
      ? []
      : [
          way(
            plain(($) => $.session.desk.openBroadcast, { number: letter.number }),
            manageBroadcast.pack({ number: letter.number }),
          ),
        ]),
  ];
};

const changeRows = ({ translator: { plain } }: Reader, { number }: Session): Keyboard => [
  way(
    plain(($) => $.session.desk.enter),
    enterAgendaItem.pack({ number }),
  ),
  way(
    plain(($) => $.session.desk.chair),
    openChairs.pack({ number, page: 0 }),
  ),
  ...(['time', 'length', 'place', 'cancel'] as const).map((part) =>
    way(
      plain(($) => $.session.desk[part]),
      changeSessionPart.pack({ number, part }),
    ),
  ),
];

/** A session at the desk: what is on its agenda, what was sent, and everything that can be done about it. */
export const renderManagedSession = (reader: Reader, facts: ManagedSession, line?: string): Screen => {
  const { t, plain, locale } = reader.translator;
  const { session, items, chair, letter, untold, parts } = facts;
  const { number, agendaHash } = session;
  return {
    text: paragraphs(
      line,
      t(($) => $.session.desk.oneTitle, { number, state: t(($) => $.session.stateShort[session.state]) }),
      whenText(reader, session),
      [
        t(($) => $.session.place, { place: session.place.text }),
        chair === undefined ? t(($) => $.session.chairNone) : t(($) => $.session.chair, { name: chair }),
      ].join('\n'),
      itemLines(reader, items),
      letter !== undefined && t(($) => $.session.desk.letter[letter.state], { number: letter.number }),
      untold > 0 && session.toldSeq !== null && t(($) => $.session.desk.untold, { count: untold }),
      agendaHash !== null && t(($) => $.session.desk.hash, { hash: agendaHash }),
      parts.text,
    ),
    keyboard: [
      ...sendRows(reader, facts),
      ...parts.rows,
      ...(isAhead(session)
        ? items.map((item, index) =>
            way(
              plain(($) => $.session.desk.item, { position: index + 1, title: item.title[locale] }),
              manageItem.pack({ number: item.number }),
            ),
          )
        : []),
      ...(isAhead(session) ? changeRows(reader, session) : []),
      way(
        plain(($) => $.session.desk.openPublic),
        openSession.pack({ number }),
      ),
      [listButton(reader)],
    ],
  };
};

/** One item at the desk: its place in the order, and taking it off. */
export const renderManagedItem = (
  reader: Reader,
  given: {
    readonly item: AgendaItem;
    readonly session: number;
    readonly position: number;
    readonly parts: { readonly text: string; readonly rows: Keyboard };
    readonly line?: string | undefined;
  },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const { item, session, position, parts } = given;
  const { number } = item;
  const isPetition = item.mover === 'petition';
  return {
    text: paragraphs(
      given.line,
      t(($) => $.session.desk.itemTitle, { session, position }),
      item.title[locale],
      t(($) => $.session.desk.itemNumber, {
        number,
        class: t(($) => $.session.class[item.class]),
        mover: moverText(reader, item),
      }),
      isPetition && t(($) => $.session.desk.petitionStays),
      parts.text,
    ),
    keyboard: [
      ...parts.rows,
      ...(['up', 'down'] as const).map((step) =>
        way(
          plain(($) => $.session.desk[step]),
          orderItemBy.pack({ number, step }),
        ),
      ),
      ...(isPetition
        ? []
        : [
            way(
              plain(($) => $.session.desk.withdraw),
              askWithdrawing.pack({ number }),
            ),
          ]),
      [oneButton(reader, session)],
    ],
  };
};

export const renderWithdrawing = (reader: Reader, number: number): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.session.desk.withdrawAsk, { number }),
    keyboard: [
      way(
        plain(($) => $.session.form.withdrawSave),
        confirmWithdrawing.pack({ number }),
      ),
      way(
        plain(($) => $.common.back),
        manageItem.pack({ number }),
      ),
    ],
  };
};

export const CHAIRS_PAGE = 6;

/** Delegates in force on the day of the session, by public name. */
export const renderChairs = (
  reader: Reader,
  number: number,
  delegates: readonly Mandate[],
  at: { readonly page: number; readonly pages: number },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.session.desk.chairTitle, { number, page: at.page + 1, pages: at.pages }),
      delegates.length === 0
        ? t(($) => $.session.desk.chairNobody)
        : delegates
            .map(({ number: mandate, publicName, projectName }) =>
              t(($) => $.session.desk.chairLine, {
                number: mandate,
                name: publicName,
                project: projectName ?? plain(($) => $.session.desk.members),
              }),
            )
            .join('\n'),
    ),
    keyboard: [
      ...delegates.map(({ number: mandate, publicName }) =>
        way(
          plain(($) => $.session.desk.chairOption, { number: mandate, name: publicName }),
          setChair.pack({ number, mandate }),
        ),
      ),
      ...turnButtons(reader, at.page, at.pages, (page) => openChairs.pack({ number, page })),
      [oneButton(reader, number)],
    ],
  };
};

/** Below the texts as recipients see them: what the press does. */
export const renderSendPreview = (
  reader: Reader,
  given: {
    readonly number: number;
    readonly kind: 'agenda' | 'changes' | 'cancelled';
    readonly closes: boolean;
    readonly size: number;
    readonly texts: Readonly<Record<'ru' | 'en', string>>;
  },
): Screen => {
  const { t, plain } = reader.translator;
  const { number, kind, closes, size, texts } = given;
  return {
    text: paragraphs(
      t(($) => $.session.desk.previewTitle, { number }),
      texts.ru,
      '——',
      texts.en,
      '——',
      t(($) => $.session.desk.previewWho, { size }),
      t(($) => (closes ? $.session.desk.previewAgenda : $.session.desk.previewNext)),
    ),
    keyboard: [
      way(
        plain(($) => $.session.desk.send[kind]),
        confirmSending.pack({ number }),
      ),
      [oneButton(reader, number)],
    ],
  };
};

/** A refusal or a receipt with the way back to the sessions. */
export const renderSessionDeskLine = (reader: Reader, line: string): Screen => ({
  text: line,
  keyboard: [[listButton(reader)]],
});

/** After something about a session was written down. */
export const renderSessionSaved = (reader: Reader, number: number, line: string): Screen => ({
  text: line,
  keyboard: [
    way(
      reader.translator.plain(($) => $.session.desk.open, { number }),
      manageSession.pack({ number }),
    ),
    [listButton(reader)],
  ],
});
