import type { SeatGroup } from '../../db/read/congress/congress.ts';
import type { Mandate } from '../../db/read/mandate/mandate.ts';
import type { Composition } from '../../governance/congress/composition.ts';
import { type Day, dayOf } from '../../governance/kit/day.ts';
import { formatDay } from '../../i18n/format.ts';
import { wordsHtml } from '../../i18n/words.ts';
import { pageRow } from '../ballot/ballot.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openCongress, openCongressDays, openSeats, showHemicycle } from './congressCallbacks.ts';

/** The Congress at an instant; `when` is how buttons name it. */
export type CongressFacts = {
  readonly at: Date;
  readonly when: Day | 'now';
  readonly isPlanned: boolean;
  readonly composition: Composition;
};

export const congressDay = ({ translator: { locale } }: Reader, at: Date): string =>
  formatDay(dayOf(at), locale);

/** What the day means: as it was, or what is known of it. Of now there is nothing to say. */
export const congressWhen = (
  { translator: { plain } }: Reader,
  { when, isPlanned }: Pick<CongressFacts, 'when' | 'isPlanned'>,
): string | undefined => {
  if (when === 'now') return undefined;
  return plain(($) => (isPlanned ? $.congress.planned : $.congress.past));
};

/** The numbers in words, a line each: the chat and the page say the same, and the picture shows no other. */
export const congressNumbers = ({ translator: { plain } }: Reader, composition: Composition): string[] => {
  const { all, ofProjects, ofMembers, projects, strategicNeeds: needed } = composition;
  if (all.entitled === 0) return [plain(($) => $.congress.none)];
  const met = all.filled >= needed;
  return [
    plain(($) => $.congress.all, { ...all, vacant: all.entitled - all.filled }),
    plain(($) => $.congress.ofProjects, { ...ofProjects, projects: projects.length }),
    plain(($) => (ofMembers.filled === 0 ? $.congress.ofMembersVacant : $.congress.ofMembers), ofMembers),
    plain(($) => (met ? $.congress.strategicMet : $.congress.strategicNotMet), { needed }),
  ];
};

const otherDayRow = ({ translator: { plain } }: Reader): readonly Button[] => [
  press(plain, openCongressDays.pack({}), ($) => $.congress.otherDay),
];

const lookRows = ({ translator: { plain } }: Reader, { when, composition }: CongressFacts): Keyboard =>
  composition.all.entitled === 0
    ? []
    : [
        [press(plain, openSeats.pack({ day: when, page: 0 }), ($) => $.congress.list)],
        [press(plain, showHemicycle.pack({ day: when }), ($) => $.congress.picture)],
      ];

/** Who sits in the Congress, in numbers (rules D5, G10, G11): everybody may read it. */
export const renderCongress = (reader: Reader, facts: CongressFacts): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.congress.heading, { day: congressDay(reader, facts.at) }),
    congressWhen(reader, facts),
    ...congressNumbers(reader, facts.composition),
  ),
  keyboard: [...lookRows(reader, facts), otherDayRow(reader), [homeButton(reader)]],
});

const mandateWords = (reader: Reader, { publicName, substituteName, term, ends }: Mandate): string => {
  const { plain } = reader.translator;
  const facts = { name: publicName, day: congressDay(reader, ends), term };
  const line = plain(($) => (term > 1 ? $.congress.again : $.congress.first), facts);
  return substituteName === undefined
    ? line
    : plain(($) => $.congress.substitute, { line, name: substituteName });
};

/** One project's seats, or the individual members', in words without markup. */
export const seatGroupWords = (
  reader: Reader,
  { project, entitled, filled, mandates }: SeatGroup,
): { readonly title: string; readonly seats: string; readonly lines: readonly string[] } => {
  const { plain } = reader.translator;
  const lines = mandates.map((mandate) => mandateWords(reader, mandate));
  if (project !== null) {
    const { number, name } = project;
    const size = plain(($) => $.congress.size[project.size]);
    return {
      title: plain(($) => $.congress.project, { number, name }),
      seats: plain(($) => $.congress.projectSeats, { size, entitled, filled }),
      lines,
    };
  }
  return {
    title: plain(($) => $.congress.members),
    seats: plain(($) => (filled === 0 ? $.congress.membersVacant : $.congress.membersSeats), {
      entitled,
      filled,
    }),
    lines,
  };
};

const groupText = (reader: Reader, group: SeatGroup): string => {
  const { title, seats, lines } = seatGroupWords(reader, group);
  const heading = reader.translator.t(($) => $.common.heading, { title });
  return [heading, seats, ...lines.map((line) => `— ${wordsHtml(line)}`)].join('\n');
};

/** Seats with their delegates, under public names alone. */
export const renderSeats = (
  reader: Reader,
  { at, when }: CongressFacts,
  groups: readonly SeatGroup[],
  { page, pages }: { readonly page: number; readonly pages: number },
): Screen => {
  const { t, plain } = reader.translator;
  const facts = { day: congressDay(reader, at), page: page + 1, pages };
  return {
    text: paragraphs(
      t(($) => (pages > 1 ? $.congress.headingPage : $.congress.heading), facts),
      ...groups.map((group) => groupText(reader, group)),
    ),
    keyboard: [
      ...pageRow(reader, page, pages, (to) => openSeats.pack({ day: when, page: to })),
      [press(plain, openCongress.pack({ day: when }), ($) => $.congress.back)],
      [homeButton(reader)],
    ],
  };
};
