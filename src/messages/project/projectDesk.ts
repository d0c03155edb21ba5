import type { ApplicationLine, Project } from '../../db/read/project/project.ts';
import type { Claim } from '../../db/read/project/projectClaim.ts';
import type { Review } from '../../db/read/project/projectReview.ts';
import { paginate } from '../../governance/kit/paginate.ts';
import { formatDay, formatNumber } from '../../i18n/format.ts';
import { onlyLanguage } from '../kit/language.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { ageText, deskButton, turnButtons } from '../office/office.ts';
import { sectionPages } from './project.ts';
import {
  giveBackApplication,
  judgeApplication,
  openAppeal,
  openApplication,
  openClaim,
  openProjectQueue,
  proposeAct,
  takeNextApplication,
} from './projectCallbacks.ts';
import { adviceText } from './projectDecision.ts';

export const projectQueueButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openProjectQueue.pack({ page: 0 }), ($) => $.project.desk.backToQueue);

/** One thing of the queue; disputes and appeals wait for officers of more than one role. */
export type DeskLine =
  | ({ readonly kind: 'application' } & ApplicationLine)
  | { readonly kind: 'claim'; readonly number: number; readonly openedAt: Date }
  | { readonly kind: 'appeal'; readonly number: number };

const lineRow = ({ translator: { plain } }: Reader, age: (since: Date) => string, line: DeskLine): Button => {
  const { number } = line;
  switch (line.kind) {
    case 'application': {
      const facts = { number, age: age(line.submittedAt) };
      const label = line.mine
        ? plain(($) => $.project.desk.applicationMine, facts)
        : plain(($) => $.project.desk.application, facts);
      return button(label, openApplication.pack({ number, page: 0 }));
    }
    case 'claim':
      return press(plain, openClaim.pack({ number }), ($) => $.project.desk.claim, {
        number,
        age: age(line.openedAt),
      });
    case 'appeal':
      return press(plain, openAppeal.pack({ number }), ($) => $.project.desk.appeal, { number });
  }
};

export const renderProjectQueue = (
  reader: Reader,
  facts: {
    readonly lines: readonly DeskLine[];
    readonly page: number;
    readonly pages: number;
    readonly now: Date;
    readonly line?: string | undefined;
  },
): Screen => {
  const { t, plain } = reader.translator;
  const name = t(($) => $.office.queueName.projects);
  const { lines, page, pages, now } = facts;
  const isFree = lines.some((line) => line.kind === 'application' && !line.mine);
  return {
    text: paragraphs(
      t(($) => $.office.queueTitle, { name, page: page + 1, pages }),
      facts.line,
      t(($) => (lines.length === 0 ? $.office.queueNothing : $.project.desk.waitsFrom)),
    ),
    keyboard: [
      ...(isFree ? [[press(plain, takeNextApplication.pack({}), ($) => $.project.desk.takeNext)]] : []),
      ...lines.map((line) => [lineRow(reader, (since) => ageText(reader, since, now), line)]),
      ...turnButtons(reader, page, pages, (to) => openProjectQueue.pack({ page: to })),
      [deskButton(reader)],
    ],
  };
};

/** What was advised last time, then the answers, budget and people too, in pages of plain text. */
const applicationPages = (
  reader: Reader,
  { application }: Project,
  earlier: Review | undefined,
): string[] => {
  const { plain, locale } = reader.translator;
  const before =
    earlier?.outcome === 'returned'
      ? paginate(
          `${plain(($) => $.project.desk.earlier, { day: formatDay(earlier.decidedOn, locale) })}\n\n${adviceText(reader, earlier)}`,
        )
      : [];
  return [...sectionPages(reader, application), ...before];
};

