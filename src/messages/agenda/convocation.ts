import type { AgendaItem } from '../../db/read/agenda/agenda.ts';
import type { Session } from '../../db/read/session/session.ts';
import { type ContentLocale, contentLocales, type Texts } from '../../governance/kit/text.ts';
import type { AgendaChange } from '../../governance/session/agendaChange.ts';
import type { Convocation } from '../../governance/session/convocation.ts';
import { formatMoment } from '../../i18n/format.ts';
import type { I18n } from '../../i18n/translator.ts';
import { wordsOf } from '../broadcast/broadcast.ts';
import { paragraphs, type Reader } from '../kit/screen.ts';
import { zoneText } from '../kit/zone.ts';
import { changeText, moverText, utcText } from '../session/session.ts';

export type ConvocationFacts = {
  readonly kind: Convocation;
  readonly session: Session;
  readonly items: readonly AgendaItem[];
  readonly changes: readonly AgendaChange[];
};

/** Telegram's limit of a message is 4,096 units of text; some room is left for an officer's own words. */
const ROOM = 3600;

const lineOf = (reader: Reader, item: AgendaItem, position: number): string => {
  const { t, locale } = reader.translator;
  return t(($) => $.session.letter.line, {
    position,
    title: item.title[locale],
    class: t(($) => $.session.class[item.class]),
    mover: moverText(reader, item),
  });
};

/** As many lines as there is room for; how many more there are is said. */
const fitLines = (reader: Reader, lines: readonly string[], room: number): string => {
  let used = 0;
  const fitting = lines.findIndex((line) => {
    used += wordsOf(line).length + 1;
    return used > room;
  });
  if (fitting === -1) return lines.join('\n');
  const more = reader.translator.t(($) => $.session.letter.more, { count: lines.length - fitting });
  return [...lines.slice(0, fitting), more].join('\n');
};

const textOf = (reader: Reader, { kind, session, items, changes }: ConvocationFacts): string => {
  const { t, locale } = reader.translator;
  const { startsAt, zone } = session;
  const title = t(($) => $.session.letter[kind], { number: session.number });
  const when = t(($) => $.session.letter.when, {
    announced: formatMoment(startsAt, locale, zone),
    zone: zoneText(reader.translator, zone, startsAt),
    utc: utcText(reader, startsAt),
  });
  const told = changes.map((change) => changeText(reader, change));
  if (kind === 'cancelled')
    return paragraphs(
      title,
      fitLines(reader, told, ROOM),
      t(($) => $.session.letter.cancelledNext),
    );
  const lines = kind === 'changes' ? told : items.map((item, index) => lineOf(reader, item, index + 1));
  return paragraphs(
    title,
    when,
    fitLines(reader, lines, ROOM),
    t(($) => $.session.letter.place),
  );
};

const readersOf = (i18n: I18n): [ContentLocale, Reader][] =>
  contentLocales.map((locale) => [locale, { translator: i18n.translatorFor(locale), zone: undefined }]);

const inEach = (i18n: I18n, make: (reader: Reader) => string): Texts => {
  const made = new Map(readersOf(i18n).map(([locale, reader]) => [locale, make(reader)]));
  return { ru: made.get('ru') ?? '', en: made.get('en') ?? '' };
};

/** The words alone, for the preview. */
export const convocationTexts = (i18n: I18n, facts: ConvocationFacts): Texts =>
  inEach(i18n, (reader) => textOf(reader, facts));

/**
 * What goes out to delegates and members, in every language, as the input of a broadcast. The place is not in it: members read it
 * too. News, because nobody has to act on it; delegates are told of what they must do by a notice of their own.
 */
export const composeConvocation =
  (i18n: I18n, username: string) =>
  (facts: ConvocationFacts): unknown => ({
    texts: convocationTexts(i18n, facts),
    buttons: [
      {
        label: inEach(i18n, ({ translator: { plain } }) => plain(($) => $.session.letter.button)),
        url: `https://t.me/${username}?start=session_${facts.session.number}`,
      },
    ],
    class: 'news',
    audience: { who: 'congress' },
  });
