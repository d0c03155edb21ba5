import type { ProjectVoteResult } from '../../governance/projectVote/projectVote.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { type Person, personName } from '../kit/personButtons.ts';
import { button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { drawUpProtocol, openProjectRollCall } from '../mandate/delegateCallbacks.ts';
import { backToVote } from '../mandate/delegates.ts';
import { turnButtons } from '../office/office.ts';

export type ClosedVoteFacts = {
  readonly number: number;
  readonly seats: number;
  readonly candidates: readonly Person[];
  readonly result: ProjectVoteResult | null;
  readonly isHead: boolean;
  /** Until when mandates are in force: then a new protocol may begin with them or after them. */
  readonly currentUntil: Date | null;
};

const resultText = (reader: Reader, facts: ClosedVoteFacts, result: ProjectVoteResult): string => {
  const { t } = reader.translator;
  const { voted, rollSize: roll, tallies, elected, tied } = result;
  const named = (id: string) =>
    personName(reader, facts.candidates.find(({ personId }) => personId === id) ?? { name: null });
  if (tallies.length === 0) return t(($) => $.protocol.vote.nobodyStood);
  if (voted === 0) return t(($) => $.protocol.vote.nobodyVoted, { roll });
  const lines = tallies.map(({ id, votes }) => {
    const line = t(($) => $.protocol.vote.tally, { name: named(id), count: votes });
    const seat = elected.indexOf(id) + 1;
    // The line is text already: escaped once, it must not be escaped again.
    return seat === 0
      ? line
      : t(($) => $.protocol.vote.elected, { line, seat, interpolation: { escapeValue: false } });
  });
  const vacant = facts.seats - elected.length;
  return paragraphs(
    t(($) => $.protocol.vote.turnout, { voted, roll, needed: Math.floor(voted / 2) + 1 }),
    lines.join('\n'),
    tied.length > 0 && t(($) => $.protocol.vote.tied, { names: tied.map(named).join(', ') }),
    vacant > 0 && t(($) => $.protocol.vote.vacant, { count: vacant }),
  );
};

export const closedText = (reader: Reader, facts: ClosedVoteFacts): string => {
  const { isHead, result, currentUntil } = facts;
  const asks = isHead && currentUntil !== null && (result?.elected.length ?? 0) > 0;
  return paragraphs(
    result !== null && resultText(reader, facts, result),
    asks &&
      reader.translator.t(($) => $.protocol.vote.beginsAsk, { until: deadlineText(reader, currentUntil) }),
  );
};

export const closedRows = ({ translator: { plain } }: Reader, facts: ClosedVoteFacts): Keyboard => {
  const { number, isHead, result, currentUntil } = facts;
  const isElected = (result?.elected.length ?? 0) > 0;
  const drawUp = (label: string, begins: 'acceptance' | 'afterCurrent') => [
    button(label, drawUpProtocol.pack({ number, begins })),
  ];
  const protocolRows: Keyboard =
    !isHead || !isElected
      ? []
      : currentUntil === null
        ? [
            drawUp(
              plain(($) => $.protocol.vote.toProtocol),
              'acceptance',
            ),
          ]
        : [
            drawUp(
              plain(($) => $.protocol.vote.toProtocolNow),
              'acceptance',
            ),
            drawUp(
              plain(($) => $.protocol.vote.toProtocolLater),
              'afterCurrent',
            ),
          ];
  return [
    ...protocolRows,
    [press(plain, openProjectRollCall.pack({ number, page: 0 }), ($) => $.protocol.vote.openRollCall)],
  ];
};

/** So many lines a page of a roll call. */
const LINES_A_PAGE = 20;

/** Who voted for whom, after the close, for the project's people. */
export const renderProjectRollCall = (
  reader: Reader,
  facts: {
    readonly number: number;
    readonly keptDays: number;
    readonly lines: readonly {
      readonly name: string | null;
      readonly choice: readonly (string | null)[] | null;
    }[];
  },
  wanted: number,
): Screen => {
  const { t } = reader.translator;
  const { number, lines } = facts;
  const pages = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
  const page = Math.min(wanted, pages - 1);
  const shown = lines.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE).map(({ name, choice }) => {
    const chosen =
      choice === null
        ? t(($) => $.protocol.vote.rollCallAbsent)
        : choice.map((one) => personName(reader, { name: one })).join(', ') ||
          t(($) => $.protocol.vote.rollCallNone);
    return t(($) => $.protocol.vote.rollCallLine, { name: personName(reader, { name }), choice: chosen });
  });
  return {
    text: paragraphs(
      t(($) => $.protocol.vote.rollCallTitle, { number, page: page + 1, pages }),
      shown.length === 0
        ? t(($) => $.protocol.vote.rollCallGone, { days: facts.keptDays })
        : shown.join('\n'),
    ),
    keyboard: [
      ...turnButtons(reader, page, pages, (to) => openProjectRollCall.pack({ number, page: to })),
      [backToVote(reader, number)],
    ],
    protect: true,
  };
};
