import type { AgendaItem } from '../../db/read/agenda/agenda.ts';
import type { Session } from '../../db/read/session/session.ts';
import type { AgendaChange } from '../../governance/session/agendaChange.ts';
import { formatDate, formatDeadline, formatMoment } from '../../i18n/format.ts';
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
import { zoneText } from '../kit/zone.ts';
import { turnButtons } from '../office/office.ts';
import {
  openAgenda,
  openHub,
  openMovedItems,
  openPastSessions,
  openSession,
  putAsChair,
  putItem,
  sendCalendar,
} from './sessionCallbacks.ts';

const MINUTES_PER_HOUR = 60;

/** «3 часа», «90 минут». */
export const lengthText = ({ translator: { t } }: Reader, minutes: number): string =>
  minutes % MINUTES_PER_HOUR === 0
    ? t(($) => $.session.hours, { count: minutes / MINUTES_PER_HOUR })
    : t(($) => $.session.minutes, { count: minutes });

/** «25 января, 18:00 UTC». */
export const utcText = ({ translator: { locale } }: Reader, at: Date): string =>
  formatDeadline(at, locale, undefined);

type Time = Pick<Session, 'startsAt' | 'zone' | 'lengthMinutes'>;

/** In the reader's zone and UTC, and as it was announced. */
export const whenText = (reader: Reader, { startsAt, zone, lengthMinutes }: Time): string => {
  const { t, locale } = reader.translator;
  return t(($) => $.session.when, {
    time: formatDeadline(startsAt, locale, reader.zone),
    announced: formatMoment(startsAt, locale, zone),
    zone: zoneText(reader.translator, zone, startsAt),
    length: lengthText(reader, lengthMinutes),
  });
};

/** One change after the freeze, in words, with its reason. */
export const changeText = (reader: Reader, change: AgendaChange): string => {
  const { t, locale } = reader.translator;
  const reason = change.reason[locale];
  switch (change.kind) {
    case 'added':
      return t(($) => $.session.change.added, {
        title: change.title[locale],
        class: t(($) => $.session.class[change.class]),
        reason,
      });
    case 'withdrawn':
      return t(($) => $.session.change.withdrawn, { title: change.title[locale], reason });
    case 'reordered':
      return t(($) => $.session.change.reordered, {
        title: change.title[locale],
        place: change.place,
        reason,
      });
    case 'time': {
      const { from, to } = change;
      return t(($) => $.session.change.time, {
        to: formatMoment(new Date(to.startsAt), locale, to.zone),
        zone: zoneText(reader.translator, to.zone, new Date(to.startsAt)),
        utc: utcText(reader, new Date(to.startsAt)),
        from: formatMoment(new Date(from.startsAt), locale, from.zone),
        reason,
      });
    }
    case 'place':
    case 'cancelled':
      return t(($) => $.session.change[change.kind], { reason });
  }
};

/** Who put an item on an agenda, without names. */
export const moverText = (
  { translator: { t } }: Reader,
  { mover, enteredBy, petitionNumber }: Pick<AgendaItem, 'mover' | 'enteredBy' | 'petitionNumber'>,
): string => {
  if (mover === 'petition') return t(($) => $.session.mover.petition, { petition: petitionNumber ?? 0 });
  if (mover === 'chair' && enteredBy === 'secretariat') return t(($) => $.session.mover.chairTyped);
  return t(($) => $.session.mover[mover]);
};

export const hubButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openHub.pack({}), ($) => $.session.backToHub);

export const sessionButton = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, openSession.pack({ number }), ($) => $.session.backToSession, { number });

export type SessionFacts = {
  readonly session: Session;
  /** Public name; undefined: not named yet. */
  readonly chair: string | undefined;
  readonly items: number;
  readonly strategic: number;
  /** Why it was cancelled. */
  readonly changes: readonly AgendaChange[];
  /** Delegates and officers know the place. */
  readonly mayKnowPlace: boolean;
  readonly isDelegate: boolean;
  readonly isChair: boolean;
  /** Items off the agenda that a delegate may look at. */
  readonly moved: number;
  /** What other nouns add: attendance, votes, decisions, the composition. */
  readonly parts: { readonly text: string; readonly rows: Keyboard };
  /** Shown as the hub of the Congress: its way back is home. */
  readonly isHub: boolean;
};

const isAhead = ({ state }: Session): boolean =>
  state === 'planned' || state === 'frozen' || state === 'called';

const placeText = ({ translator: { t } }: Reader, { session, mayKnowPlace }: SessionFacts): string =>
  mayKnowPlace ? t(($) => $.session.place, { place: session.place.text }) : t(($) => $.session.placeHidden);