/** The application for the evaluator who took it; who leads it stands nowhere. */
export const renderApplication = (
  reader: Reader,
  { project, earlier }: { readonly project: Project; readonly earlier: Review | undefined },
  wanted: number,
): Screen => {
  const { t, plain, locale } = reader.translator;
  const { number, application } = project;
  const pages = applicationPages(reader, project, earlier);
  const page = Math.min(wanted, pages.length - 1);
  const { kind, region } = application;
  const facts = {
    participants: formatNumber(project.participants, locale),
    active: formatNumber(project.active, locale),
  };
  return {
    text: paragraphs(
      t(($) => $.project.desk.title, { number, page: page + 1, pages: pages.length }),
      page === 0 &&
        [
          `<b>${t(($) => $.project.card.name, { name: application.name })}</b>`,
          t(($) => $.project.desk.facts, facts),
          kind !== null && t(($) => $.project.card.kind, { kind: t(($) => $.project.kind[kind]) }),
          region !== null && t(($) => $.project.card.region, { region }),
          onlyLanguage(reader, application.locale) ?? false,
        ]
          .filter((line) => line !== false)
          .join('\n'),
      t(($) => $.project.card.text, { text: pages[page] ?? '' }),
    ),
    keyboard: [
      ...turnButtons(reader, page, pages.length, (to) => openApplication.pack({ number, page: to })),
      [press(plain, judgeApplication.pack({ number }), ($) => $.project.desk.judge)],
      [press(plain, giveBackApplication.pack({ number }), ($) => $.project.desk.giveBack)],
      [projectQueueButton(reader)],
    ],
    protect: true,
  };
};

const actRow = (
  number: number,
  label: string,
  act: Parameters<typeof proposeAct.pack>[0]['act'],
): Keyboard[number] => [button(label, proposeAct.pack({ number, act }))];

/** A dispute about the leadership: the grounds, and the two ways it can end; two officers are needed for either. */
export const renderClaim = (
  reader: Reader,
  { project, claim }: { readonly project: Project; readonly claim: Claim },
): Screen => {
  const { t, plain } = reader.translator;
  const { number, application } = project;
  return {
    text: paragraphs(
      t(($) => $.project.desk.claimTitle, { number }),
      t(($) => $.project.desk.claimText, { name: application.name, grounds: claim.grounds }),
    ),
    keyboard: [
      actRow(
        number,
        plain(($) => $.project.desk.claimUpheld),
        'claimUpheld',
      ),
      actRow(
        number,
        plain(($) => $.project.desk.claimDismissed),
        'claimDismissed',
      ),
      [projectQueueButton(reader)],
    ],
    protect: true,
  };
};

/** An appeal that waits for the session, with both sides' words. */
export const renderAppeal = (
  reader: Reader,
  { project, review }: { readonly project: Project; readonly review: Review },
): Screen => {
  const { t, plain } = reader.translator;
  const { number, application } = project;
  const words = { reason: review.reason ?? '', words: review.appealWords ?? '' };
  return {
    text: paragraphs(
      t(($) => $.project.desk.appealTitle, { number }),
      t(($) => $.project.desk.appealText, { name: application.name, ...words }),
    ),
    keyboard: [
      actRow(
        number,
        plain(($) => $.project.desk.appealUpheld),
        'appealUpheld',
      ),
      actRow(
        number,
        plain(($) => $.project.desk.appealDismissed),
        'appealDismissed',
      ),
      [projectQueueButton(reader)],
    ],
    protect: true,
  };
};

/** What officers can do with a verified project, on its card. */
export const cardRowsFor = (
  { translator: { plain } }: Reader,
  { number, state, supported }: Project,
  may: { readonly judge: boolean; readonly propose: boolean },
  withdraw: string,
): Keyboard => [
  ...(may.propose && !supported && state === 'verified'
    ? [
        actRow(
          number,
          plain(($) => $.project.desk.support),
          'support',
        ),
      ]
    : []),
  ...(may.judge && state === 'verified' ? [[press(plain, withdraw, ($) => $.project.desk.withdraw)]] : []),
];

/** What an act came to, with the ways on. */
export const renderProjectDeskLine = (reader: Reader, text: string): Screen => ({
  text,
  keyboard: [[projectQueueButton(reader)], [deskButton(reader)]],
});
