import type { Decidable } from '../../db/read/ballot/ballot.ts';
import type { Texts } from '../../governance/kit/text.ts';
import { paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openMyList } from '../list/listCallbacks.ts';
import { deadlineText, pageRow } from './ballot.ts';
import { openBallotScreen, openVoteList } from './ballotCallbacks.ts';

export type VoteListFacts = {
  readonly decidable: readonly Decidable[];
  readonly recent: readonly { readonly number: number; readonly question: Texts }[];
  readonly lists: readonly { readonly number: number; readonly title: Texts }[];
};

const PAGE = 5;

/** All I can decide on with deadlines in my zone; then the last results and my lists. */
export const renderVoteList = (
  reader: Reader,
  facts: VoteListFacts,
  wanted: number,
  line?: string,
): Screen => {
  const { t, plain, locale } = reader.translator;
  const pages = Math.max(1, Math.ceil(facts.decidable.length / PAGE));
  const page = Math.min(wanted, pages - 1);
  const shown = facts.decidable.slice(page * PAGE, (page + 1) * PAGE);
  const lines = shown.map(({ number, question, closesAt, voted }) =>
    t(($) => (voted ? $.ballot.line.voted : $.ballot.line.open), {
      number,
      question: question[locale],
      deadline: deadlineText(reader, closesAt),
    }),
  );
  return {
    text: paragraphs(
      t(($) => $.ballot.listTitle),
      line,
      ...(lines.length > 0 ? lines : [t(($) => $.ballot.nothing)]),
      facts.recent.length > 0 && t(($) => $.ballot.recent),
    ),
    keyboard: [
      ...shown.map(({ number, question }) => [
        press(plain, openBallotScreen.pack({ number }), ($) => $.ballot.label, {
          number,
          question: question[locale],
        }),
      ]),
      ...pageRow(reader, page, pages, (to) => openVoteList.pack({ page: to })),
      ...facts.recent.map(({ number, question }) => [
        press(plain, openBallotScreen.pack({ number }), ($) => $.ballot.resultLabel, {
          number,
          question: question[locale],
        }),
      ]),
      ...facts.lists.map(({ number, title }) => [
        press(plain, openMyList.pack({ number }), ($) => $.ballot.myList, { title: title[locale] }),
      ]),
      [homeButton(reader)],
    ],
  };
};
