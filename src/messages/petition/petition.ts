import type { Petition } from '../../db/read/petition/petition.ts';
import type { Review } from '../../db/read/petition/petitionReview.ts';
import type { PetitionView } from '../../db/read/petition/petitionView.ts';
import type { Fraction } from '../../governance/bylaws/bylaws.ts';
import { paginate } from '../../governance/kit/paginate.ts';
import { formatDate, formatNearDay, formatNumber } from '../../i18n/format.ts';
import { wordsHtml } from '../../i18n/words.ts';
import { deadlineText, fractionText, pageRow } from '../ballot/ballot.ts';
import { onlyLanguage } from '../kit/language.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import {
  appealPetition,
  askSupport,
  askWithdrawal,
  invitePeople,
  openPetition,
  openPetitions,
  reportPetition,
  showCheckCode,
  showPetitionPicture,
} from './petitionCallbacks.ts';

/** What the screen knows of whoever looks at it. */
export type PetitionPlace = {
  readonly isAuthor: boolean;
  readonly supports: boolean;
  readonly reviews: readonly Review[];
  readonly now: Date;
};

const WHOLE = 100;
const DAY_MS = 86_400_000;

/** «5 %» where that is exact, «1/3» otherwise: no rounded percentage stands for a rule. */
export const shareText = (share: Fraction): string => {
  const { numerator, denominator } = share;
  const percent = numerator * WHOLE;
  return percent % denominator === 0 ? `${percent / denominator}\u00a0%` : fractionText(share);
};

/** The numbers that every text about a petition has. */
export const petitionNumbers = ({ translator: { locale } }: Reader, view: PetitionView) => ({
  number: view.number,
  title: view.title,
  support: formatNumber(view.support, locale),
  needed: formatNumber(view.needed, locale),
  members: formatNumber(view.members, locale),
  share: shareText(view.share),
});

/** Where it stands, with the arithmetic (G9). */
export const progressText = (reader: Reader, view: PetitionView, now: Date): string => {
  const { t, locale } = reader.translator;
  const numbers = petitionNumbers(reader, view);
  if (view.state !== 'open' && view.verdict !== null) {
    const day = formatDate(view.reachedAt ?? view.closesAt, locale, reader.zone);
    const facts = { ...numbers, day, test: view.verdict.test, bylaws: view.verdict.bylawsVersion };
    const state = view.state;
    return paragraphs(
      t(($) => $.petition.verdict[state], facts),
      state === 'reached' && t(($) => $.petition.onAgenda),
    );
  }
  const count = Math.max(0, Math.ceil((view.closesAt.getTime() - now.getTime()) / DAY_MS));
  const deadline = deadlineText(reader, view.closesAt);
  return [t(($) => $.petition.progress, numbers), t(($) => $.petition.daysLeft, { count, deadline })].join(
    ' ',
  );
};

/** Where the author's appeal stands, or what the Congress made of it. */
const appealText = ({ translator: { t, locale } }: Reader, review: Review): string => {
  const { appealedOn, item, session, appealVerdict } = review;
  const day = appealedOn === null ? '' : formatNearDay(appealedOn, locale);
  if (appealVerdict !== null) return t(($) => $.petition.review.appeal[appealVerdict], { day });
  return session === null
    ? t(($) => $.petition.review.appeal.waits, { day, item: item ?? 0 })
    : t(($) => $.petition.review.appeal.onAgenda, { day, item: item ?? 0, session });
};

/** What came of reports: who looks at it now, and what was decided with which reasons. */
export const reviewsText = (reader: Reader, reviews: readonly Review[]): string => {
  const { t, locale } = reader.translator;
  return paragraphs(
    ...reviews.flatMap((review) => {
      const { number: lot, state, dueAt, outcome, decidedOn, appeal } = review;
      if (state === 'deciding')
        return [t(($) => $.petition.review.deciding, { lot, deadline: deadlineText(reader, dueAt) })];
      if (state === 'kept') return [t(($) => $.petition.review.kept, { lot })];
      const quote = (reason: string) => t(($) => $.petition.review.reason, { reason });
      const on = (day: string | null) => (day === null ? '' : formatNearDay(day, locale));
      return [
        t(($) => $.petition.review.closed, { lot, day: on(decidedOn) }),
        ...(outcome?.reasons ?? []).map(quote),
        appeal !== null && appealText(reader, review),
        appeal !== null && quote(appeal),
      ];
    }),
  );
};

