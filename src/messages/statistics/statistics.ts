import {
  EARLIER,
  REST,
  type Snapshot,
  type StatisticsTable,
} from '../../governance/statistics/statistics.ts';
import { formatDay, formatMonth, formatNumber } from '../../i18n/format.ts';
import { countryName } from '../kit/countryNames.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { showStatisticsPicture } from './statisticsCallbacks.ts';

export type StatisticsFacts = { readonly takenOn: string; readonly content: Snapshot };

export type StatisticsLine = { readonly label: string; readonly count: number; readonly countText: string };
export type StatisticsPart = {
  readonly table: StatisticsTable;
  readonly title: string;
  /** The largest first, months in their order; the rest at the end. */
  readonly lines: readonly StatisticsLine[];
};

/** The order in which they are read. */
const order: readonly StatisticsTable[] = ['status', 'joined', 'country', 'language', 'gender', 'origin'];

const isKey = <Texts extends object>(texts: Texts, key: string): key is Extract<keyof Texts, string> =>
  Object.hasOwn(texts, key);

const labelOf = (
  { translator: { plain, locale } }: Reader,
  table: StatisticsTable,
  group: string,
): string => {
  const groups = plain(($) => $.statistics.group, { returnObjects: true });
  if (group === REST) return plain(($) => $.statistics.rest[table]);
  if (group === EARLIER) return plain(($) => $.statistics.earlier);
  if (table === 'country') return countryName(group, locale);
  if (table === 'joined') return formatMonth(group, locale);
  const key = `${table}-${group}`;
  return isKey(groups, key) ? groups[key] : group;
};

type Entry = readonly [group: string, count: number];
const bySize = ([, a]: Entry, [, b]: Entry): number => b - a;
/** The database keeps no order of keys; months sort as text, and what was before them comes first. */
const timeKey = (group: string): string => (group === EARLIER ? '' : group);
const inTime = ([a]: Entry, [b]: Entry): number => (timeKey(a) < timeKey(b) ? -1 : 1);

/** The snapshot in words and numbers; the picture, the page and the chat show the same. */
export const statisticsParts = (reader: Reader, { content }: StatisticsFacts): readonly StatisticsPart[] => {
  const { plain, locale } = reader.translator;
  return order.flatMap((table) => {
    const entries = Object.entries(content.tables[table] ?? {});
    // Everybody in one rest: the line would only repeat how many members there are.
    if (entries.every(([group]) => group === REST)) return [];
    const named = entries.filter(([group]) => group !== REST);
    const ordered = named.toSorted(table === 'joined' ? inTime : bySize);
    const lines = [...ordered, ...entries.filter(([group]) => group === REST)].map(([group, count]) => ({
      label: labelOf(reader, table, group),
      count,
      countText: formatNumber(count, locale),
    }));
    return [{ table, title: plain(($) => $.statistics.table[table]), lines }];
  });
};

/** What a number means: rounded down, and from which size on a group is shown. */
export const statisticsRule = ({ translator: { plain } }: Reader, { content }: StatisticsFacts): string =>
  plain(($) => $.statistics.rule, { step: content.step, cell: content.cell });

const partText = ({ translator: { t } }: Reader, { title, lines }: StatisticsPart): string => {
  const rows = lines.map(({ label, countText }) => t(($) => $.statistics.line, { label, countText }));
  return [t(($) => $.statistics.part, { title }), ...rows].join('\n');
};

export const membersText = ({ translator: { plain, locale } }: Reader, facts: StatisticsFacts): string =>
  plain(($) => $.statistics.members, {
    members: formatNumber(facts.content.members, locale),
    day: formatDay(facts.takenOn, locale),
  });

/** The Alliance in numbers (rule I4): everybody may read them, also before joining. */
export const renderStatistics = (reader: Reader, facts: StatisticsFacts | undefined): Screen => {
  const { t, plain } = reader.translator;
  const heading = t(($) => $.statistics.heading);
  if (facts === undefined) {
    return {
      text: paragraphs(
        heading,
        t(($) => $.statistics.none),
      ),
      keyboard: [[homeButton(reader)]],
    };
  }
  return {
    text: paragraphs(
      heading,
      membersText(reader, facts),
      ...statisticsParts(reader, facts).map((part) => partText(reader, part)),
      statisticsRule(reader, facts),
    ),
    keyboard: [
      [press(plain, showStatisticsPicture.pack({}), ($) => $.statistics.picture)],
      [homeButton(reader)],
    ],
  };
};

/** A picture many times higher than wide can't be read on a phone; the text has all the lines. */
const LINES_DRAWN = 4;

/** What the picture shows, of the months the newest; all its numbers stand in the text as well. */
export const statisticsPicture = (reader: Reader, facts: StatisticsFacts) => ({
  title: reader.translator.plain(($) => $.statistics.title),
  subtitle: membersText(reader, facts),
  parts: statisticsParts(reader, facts).map(({ table, title, lines }) => ({
    title,
    lines: table === 'joined' ? lines.slice(-LINES_DRAWN) : lines.slice(0, LINES_DRAWN),
  })),
  footer: statisticsRule(reader, facts),
});
