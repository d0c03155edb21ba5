import { deadlineText } from '../ballot/ballot.ts';
import { listKey, personName } from '../kit/personButtons.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader } from '../kit/screen.ts';
import { castMarked, markCandidates } from '../mandate/delegateCallbacks.ts';
import { type Candidate, candidateLines } from './projectNominating.ts';

export type MarkingFacts = {
  readonly number: number;
  readonly seats: number;
  readonly closesAt: Date;
  readonly candidates: readonly Candidate[];
  /** Undefined: not on the frozen roll. */
  readonly voted: boolean | undefined;
  readonly now: Date;
};

const RADIX = 36;
/** Marked candidates as bits; there are at most as many as a number holds exactly. */
export const packMarks = (marked: readonly number[]): string =>
  marked.reduce((sum, at) => sum + 2 ** at, 0).toString(RADIX);
export const unpackMarks = (marks: string, count: number): number[] => {
  const bits = Number.parseInt(marks, RADIX);
  return Array.from({ length: count }, (_, at) => at).filter((at) => Math.floor(bits / 2 ** at) % 2 === 1);
};

const numbersOf = (marked: readonly number[]): string => marked.map((at) => at + 1).join(', ');

export const markRows = (reader: Reader, facts: MarkingFacts, marked: readonly number[]): Keyboard => {
  const { plain } = reader.translator;
  const { number, seats, candidates } = facts;
  const key = listKey(candidates.map(({ personId }) => personId));
  const label = (at: number) => ({
    number: at + 1,
    name: personName(reader, candidates[at] ?? { name: null }),
  });
  const rows = candidates.map((_, at): Button[] => {
    if (seats === 1)
      return [
        press(
          plain,
          castMarked.pack({ number, marks: packMarks([at]), key }),
          ($) => $.protocol.vote.castOne,
          label(at),
        ),
      ];
    const isMarked = marked.includes(at);
    const next = isMarked ? marked.filter((one) => one !== at) : [...marked, at].toSorted((a, b) => a - b);
    // As many as there are seats: first one has to be unmarked.
    if (next.length > seats) return [];
    return [
      press(
        plain,
        markCandidates.pack({ number, marks: packMarks(next), key }),
        ($) => (isMarked ? $.protocol.vote.unmark : $.protocol.vote.mark),
        label(at),
      ),
    ];
  });
  const cast = press(
    plain,
    castMarked.pack({ number, marks: packMarks(marked), key }),
    ($) => $.protocol.vote.cast,
    { numbers: numbersOf(marked) },
  );
  const none = press(plain, castMarked.pack({ number, marks: '0', key }), ($) => $.protocol.vote.castNone);
  return [
    ...(marked.length > 0 ? [[cast]] : []),
    ...rows.filter((row) => row.length > 0),
    ...(marked.length > 0 ? [] : [[none]]),
  ];
};

export const markingText = (reader: Reader, facts: MarkingFacts, marked: readonly number[]): string => {
  const { t } = reader.translator;
  const { voted } = facts;
  const own =
    voted === undefined
      ? t(($) => $.protocol.vote.notOnRoll)
      : t(($) => (voted ? $.protocol.vote.voted : $.protocol.vote.notVoted));
  return paragraphs(
    t(($) => $.protocol.vote.open, { count: facts.seats, until: deadlineText(reader, facts.closesAt) }),
    candidateLines(reader, facts.candidates),
    facts.now >= facts.closesAt ? t(($) => $.protocol.vote.over) : own,
    marked.length > 0 && t(($) => $.protocol.vote.marked, { numbers: numbersOf(marked) }),
    t(($) => $.protocol.vote.rollCall),
  );
};