/** The text as it is paged: proposal, then reasons, under their heads. */
const pagesOf = ({ translator: { plain } }: Reader, { proposal, reasons }: Petition): string[] =>
  paginate(
    `${plain(($) => $.petition.proposalHead)}\n${proposal}\n\n${plain(($) => $.petition.reasonsHead)}\n${reasons}`,
  );

const headingText = (reader: Reader, view: PetitionView, page: number, pages: number): string => {
  const { t, plain } = reader.translator;
  const facts = { number: view.number, state: plain(($) => $.petition.stateWord[view.state]) };
  return pages === 1
    ? t(($) => $.petition.title, facts)
    : t(($) => $.petition.titlePage, { ...facts, page: page + 1, pages });
};

const authorText = ({ translator: { t } }: Reader, { authorName }: Petition): string =>
  authorName === null ? t(($) => $.petition.authorHidden) : t(($) => $.petition.author, { name: authorName });

export const petitionsButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openPetitions.pack({ tab: 'support', page: 0 }), ($) => $.petition.toList);

export const petitionButton = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, openPetition.pack({ number, page: 0 }), ($) => $.petition.toPetition, { number });

const ownText = ({ translator: { t } }: Reader, view: PetitionView, place: PetitionPlace): string =>
  [
    place.isAuthor && t(($) => $.petition.yours),
    place.supports && t(($) => (view.state === 'open' ? $.petition.supported : $.petition.supportedForGood)),
  ]
    .filter((part) => part !== false)
    .join(' ');

/** «Поддержать» stands under the end of the text only: what is supported was there to be read. */
const supportRows = (
  { translator: { plain } }: Reader,
  { number, state }: PetitionView,
  { supports }: PetitionPlace,
  isLastPage: boolean,
): Keyboard => {
  if (state !== 'open') return [];
  if (supports) return [[press(plain, askWithdrawal.pack({ number }), ($) => $.petition.withdraw)]];
  return isLastPage ? [[press(plain, askSupport.pack({ number }), ($) => $.petition.support)]] : [];
};

const otherRows = ({ translator: { plain } }: Reader, view: PetitionView, place: PetitionPlace): Keyboard => {
  const { number, state } = view;
  const isOpen = state === 'open';
  const isUnderReview = place.reviews.some((one) => one.state === 'deciding');
  const mayAppeal =
    place.isAuthor && state === 'closed' && place.reviews.every(({ appeal }) => appeal === null);
  const rows: [boolean, (typeof places)[keyof typeof places], string][] = [
    [mayAppeal, 'appeal', appealPetition.pack({ number })],
    [place.supports, 'code', showCheckCode.pack({ number })],
    [isOpen, 'picture', showPetitionPicture.pack({ number })],
    [isOpen, 'invite', invitePeople.pack({ number })],
    [isOpen && !place.isAuthor && !isUnderReview, 'report', reportPetition.pack({ number })],
  ];
  return rows.flatMap(([isThere, name, data]) =>
    isThere ? [[press(plain, data, ($) => $.petition[name])]] : [],
  );
};
const places = {
  appeal: 'appeal',
  code: 'code',
  picture: 'picture',
  invite: 'invite',
  report: 'report',
} as const;

/** A petition, a page of its text: what is proposed, where it stands, what I can do. `line` says what just happened. */
export const renderPetition = (
  reader: Reader,
  view: PetitionView,
  place: PetitionPlace,
  at: { readonly page: number; readonly line?: string | undefined },
): Screen => {
  const { t } = reader.translator;
  const pages = pagesOf(reader, view);
  const page = Math.min(at.page, pages.length - 1);
  const { number } = view;
  return {
    text: paragraphs(
      headingText(reader, view, page, pages.length),
      at.line,
      page === 0 && [t(($) => $.petition.name, { title: view.title }), authorText(reader, view)].join('\n'),
      page === 0 && onlyLanguage(reader, view.locale),
      wordsHtml(pages[page] ?? ''),
      progressText(reader, view, place.now),
      reviewsText(reader, place.reviews),
      ownText(reader, view, place),
    ),
    keyboard: [
      ...pageRow(reader, page, pages.length, (to) => openPetition.pack({ number, page: to })),
      ...supportRows(reader, view, place, page === pages.length - 1),
      ...otherRows(reader, view, place),
      [petitionsButton(reader)],
    ],
  };
};
