import type { PublicBallot } from '../../db/read/ballot/publicBallot.ts';
import { choiceKeys } from '../../governance/ballot/ballot.ts';
import type { CastOutcome } from '../../governance/ballot/cast.ts';
import type { AdoptedBylaws, Fraction } from '../../governance/bylaws/bylaws.ts';
import { judge, quorumOf } from '../../governance/congress/majority.ts';
import { paginate } from '../../governance/kit/paginate.ts';
import { formatDeadline, formatNumber } from '../../i18n/format.ts';
import { wordsHtml } from '../../i18n/words.ts';
import type { Refusal } from '../../result.ts';
import { renderRefusals } from '../kit/refusal.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { continueButton, hallRow } from '../kit/ways.ts';
import { castVote, openBallotScreen, openVoteList, showBallotText } from './ballotCallbacks.ts';

/** What the screen knows of whoever looks at it; never what they chose. */
export type BallotPlace = {
  readonly onRoll: boolean;
  readonly voted: boolean;
  /** Why somebody is not on the roll. */
  readonly missing: readonly Refusal[];
  /** What the members said before the Congress's strategic vote, or that they were not asked (M7). */
  readonly advisory?: PublicBallot | 'declined' | undefined;
};

export const fractionText = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`;

export const deadlineText = ({ translator: { locale }, zone }: Reader, at: string | Date): string =>
  formatDeadline(new Date(at), locale, zone);

const clauseParts = (rule: 'current' | 'statement', { bylaws }: AdoptedBylaws): Fraction =>
  rule === 'current' ? bylaws.currentMajority : bylaws.statementMajority;

/** How the vote will be judged, with the numbers that are already fixed. */
const ruleText = (
  reader: Reader,
  { rule, base, electorate }: PublicBallot,
  adopted: AdoptedBylaws,
): string => {
  const { t, locale } = reader.translator;
  const n = (value: number) => formatNumber(value, locale);
  if (rule === 'advisory') return t(($) => $.ballot.rule.advisory, { base: n(base.all) });
  const number = rule === 'strategic' ? base.all : (base.present ?? 0);
  const nobody = { yes: 0, no: 0, abstained: 0, notVoted: number };
  const numbers = { needed: n(judge(rule, base, nobody, adopted).needed), base: n(number) };
  if (rule === 'strategic') {
    const part = fractionText(adopted.bylaws.strategicMajority);
    const ofCongress = electorate === 'congress';
    return t(($) => (ofCongress ? $.ballot.rule.strategicCongress : $.ballot.rule.strategic), {
      part,
      ...numbers,
    });
  }
  const quorum = quorumOf(base, adopted);
  return [
    t(($) => $.ballot.rule.present, { part: fractionText(clauseParts(rule, adopted)), ...numbers }),
    t(($) => $.ballot.rule.quorum, {
      present: n(quorum.present),
      all: n(base.all),
      needed: n(quorum.needed),
    }),
  ].join(' ');
};

const electorateText = (reader: Reader, { electorate, session }: PublicBallot): string => {
  const { t, locale } = reader.translator;
  if (electorate === 'members') return t(($) => $.ballot.electorate.members);
  if (electorate === 'congress')
    return session === undefined
      ? t(($) => $.ballot.electorate.outside)
      : t(($) => $.ballot.electorate.inSession, { session });
  return t(($) => $.ballot.electorate.list, { title: electorate.title[locale] });
};

/** The answers in words, by their keys; options have their numbers. */
export const choiceTexts = (
  reader: Reader,
  { content }: Pick<PublicBallot, 'content'>,
): Map<string, string> => {
  const { plain, locale } = reader.translator;
  const { choices } = content;
  const word = (key: string) =>
    plain(($) => $.ballot.choice[key === 'yes' || key === 'no' ? key : 'abstain']);
  return new Map(
    choiceKeys(choices).map((key, index) => [
      key,
      choices.kind === 'yesNo' ? word(key) : (choices.options[index]?.[locale] ?? ''),
    ]),
  );
};

const voteRows = (reader: Reader, ballot: PublicBallot): Keyboard => {
  const { plain } = reader.translator;
  const isYesNo = ballot.content.choices.kind === 'yesNo';
  return [...choiceTexts(reader, ballot)].map(([choice, text]) => [
    button(
      isYesNo ? text : plain(($) => $.ballot.optionLabel, { number: choice, text }),
      castVote.pack({ number: ballot.number, choice }),
    ),
  ]);
};

const listButton = ({ translator: { plain } }: Reader): Button =>
  press(plain, openVoteList.pack({ page: 0 }), ($) => $.ballot.toList);

const readRow = ({ translator: { plain } }: Reader, { number, content }: PublicBallot): Keyboard =>
  content.description === undefined
    ? []
    : [[press(plain, showBallotText.pack({ number, page: 0 }), ($) => $.ballot.read)]];

/** Options too long for their button stand in the text with their numbers. */
const optionLines = (reader: Reader, ballot: PublicBallot): string | undefined =>
  ballot.content.choices.kind === 'yesNo'
    ? undefined
    : [...choiceTexts(reader, ballot)]
        .map(([number, text]) => reader.translator.t(($) => $.ballot.option, { number, text }))
        .join('\n');

const stateText = (reader: Reader, ballot: PublicBallot, place: BallotPlace): string | undefined => {
  const { t } = reader.translator;
  const deadline = deadlineText(reader, ballot.closesAt);
  if (ballot.state !== 'open') return t(($) => $.ballot.counting, { deadline });
  if (!place.onRoll) return renderRefusals(reader, place.missing);
  return place.voted ? t(($) => $.ballot.voted, { deadline }) : undefined;
};

const advisoryText = (reader: Reader, advisory: BallotPlace['advisory']): string | undefined => {
  const { t, locale } = reader.translator;
  if (advisory === 'declined') return t(($) => $.ballot.advisory.declined);
  const counted = advisory?.result?.verdict?.counted;
  if (advisory === undefined || counted === undefined) return undefined;
  const n = (value: number) => formatNumber(value, locale);
  return t(($) => $.ballot.advisory.closed, {
    number: advisory.number,
    yes: n(counted.yes),
    no: n(counted.no),
    abstained: n(counted.abstained),
    notVoted: n(counted.notVoted),
  });
};

/**
 * A running ballot: what is asked, how it is judged, until when, and the buttons. `line` says what just happened. Nothing here shows a
 * choice or a running number, to anybody.
 */
export const renderBallot = (
  reader: Reader,
  ballot: PublicBallot,
  adopted: AdoptedBylaws,
  place: BallotPlace,
  line?: string,
): Screen => {
  const { t, locale } = reader.translator;
  const { number, rule, content } = ballot;
  const mayVote = ballot.state === 'open' && place.onRoll;
  const isYesNo = content.choices.kind === 'yesNo';
  const brings = place.missing.some(({ code }) => code.startsWith('right.'));
  return {
    text: paragraphs(
      t(($) => $.ballot.heading, { number, kind: t(($) => $.ballot.kind[rule]) }),
      line ?? stateText(reader, ballot, place),
      t(($) => $.ballot.question, { question: content.question[locale] }),
      optionLines(reader, ballot),
      `${electorateText(reader, ballot)} ${t(($) => $.ballot.about[ballot.class])}`,
      ruleText(reader, ballot, adopted),
      advisoryText(reader, place.advisory),
      ballot.state === 'open' &&
        t(($) => $.ballot.deadline, { deadline: deadlineText(reader, ballot.closesAt) }),
      mayVote && t(($) => (isYesNo ? $.ballot.textHelp : $.ballot.textHelpOptions), { number }),
    ),
    keyboard: [
      ...(mayVote ? voteRows(reader, ballot) : []),
      ...(ballot.state === 'open' && brings ? [[continueButton(reader)]] : []),
      ...readRow(reader, ballot),
      // Delegates come from the floor, and go back there.
      ...(ballot.electorate === 'congress' && ballot.session !== undefined
        ? [hallRow(reader, ballot.session)]
        : []),
      [listButton(reader)],
    ],
  };
};

/** The receipt: that the vote is in and until when it can change; never the choice. */
export const castLine = (reader: Reader, effect: CastOutcome['effect'], closesAt: string): string =>
  reader.translator.t(($) => $.ballot.cast[effect], { deadline: deadlineText(reader, closesAt) });

/** The explanation below a question, a page of it. */
export const renderBallotText = (reader: Reader, ballot: PublicBallot, wanted: number): Screen => {
  const { t, plain, locale } = reader.translator;
  const pages = paginate(ballot.content.description?.[locale] ?? '');
  const page = Math.max(0, Math.min(wanted, pages.length - 1));
  const { number } = ballot;
  return {
    text: paragraphs(
      t(($) => $.common.heading, {
        title: plain(($) => $.ballot.textPage, { page: page + 1, pages: Math.max(1, pages.length) }),
      }),
      wordsHtml(pages[page] ?? ''),
    ),
    keyboard: [
      ...pageRow(reader, page, pages.length, (to) => showBallotText.pack({ number, page: to })),
      [press(plain, openBallotScreen.pack({ number }), ($) => $.ballot.toBallot)],
    ],
  };
};

/** ‹ 2/9 › in words for those who hear it: the numbers stand on both buttons. */
export const pageRow = (
  { translator: { plain } }: Reader,
  page: number,
  pages: number,
  pack: (page: number) => string,
): Keyboard => {
  const label = (to: number) => plain(($) => $.ballot.pageOf, { page: to + 1, pages });
  const row = [
    ...(page > 0 ? [button(`‹ ${label(page - 1)}`, pack(page - 1))] : []),
    ...(page < pages - 1 ? [button(`${label(page + 1)} ›`, pack(page + 1))] : []),
  ];
  return row.length === 0 ? [] : [row];
};
