import type { Review } from '../db/read/petition/petitionReview.ts';
import type { PetitionView } from '../db/read/petition/petitionView.ts';

/** A line of a list as programs read it: on the public pages and over the API the same. */
export const petitionLine = (view: PetitionView) => ({
  number: view.number,
  state: view.state,
  locale: view.locale,
  title: view.title,
  support: view.support,
  needed: view.needed,
  members: view.members,
  openedAt: view.openedAt.toISOString(),
  closesAt: view.closesAt.toISOString(),
});

const reviewJson = ({
  number,
  state,
  openedAt,
  dueAt,
  outcome,
  decidedOn,
  appeal,
  appealedOn,
  item,
  appealVerdict,
}: Review) => ({
  lot: number,
  state,
  openedAt: openedAt.toISOString(),
  dueAt: dueAt.toISOString(),
  outcome,
  decidedOn,
  appeal,
  appealedOn,
  appealItem: item,
  appealVerdict,
});

/** A petition with everything that is published of it; who supports it is not, to anybody. */
export const petitionJson = (
  view: PetitionView,
  {
    reviews,
    commitments,
  }: {
    readonly reviews: readonly Review[];
    readonly commitments: { readonly entries: number; readonly support: number };
  },
) => ({
  ...petitionLine(view),
  author: view.authorName,
  proposal: view.proposal,
  reasons: view.reasons,
  share: view.share,
  bylawsVersion: view.bylawsVersion,
  reachedAt: view.reachedAt?.toISOString() ?? null,
  verdict: view.verdict,
  commitments,
  reviews: reviews.map(reviewJson),
});
