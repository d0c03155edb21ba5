import type { AgendaItem } from '../../db/read/agenda/agenda.ts';
import type { Session } from '../../db/read/session/session.ts';
import type { BroadcastState } from '../../governance/broadcast/broadcast.ts';
import { formatDeadline } from '../../i18n/format.ts';
import { manageBroadcast } from '../broadcast/broadcastCallbacks.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { deskButton, turnButtons } from '../office/office.ts';
import { openSittingDesk } from '../sitting/sittingCallbacks.ts';
import { moverText, whenText } from './session.ts';
import {
  changeSessionPart,
  enterAgendaItem,
  manageItem,
  manageSession,
  openChairs,
  openSession,
  openSessionDesk,
  planNewSession,
  previewAgenda,
} from './sessionCallbacks.ts';

export const way = (label: string, data: string): Keyboard[number] => [button(label, data)];

const listButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openSessionDesk.pack({ page: 0 }), ($) => $.session.desk.back);

export const backToManaged = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, manageSession.pack({ number }), ($) => $.session.desk.backToOne);

/** What can be conducted now: the session whose agenda is closed or which is under way; strategic votes outside one (G14). */
export type SessionCourse = { readonly running: number | undefined; readonly outside: boolean };

const courseRows = ({ translator: { plain } }: Reader, { running, outside }: SessionCourse): Keyboard => {
  const label =
    running === undefined
      ? plain(($) => $.sitting.desk.outside)
      : plain(($) => $.office.openSitting, { number: running });
  return running === undefined && !outside ? [] : [way(label, openSittingDesk.pack({}))];
};

/** All sessions, newest first; conducting the one that is due, planning the next. */
export const renderSessionDesk = (
  reader: Reader,
  sessions: readonly Session[],
  at: { readonly page: number; readonly pages: number; readonly line?: string | undefined },
  course: SessionCourse = { running: undefined, outside: false },
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
      ...courseRows(reader, course),
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
  /** The start has passed before the agenda went out. */
  readonly missed: boolean;
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

/** Items are entered on the chair's word, so a chair is named first. */
const changeRows = (
  { translator: { plain } }: Reader,
  { session: { number }, chair }: Pick<ManagedSession, 'session' | 'chair'>,
): Keyboard => [
  ...(chair === undefined
    ? []
    : [
        way(
          plain(($) => $.session.desk.enter),
          enterAgendaItem.pack({ number }),
        ),
      ]),
  way(
    plain(($) => (chair === undefined ? $.session.desk.chair : $.session.desk.changeChair)),
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
      t(($) => $.session.desk.oneTitle, { number, state: t(($) => $.session.stateShort[session.state]) }),
      line,
      whenText(reader, session),
      facts.missed && t(($) => $.session.desk.missed),
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
      ...(isAhead(session) ? changeRows(reader, facts) : []),
      way(
        plain(($) => $.session.desk.openPublic),
        openSession.pack({ number }),
      ),
      [listButton(reader)],
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
