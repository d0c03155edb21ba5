import type { Review } from '../../db/read/project/projectReview.ts';
import { paginate } from '../../governance/kit/paginate.ts';
import { criteria } from '../../governance/project/projectReview.ts';
import { formatDay } from '../../i18n/format.ts';
import { paragraphs, type Reader, type Screen } from '../kit/screen.ts';
import { turnButtons } from '../office/office.ts';
import { ownProjectButton } from './ownProject.ts';
import { readDecision } from './projectCallbacks.ts';

/** Criterion by criterion what would help, then the reason; plain text, to be paged and escaped by whoever shows it. */
export const adviceText = (
  { translator: { plain } }: Reader,
  review: Pick<Review, 'criteria' | 'reason'>,
): string => {
  const unmet = criteria.flatMap((criterion) => {
    const judged = review.criteria[criterion];
    if (judged === undefined || judged.met) return [];
    const name = plain(($) => $.project.criterion[criterion]);
    return [
      judged.advice === undefined
        ? plain(($) => $.project.advice.lineUnmet, { criterion: name })
        : plain(($) => $.project.advice.line, { criterion: name, advice: judged.advice ?? '' }),
    ];
  });
  const reason = review.reason;
  const last = reason === undefined ? [] : [plain(($) => $.project.advice.reason, { reason })];
  return [...unmet, ...last].join('\n\n');
};

/** How many things there are to correct: as many as adviceText has paragraphs. */
export const countRemarks = ({ criteria: judged, reason }: Pick<Review, 'criteria' | 'reason'>): number =>
  Object.values(judged).filter(({ met }) => !met).length + (reason === undefined ? 0 : 1);

/** How many criteria were met, of those that were judged. */
export const countMet = (
  review: Pick<Review, 'criteria'>,
): { readonly met: number; readonly all: number } => {
  const judged = Object.values(review.criteria);
  return { met: judged.filter(({ met }) => met).length, all: judged.length };
};

/** What the evaluator decided, page by page, for who answers for the project. */
export const renderDecision = (
  reader: Reader,
  { number, review }: { readonly number: number; readonly review: Review },
  wanted: number,
): Screen => {
  const { t, locale } = reader.translator;
  const { outcome } = review;
  const pages = paginate(adviceText(reader, review));
  const page = Math.min(wanted, Math.max(0, pages.length - 1));
  const facts = { day: formatDay(review.decidedOn, locale), ...countMet(review) };
  return {
    text: paragraphs(
      t(($) => $.project.advice.title, { number }),
      outcome !== 'verified' && t(($) => $.project.advice[outcome], facts),
      pages[page] !== undefined && t(($) => $.project.card.text, { text: pages[page] }),
      pages.length > 1 && t(($) => $.project.card.page, { page: page + 1, pages: pages.length }),
    ),
    keyboard: [
      ...turnButtons(reader, page, pages.length, (to) => readDecision.pack({ number, page: to })),
      [ownProjectButton(reader, number)],
    ],
  };
};
