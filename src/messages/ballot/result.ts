import type { BallotResult } from '../../db/read/ballot/ballotResult.ts';
import type { PublicBallot } from '../../db/read/ballot/publicBallot.ts';
import type { AdoptedBylaws, Bylaws, Fraction } from '../../governance/bylaws/bylaws.ts';
import type { Rule, Verdict } from '../../governance/congress/majority.ts';
import { paginate } from '../../governance/kit/paginate.ts';
import { formatNumber } from '../../i18n/format.ts';
import { wordsHtml } from '../../i18n/words.ts';
import { openDecision } from '../decision/decisionCallbacks.ts';
import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { choiceTexts, deadlineText, fractionText, pageRow } from './ballot.ts';
import { openBallotScreen, openVoteList, showResult, showRollCall } from './ballotCallbacks.ts';

/** A published ballot with its result, as the public may see it. */
export type PublishedBallot = PublicBallot & { readonly result: BallotResult };

type Judged = Exclude<Rule, 'advisory'>;
const clauses: Readonly<Record<Judged, string>> = { strategic: 'G3', current: 'G4', statement: 'G5' };
const partOf = (rule: Judged, bylaws: Bylaws): Fraction =>
  ({
    strategic: bylaws.strategicMajority,
    current: bylaws.currentMajority,
    statement: bylaws.statementMajority,
  })[rule];

/** Enough to compare by eye; the whole hash is in the journal. */
const HASH_SHOWN = 16;

/** With its heading a page of names stays under the 1,500 characters that are read without scrolling back. */
const NAMES_LENGTH = 1400;

/** Adopted or not, in one or two words. */
export const verdictWord = ({ translator: { plain } }: Reader, { result }: PublishedBallot): string => {
  const { verdict } = result;
  if (verdict === undefined || verdict.rule === 'advisory') return plain(($) => $.ballot.result.advisory);
  return plain(($) => (verdict.adopted ? $.ballot.result.adopted : $.ballot.result.notAdopted));
};

const reasonText = ({ translator: { t } }: Reader, { reason }: Verdict): string | undefined =>
  reason === 'noYes' || reason === 'tie' || reason === 'noQuorum'
    ? t(($) => $.ballot.result.reason[reason])
    : undefined;

/** The arithmetic of a yes-no vote (G9): base, needed, counted, rule, bylaws. */
const arithmeticText = (
  reader: Reader,
  { result: { verdict }, electorate }: PublishedBallot,
  { bylaws }: AdoptedBylaws,
): string => {
  const { t, locale } = reader.translator;
  if (verdict === undefined) return '';
  const n = (value: number) => formatNumber(value, locale);
  const { rule, counted, base, bylawsVersion } = verdict;
  const numbers = { yes: n(counted.yes), base: n(base.number), bylaws: bylawsVersion };
  if (rule === 'advisory') return t(($) => $.ballot.result.poll, numbers);
  const needed = {
    needed: n(verdict.needed),
    part: fractionText(partOf(rule, bylaws)),
    clause: clauses[rule],
  };
  if (rule !== 'strategic') return t(($) => $.ballot.result.present, { ...numbers, ...needed });
  const ofCongress = electorate === 'congress';
  return t(($) => (ofCongress ? $.ballot.result.strategicCongress : $.ballot.result.strategic), {
    ...numbers,
    ...needed,
  });
};

const quorumText = ({ translator: { t } }: Reader, { result, base }: PublishedBallot): string | undefined => {
  const quorum = result.verdict?.quorum;
  if (quorum === undefined) return undefined;
  const { present, needed } = quorum;
  return t(($) => $.ballot.result.quorum, { present, needed, all: base.all });
};

const yesNoText = (reader: Reader, ballot: PublishedBallot, adopted: AdoptedBylaws): string => {
  const { t, locale } = reader.translator;
  const { verdict, voted } = ballot.result;
  if (verdict === undefined) return '';
  const n = (value: number) => formatNumber(value, locale);
  const { no, abstained, notVoted } = verdict.counted;
  const counted = { voted: n(voted), no: n(no), abstained: n(abstained), notVoted: n(notVoted) };
  return [
    `<b>${wordsHtml(verdictWord(reader, ballot))}</b>`,
    reasonText(reader, verdict as Verdict),
    arithmeticText(reader, ballot, adopted),
    t(($) => $.ballot.result.counted, counted),
    quorumText(reader, ballot),
    t(($) => $.ballot.result.test, { test: verdict.test }),
  ]
    .filter((part) => part !== undefined)
    .join(' ');
};

const leadingText = (reader: Reader, ballot: PublishedBallot): string => {
  const { t } = reader.translator;
  const texts = choiceTexts(reader, ballot);
  const text = ballot.result.leading.map((key) => texts.get(key) ?? key).join(', ');
  if (ballot.result.leading.length === 0) return t(($) => $.ballot.result.nobody);
  return t(($) => (ballot.result.leading.length > 1 ? $.ballot.result.leadingTie : $.ballot.result.leading), {
    text,
  });
};

