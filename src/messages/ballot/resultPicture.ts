import { formatNumber } from '../../i18n/format.ts';
import type { Reader } from '../kit/screen.ts';
import { choiceTexts, deadlineText } from './ballot.ts';
import { type PublishedBallot, verdictWord } from './result.ts';

type BarKind = 'yes' | 'no' | 'abstain' | 'notVoted' | 'option';

/** A result in words and numbers, ready to be drawn. */
export type ResultPicture = {
  readonly title: string;
  readonly subtitle: string;
  readonly verdict: string;
  readonly verdictKind: 'adopted' | 'notAdopted' | 'advisory';
  readonly bars: readonly {
    readonly label: string;
    readonly count: number;
    readonly countText: string;
    readonly kind: BarKind;
  }[];
  readonly threshold?: { readonly at: number; readonly of: number; readonly label: string };
  readonly footer: readonly string[];
};

const barsOf = (reader: Reader, ballot: PublishedBallot): ResultPicture['bars'] => {
  const { plain, locale } = reader.translator;
  const { content, result } = ballot;
  const bar = (label: string, count: number, kind: BarKind) => ({
    label,
    count,
    countText: formatNumber(count, locale),
    kind,
  });
  const word = (kind: 'yes' | 'no' | 'abstain' | 'notVoted') => plain(($) => $.ballot.result.bar[kind]);
  const voted =
    content.choices.kind === 'yesNo'
      ? (['yes', 'no', 'abstain'] as const).map((key) => bar(word(key), result.counts[key] ?? 0, key))
      : [...choiceTexts(reader, ballot)].map(([key, text]) => bar(text, result.counts[key] ?? 0, 'option'));
  return [...voted, bar(word('notVoted'), result.notVoted, 'notVoted')];
};

/** What the picture of a published result shows; all its numbers stand in the text as well. */
export const resultPicture = (reader: Reader, ballot: PublishedBallot): ResultPicture => {
  const { plain, locale } = reader.translator;
  const { number, rule, content, result, closesAt } = ballot;
  const { verdict } = result;
  const judged = verdict !== undefined && verdict.rule !== 'advisory';
  return {
    title: content.question[locale],
    subtitle: plain(($) => $.ballot.result.cardSubtitle, { number, kind: plain(($) => $.ballot.kind[rule]) }),
    verdict: verdictWord(reader, ballot),
    verdictKind: judged ? (verdict.adopted ? 'adopted' : 'notAdopted') : 'advisory',
    bars: barsOf(reader, ballot),
    ...(judged
      ? {
          threshold: {
            at: verdict.needed,
            of: verdict.base.number,
            label: plain(($) => $.ballot.result.threshold, { needed: formatNumber(verdict.needed, locale) }),
          },
        }
      : {}),
    footer: [
      ...(verdict === undefined ? [] : [plain(($) => $.ballot.result.test, { test: verdict.test })]),
      plain(($) => $.ballot.result.closedAt, {
        deadline: deadlineText({ ...reader, zone: undefined }, closesAt),
      }),
    ],
  };
};
