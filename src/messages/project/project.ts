import type { Project } from '../../db/read/project/project.ts';
import { paginate } from '../../governance/kit/paginate.ts';
import { type ProjectContent, projectTexts } from '../../governance/project/project.ts';
import { formatDay, formatNumber } from '../../i18n/format.ts';
import type { Refusal } from '../../result.ts';
import { onlyLanguage } from '../kit/language.ts';
import { renderRefusals } from '../kit/refusal.ts';
import { type ReturnedWork, returnedRows, returnedText } from '../kit/returnedWork.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { continueButton, homeButton } from '../kit/ways.ts';
import { turnButtons } from '../office/office.ts';
import {
  applyWithProject,
  openCard,
  openOwnProject,
  openProjects,
  openRegistry,
  searchRegistry,
} from './projectCallbacks.ts';

export const projectsButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openProjects.pack({}), ($) => $.project.backToProjects);
const registryButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openRegistry.pack({ page: 0 }), ($) => $.project.backToRegistry);
const searchRow = ({ translator: { plain } }: Reader): Keyboard[number] => [
  press(plain, searchRegistry.pack({}), ($) => $.project.search),
];

export type ProjectLine = { readonly number: number; readonly name: string };

/** The way in: what projects are, mine, the registry, an application. */
export const renderProjects = (
  reader: Reader,
  facts: {
    readonly mine: readonly ProjectLine[];
    readonly verified: number;
    readonly returned: ReturnedWork;
    readonly line?: string | undefined;
  },
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.project.title),
      facts.line,
      returnedText(reader, facts.returned),
      t(($) => $.project.about),
      t(($) => $.project.count, { count: facts.verified }),
    ),
    keyboard: [
      ...returnedRows(reader, facts.returned),
      ...facts.mine.map(({ number, name }) => [
        press(plain, openOwnProject.pack({ number }), ($) => $.project.openMine, { name }),
      ]),
      [press(plain, openRegistry.pack({ page: 0 }), ($) => $.project.openRegistry)],
      searchRow(reader),
      [press(plain, applyWithProject.pack({}), ($) => $.project.apply)],
      [homeButton(reader)],
    ],
  };
};

const cardRows = ({ translator: { plain } }: Reader, lines: readonly ProjectLine[]): Keyboard =>
  lines.map(({ number, name }) => [
    press(plain, openCard.pack({ number, page: 0 }), ($) => $.project.openOne, { number, name }),
  ]);

/** Verified projects, a page of them. */
export const renderRegistry = (
  reader: Reader,
  facts: {
    readonly lines: readonly ProjectLine[];
    readonly page: number;
    readonly pages: number;
    readonly line?: string | undefined;
  },
): Screen => {
  const { t } = reader.translator;
  const { lines, page, pages } = facts;
  return {
    text: paragraphs(
      t(($) => $.project.registry, { page: page + 1, pages }),
      facts.line,
      lines.length === 0 && t(($) => $.project.registryNone),
    ),
    keyboard: [
      ...cardRows(reader, lines),
      ...(pages > 1 ? [searchRow(reader)] : []),
      ...turnButtons(reader, page, pages, (to) => openRegistry.pack({ page: to })),
      [projectsButton(reader)],
    ],
  };
};

/** What a search found; `count` of all, the first of which are shown. */
export const renderFound = (
  reader: Reader,
  found: { readonly query: string; readonly lines: readonly ProjectLine[]; readonly count: number },
): Screen => {
  const { t } = reader.translator;
  const { query, lines, count } = found;
  return {
    text: paragraphs(
      t(($) => $.project.found),
      count === 0
        ? t(($) => $.project.foundNone, { query })
        : t(($) => $.project.foundSome, { query, count: count }),
      count > lines.length && t(($) => $.project.foundMore, { shown: lines.length }),
    ),
    keyboard: [...cardRows(reader, lines), searchRow(reader), [registryButton(reader)]],
  };
};

type Sections = Pick<ProjectContent, 'goals' | 'tasks' | 'mechanism' | 'timeFrame' | 'results'> &
  Partial<Record<'budget' | 'people', string>>;

/** The long answers under their titles, in pages; `sections` without budget and people for everybody but the evaluator. */
export const sectionPages = ({ translator: { plain } }: Reader, sections: Sections): string[] =>
  paginate(
    projectTexts
      .flatMap((field) => {
        const text = field === 'name' ? undefined : sections[field];
        return text === undefined ? [] : [`${plain(($) => $.project.field[field])}\n${text}`];
      })
      .join('\n\n'),
  );

const cardFacts = (reader: Reader, project: Project, content: ProjectContent): string => {
  const { t, locale } = reader.translator;
  const { participants, active, verifiedOn, state, supported } = project;
  const number = (value: number) => formatNumber(value, locale);
  const { kind, region } = content;
  return [
    kind !== undefined && t(($) => $.project.card.kind, { kind: t(($) => $.project.kind[kind]) }),
    region !== undefined && t(($) => $.project.card.region, { region }),
    t(($) => $.project.card.people, { participants: number(participants), active: number(active) }),
    state !== 'verified'
      ? t(($) => $.project.card.ended)
      : verifiedOn !== null && t(($) => $.project.card.verified, { day: formatDay(verifiedOn, locale) }),
    supported && t(($) => $.project.card.supported),
    onlyLanguage(reader, content.locale) ?? false,
  ]
    .filter((line) => line !== false)
    .join('\n');
};

/** A project's public card, page by page; `rows`: what an officer can do with it. */
export const renderCard = (
  reader: Reader,
  { project, content }: { readonly project: Project; readonly content: ProjectContent },
  at: { readonly page: number; readonly line?: string | undefined; readonly rows?: Keyboard },
): Screen => {
  const { t } = reader.translator;
  const { number } = project;
  const pages = sectionPages(reader, content);
  const page = Math.min(at.page, pages.length - 1);
  return {
    text: paragraphs(
      t(($) => $.project.card.title, { number, name: content.name }),
      at.line,
      page === 0 && cardFacts(reader, project, content),
      t(($) => $.project.card.text, { text: pages[page] ?? '' }),
      pages.length > 1 && t(($) => $.project.card.page, { page: page + 1, pages: pages.length }),
    ),
    keyboard: [
      ...turnButtons(reader, page, pages.length, (to) => openCard.pack({ number, page: to })),
      ...(at.rows ?? []),
      [registryButton(reader)],
    ],
  };
};

/** Why somebody can't apply, and the step that brings what is missing. */
export const renderCantApply = (reader: Reader, refusals: readonly Refusal[]): Screen => {
  const isRight = refusals.some(({ code }) => code.startsWith('right.'));
  const reasons = renderRefusals(reader, refusals);
  const text = isRight
    ? paragraphs(
        reader.translator.t(($) => $.project.cantApply),
        reasons,
      )
    : reasons;
  return {
    text,
    keyboard: [
      ...(isRight ? [[continueButton(reader)]] : []),
      [projectsButton(reader)],
      [homeButton(reader)],
    ],
  };
};

/** What came of an act, with the way on. */
export const renderProjectLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[projectsButton(reader)], [homeButton(reader)]],
});