const sessionText = (reader: Reader, facts: SessionFacts): string => {
  const { t } = reader.translator;
  const { session, chair, items, strategic } = facts;
  const cancelled = facts.changes.findLast(({ kind }) => kind === 'cancelled');
  return paragraphs(
    t(($) => $.session.title, { number: session.number }),
    whenText(reader, session),
    paragraphs(
      t(($) => $.session.state[session.state]),
      cancelled !== undefined &&
        t(($) => $.session.cancelReason, { reason: cancelled.reason[reader.translator.locale] }),
    ),
    [
      isAhead(session) || session.state === 'open' ? placeText(reader, facts) : '',
      chair === undefined ? t(($) => $.session.chairNone) : t(($) => $.session.chair, { name: chair }),
      items === 0 ? t(($) => $.session.itemsNone) : t(($) => $.session.items, { count: items, strategic }),
    ]
      .filter((line) => line !== '')
      .join('\n'),
    facts.parts.text,
  );
};

const row = (label: string, data: string): Keyboard[number] => [button(label, data)];

const delegateRows = ({ translator: { plain } }: Reader, facts: SessionFacts): Keyboard => {
  const { session, isDelegate, isChair } = facts;
  const rows: Keyboard[number][] = [];
  if (isChair && session.state === 'planned')
    rows.push(
      row(
        plain(($) => $.session.putAsChair),
        putAsChair.pack({ number: session.number }),
      ),
    );
  if (isDelegate)
    rows.push(
      row(
        plain(($) => $.session.put),
        putItem.pack({}),
      ),
    );
  return rows;
};

const hubRows = ({ translator: { plain } }: Reader, moved: number): Keyboard => [
  row(
    plain(($) => $.session.openMoved, { count: moved }),
    openMovedItems.pack({ page: 0 }),
  ),
  row(
    plain(($) => $.session.openPast),
    openPastSessions.pack({ page: 0 }),
  ),
];

/** A session: when, where, what state, what is on its agenda. What other nouns do with it comes in `parts`. */
export const renderSession = (reader: Reader, facts: SessionFacts): Screen => {
  const { plain } = reader.translator;
  const { session, items, parts, isHub } = facts;
  const { number } = session;
  return {
    text: sessionText(reader, facts),
    keyboard: [
      // While it sits, the floor is what a delegate came for.
      ...(session.state === 'open' ? parts.rows : []),
      ...(items === 0
        ? []
        : [
            row(
              plain(($) => $.session.openAgenda, { count: items }),
              openAgenda.pack({ number, page: 0 }),
            ),
          ]),
      ...(session.state === 'open' ? [] : parts.rows),
      ...delegateRows(reader, facts),
      ...(isAhead(session)
        ? [
            row(
              plain(($) => $.session.calendar),
              sendCalendar.pack({ number }),
            ),
          ]
        : []),
      ...(isHub ? hubRows(reader, facts.moved) : []),
      [isHub ? homeButton(reader) : hubButton(reader)],
    ],
  };
};

/** The Congress while no session is planned. */
export const renderNoSession = (
  reader: Reader,
  facts: Pick<SessionFacts, 'isDelegate' | 'moved'> & {
    readonly rows: Keyboard;
    readonly line?: string | undefined;
  },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.session.hubTitle),
      facts.line,
      t(($) => $.session.hubNone),
    ),
    keyboard: [
      ...facts.rows,
      ...(facts.isDelegate
        ? [
            row(
              plain(($) => $.session.put),
              putItem.pack({}),
            ),
          ]
        : []),
      ...hubRows(reader, facts.moved),
      [homeButton(reader)],
    ],
  };
};

/** A refusal or a receipt with the way back to the Congress. */
export const renderSessionLine = (reader: Reader, line: string): Screen => ({
  text: line,
  keyboard: [[hubButton(reader)]],
});

type Line = Pick<Session, 'number' | 'startsAt' | 'state' | 'zone'>;

/** Sessions that were held or cancelled, newest first. */
export const renderPastSessions = (
  reader: Reader,
  sessions: readonly Line[],
  at: { readonly page: number; readonly pages: number },
): Screen => {
  const { t, plain, locale } = reader.translator;
  const stateOf = ({ state }: Line) => plain(($) => $.session.stateShort[state]);
  return {
    text: paragraphs(
      t(($) => $.session.pastTitle, { page: at.page + 1, pages: at.pages }),
      sessions.length === 0
        ? t(($) => $.session.pastNone)
        : sessions
            .map((one) =>
              t(($) => $.session.pastLine, {
                number: one.number,
                day: formatDate(one.startsAt, locale, one.zone),
                state: stateOf(one),
              }),
            )
            .join('\n'),
    ),
    keyboard: [
      ...sessions.map((one) =>
        row(
          plain(($) => $.session.openOne, { number: one.number, state: stateOf(one) }),
          openSession.pack({ number: one.number }),
        ),
      ),
      ...turnButtons(reader, at.page, at.pages, (page) => openPastSessions.pack({ page })),
      [hubButton(reader)],
    ],
  };
};