const optionsText = (reader: Reader, ballot: PublishedBallot): string => {
  const { t, locale } = reader.translator;
  const n = (value: number) => formatNumber(value, locale);
  const { counts, voted, notVoted } = ballot.result;
  const lines = [...choiceTexts(reader, ballot)].map(([number, text]) =>
    t(($) => $.ballot.result.optionLine, { number, text, votes: n(counts[number] ?? 0) }),
  );
  const turnout = {
    voted: n(voted),
    base: n(ballot.base.all),
    notVoted: n(notVoted),
    bylaws: ballot.bylawsVersion,
  };
  return paragraphs(
    `<b>${wordsHtml(verdictWord(reader, ballot))}</b> ${leadingText(reader, ballot)}`,
    lines.join('\n'),
    t(($) => $.ballot.result.turnout, turnout),
  );
};

/** The verdict in words with everything G9 prints; the same numbers stand in the picture. */
export const resultText = (reader: Reader, ballot: PublishedBallot, adopted: AdoptedBylaws): string => {
  const { t, locale } = reader.translator;
  return paragraphs(
    ballot.content.choices.kind === 'yesNo'
      ? yesNoText(reader, ballot, adopted)
      : optionsText(reader, ballot),
    [
      t(($) => $.ballot.result.roll, {
        size: formatNumber(ballot.rollSize, locale),
        hash: ballot.rollHash.slice(0, HASH_SHOWN),
      }),
      t(($) => $.ballot.result.closedAt, { deadline: deadlineText(reader, ballot.closesAt) }),
    ].join(' '),
  );
};

const whoRow = ({ translator: { plain } }: Reader, { number, result }: PublishedBallot): Keyboard =>
  result.rollCall === undefined
    ? []
    : [[press(plain, showRollCall.pack({ number, page: 0 }), ($) => $.ballot.result.who)]];

/** A vote of the Congress is a decision: everything about it stands there. */
const decisionRow = ({ translator: { plain } }: Reader, { decision }: PublishedBallot): Keyboard =>
  decision === undefined
    ? []
    : [[press(plain, openDecision.pack({ number: decision }), ($) => $.ballot.toDecision)]];

const backRow = ({ translator: { plain } }: Reader): Keyboard => [
  [press(plain, openVoteList.pack({ page: 0 }), ($) => $.ballot.toList)],
];

/** The published result as text, with the way to its picture and, for a roll call, to the names. */
export const renderResult = (
  reader: Reader,
  ballot: PublishedBallot,
  adopted: AdoptedBylaws,
  line?: string,
): Screen => {
  const { t, plain, locale } = reader.translator;
  const { number } = ballot;
  return {
    text: paragraphs(
      t(($) => $.ballot.result.heading, { number }),
      line,
      t(($) => $.ballot.question, { question: ballot.content.question[locale] }),
      resultText(reader, ballot, adopted),
    ),
    keyboard: [
      [press(plain, showResult.pack({ number }), ($) => $.ballot.result.picture)],
      ...whoRow(reader, ballot),
      ...decisionRow(reader, ballot),
      ...backRow(reader),
    ],
  };
};

/** What stands under the picture: its numbers again. The question is in the picture: Telegram's captions are short. */
export const renderResultCaption = (
  reader: Reader,
  ballot: PublishedBallot,
  adopted: AdoptedBylaws,
): Screen => ({
  text: paragraphs(
    reader.translator.t(($) => $.ballot.result.heading, { number: ballot.number }),
    resultText(reader, ballot, adopted),
  ),
  keyboard: [...whoRow(reader, ballot), ...decisionRow(reader, ballot), ...backRow(reader)],
});

/** How somebody voted, in a record. */
export const chosenText = (
  reader: Reader,
  ballot: Pick<PublicBallot, 'content'>,
  choice: string | null,
): string => {
  const key = choice ?? 'none';
  return key === 'yes' || key === 'no' || key === 'abstain' || key === 'none'
    ? reader.translator.plain(($) => $.ballot.result.chosen[key])
    : (choiceTexts(reader, ballot).get(key) ?? key);
};

/** Who voted how, by public name, in pages. */
export const renderRollCall = (reader: Reader, ballot: PublishedBallot, wanted: number): Screen => {
  const { t, plain } = reader.translator;
  const lines = (ballot.result.rollCall ?? []).map(({ name, choice }) =>
    plain(($) => $.ballot.result.whoLine, { name, choice: chosenText(reader, ballot, choice) }),
  );
  const pages = paginate(lines.join('\n'), NAMES_LENGTH);
  const page = Math.max(0, Math.min(wanted, pages.length - 1));
  const { number } = ballot;
  return {
    text: paragraphs(
      pages.length > 1
        ? t(($) => $.ballot.result.whoPage, { number, page: page + 1, pages: pages.length })
        : t(($) => $.ballot.result.whoTitle, { number }),
      wordsHtml(pages[page] ?? ''),
      ballot.electorate === 'congress' && t(($) => $.ballot.result.whoBrackets),
    ),
    keyboard: [
      ...pageRow(reader, page, pages.length, (to) => showRollCall.pack({ number, page: to })),
      ...decisionRow(reader, ballot),
      [press(plain, openBallotScreen.pack({ number }), ($) => $.ballot.toBallot)],
    ],
  };
};
