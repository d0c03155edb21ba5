import { hashJson } from '../canonical.ts';
import type { ProjectVoteResult, ProjectVoteState } from '../governance/projectVote.ts';
import { deadlineText } from './ballot.ts';
import {
  answerNominated,
  askVoteWithdrawal,
  castMarked,
  drawUpProtocol,
  markCandidates,
  nominate,
  openNominating,
  openProjectRollCall,
  openProjectVoteScreen,
  standMyself,
  withdrawVote,
} from './delegateCallbacks.ts';
import { backToDelegates } from './delegates.ts';
import { turnButtons } from './office.ts';
import { type Button, button, type Keyboard, paragraphs, type Reader, type Screen } from './screen.ts';

/** A person of the project by the name it knows them; null: they left it. */
export type Person = { readonly personId: string; readonly name: string | null };

export type VoteFacts = {
  readonly number: number;
  readonly project: number;
  readonly state: ProjectVoteState;
  readonly seats: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly candidates: readonly (Person & { readonly agreed: boolean })[];
  readonly result: ProjectVoteResult | null;
  readonly me: string;
  readonly isParticipant: boolean;
  readonly isHead: boolean;
  /** Undefined: not on the frozen roll. */
  readonly voted: boolean | undefined;
  /** Until when mandates are in force: then a new protocol may begin with them or after them. */
  readonly currentUntil: Date | null;
  readonly now: Date;
  readonly line?: string | undefined;
};

const KEY_LENGTH = 6;
/** Tells lists apart: a button of a list that has changed since chooses nobody. */
export const listKey = (ids: readonly string[]): string => hashJson([...ids]).slice(0, KEY_LENGTH);

const RADIX = 36;
/** Marked candidates as bits; there are at most as many as a number holds exactly. */
export const packMarks = (marked: readonly number[]): string =>
  marked.reduce((sum, at) => sum + 2 ** at, 0).toString(RADIX);
export const unpackMarks = (marks: string, count: number): number[] => {
  const bits = Number.parseInt(marks, RADIX);
  return Array.from({ length: count }, (_, at) => at).filter((at) => Math.floor(bits / 2 ** at) % 2 === 1);
};

const nameOf = ({ translator: { plain } }: Reader, { name }: Pick<Person, 'name'>): string =>
  name ?? plain(($) => $.protocol.vote.formerParticipant);

const candidateLines = (reader: Reader, { candidates }: VoteFacts): string => {
  const { t } = reader.translator;
  if (candidates.length === 0) return t(($) => $.protocol.vote.noCandidates);
  return candidates
    .map((one, at) => {
      const facts = { number: at + 1, name: nameOf(reader, one) };
      return one.agreed
        ? t(($) => $.protocol.vote.candidate, facts)
        : t(($) => $.protocol.vote.candidateWaiting, facts);
    })
    .join('\n');
};

const nominatingRows = ({ translator: { plain } }: Reader, facts: VoteFacts): Keyboard => {
  const { number, candidates, me, isParticipant } = facts;
  if (!isParticipant) return [];
  const own = candidates.find(({ personId }) => personId === me);
  const answer = (label: string, given: 'yes' | 'no') => [
    button(label, answerNominated.pack({ number, answer: given })),
  ];
  const ownRows: Keyboard =
    own === undefined
      ? [
          [
            button(
              plain(($) => $.protocol.vote.stand),
              standMyself.pack({ number }),
            ),
          ],
        ]
      : own.agreed
        ? [
            answer(
              plain(($) => $.protocol.vote.stepBack),
              'no',
            ),
          ]
        : [
            answer(
              plain(($) => $.protocol.vote.agree),
              'yes',
            ),
            answer(
              plain(($) => $.protocol.vote.decline),
              'no',
            ),
          ];
  return [
    ...ownRows,
    [
      button(
        plain(($) => $.protocol.vote.propose),
        openNominating.pack({ number, page: 0 }),
      ),
    ],
  ];
};

const nominatingText = (reader: Reader, facts: VoteFacts): string => {
  const { t } = reader.translator;
  const own = facts.candidates.find(({ personId }) => personId === facts.me);
  return paragraphs(
    t(($) => $.protocol.vote.nominating, {
      count: facts.seats,
      opens: deadlineText(reader, facts.opensAt),
      closes: deadlineText(reader, facts.closesAt),
    }),
    candidateLines(reader, facts),
    own !== undefined && t(($) => (own.agreed ? $.protocol.vote.youStand : $.protocol.vote.yourAnswer)),
    t(($) => $.protocol.vote.rollCall),
  );
};

const numbersOf = (marked: readonly number[]): string => marked.map((at) => at + 1).join(', ');

const markRows = (reader: Reader, facts: VoteFacts, marked: readonly number[]): Keyboard => {
  const { plain } = reader.translator;
  const { number, seats, candidates } = facts;
  const key = listKey(candidates.map(({ personId }) => personId));
  const label = (at: number) => ({ number: at + 1, name: nameOf(reader, candidates[at] ?? { name: null }) });
  const rows = candidates.map((_, at): Button[] => {
    if (seats === 1)
      return [
        button(
          plain(($) => $.protocol.vote.castOne, label(at)),
          castMarked.pack({ number, marks: packMarks([at]), key }),
        ),
      ];
    const isMarked = marked.includes(at);
    const next = isMarked ? marked.filter((one) => one !== at) : [...marked, at].toSorted((a, b) => a - b);
    // As many as there are seats: first one has to be unmarked.
    if (next.length > seats) return [];
    return [
      button(
        plain(($) => (isMarked ? $.protocol.vote.unmark : $.protocol.vote.mark), label(at)),
        markCandidates.pack({ number, marks: packMarks(next), key }),
      ),
    ];
  });
  const cast = button(
    plain(($) => $.protocol.vote.cast, { numbers: numbersOf(marked) }),
    castMarked.pack({ number, marks: packMarks(marked), key }),
  );
  const none = button(
    plain(($) => $.protocol.vote.castNone),
    castMarked.pack({ number, marks: '0', key }),
  );
  return [
    ...(marked.length > 0 ? [[cast]] : []),
    ...rows.filter((row) => row.length > 0),
    ...(marked.length > 0 ? [] : [[none]]),
  ];
};

const openText = (reader: Reader, facts: VoteFacts, marked: readonly number[]): string => {
  const { t } = reader.translator;
  const { voted } = facts;
  const own =
    voted === undefined
      ? t(($) => $.protocol.vote.notOnRoll)
      : t(($) => (voted ? $.protocol.vote.voted : $.protocol.vote.notVoted));
  return paragraphs(
    t(($) => $.protocol.vote.open, { count: facts.seats, until: deadlineText(reader, facts.closesAt) }),
    candidateLines(reader, facts),
    facts.now >= facts.closesAt ? t(($) => $.protocol.vote.over) : own,
    marked.length > 0 && t(($) => $.protocol.vote.marked, { numbers: numbersOf(marked) }),
    t(($) => $.protocol.vote.rollCall),
  );
};

const resultText = (reader: Reader, facts: VoteFacts, result: ProjectVoteResult): string => {
  const { t } = reader.translator;
  const { voted, rollSize: roll, tallies, elected, tied } = result;
  const named = (id: string) =>
    nameOf(reader, facts.candidates.find(({ personId }) => personId === id) ?? { name: null });
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

const closedText = (reader: Reader, facts: VoteFacts): string => {
  const { isHead, result, currentUntil } = facts;
  const asks = isHead && currentUntil !== null && (result?.elected.length ?? 0) > 0;
  return paragraphs(
    result !== null && resultText(reader, facts, result),
    asks &&
      reader.translator.t(($) => $.protocol.vote.beginsAsk, { until: deadlineText(reader, currentUntil) }),
  );
};

const closedRows = ({ translator: { plain } }: Reader, facts: VoteFacts): Keyboard => {
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
    [
      button(
        plain(($) => $.protocol.vote.openRollCall),
        openProjectRollCall.pack({ number, page: 0 }),
      ),
    ],
  ];
};

const withdrawRow = ({ translator: { plain } }: Reader, { number, isHead }: VoteFacts): Keyboard =>
  isHead
    ? [
        [
          button(
            plain(($) => $.protocol.vote.withdraw),
            askVoteWithdrawal.pack({ number }),
          ),
        ],
      ]
    : [];

/** A project's vote as it is now, for its people; `marked` are candidates marked on this screen and nowhere else. */
export const renderProjectVote = (
  reader: Reader,
  facts: VoteFacts,
  marked: readonly number[] = [],
): Screen => {
  const { number, state } = facts;
  const canVote = state === 'open' && facts.voted !== undefined && facts.now < facts.closesAt;
  const texts: Readonly<Record<ProjectVoteState, () => string>> = {
    nominating: () => nominatingText(reader, facts),
    open: () => openText(reader, facts, marked),
    closed: () => closedText(reader, facts),
    withdrawn: () => '',
  };
  const rows: Readonly<Record<ProjectVoteState, () => Keyboard>> = {
    nominating: () => [...nominatingRows(reader, facts), ...withdrawRow(reader, facts)],
    open: () => [...(canVote ? markRows(reader, facts, marked) : []), ...withdrawRow(reader, facts)],
    closed: () => closedRows(reader, facts),
    withdrawn: () => [],
  };
  return {
    text: paragraphs(
      reader.translator.t(($) => $.protocol.vote.title[state], { number }),
      facts.line,
      texts[state](),
    ),
    keyboard: [...rows[state](), [backToDelegates(reader, facts.project)]],
    protect: true,
  };
};

/** So many people a page of buttons. */
export const PEOPLE_A_PAGE = 7;

/** People of the project as buttons, by pages; `choose` packs the place in the whole list with the list's key. */
export const peopleRows = (
  reader: Reader,
  given: {
    readonly people: readonly Person[];
    readonly page: number;
    readonly choose: (index: number, key: string) => string;
    readonly turn: (page: number) => string;
  },
): { readonly rows: Keyboard; readonly page: number; readonly pages: number } => {
  const { people } = given;
  const pages = Math.max(1, Math.ceil(people.length / PEOPLE_A_PAGE));
  const page = Math.min(given.page, pages - 1);
  const key = listKey(people.map(({ personId }) => personId));
  const from = page * PEOPLE_A_PAGE;
  return {
    page,
    pages,
    rows: [
      ...people
        .slice(from, from + PEOPLE_A_PAGE)
        .map((one, at) => [button(nameOf(reader, one), given.choose(from + at, key))]),
      ...turnButtons(reader, page, pages, given.turn),
    ],
  };
};

const backToVote = ({ translator: { plain } }: Reader, number: number): Button =>
  button(
    plain(($) => $.common.back),
    openProjectVoteScreen.pack({ number }),
  );

/** Whom to propose: participants who are no candidates yet. */
export const renderNominating = (
  reader: Reader,
  number: number,
  people: readonly Person[],
  wanted: number,
): Screen => {
  const { rows, page, pages } = peopleRows(reader, {
    people,
    page: wanted,
    choose: (index, key) => nominate.pack({ number, index, key }),
    turn: (to) => openNominating.pack({ number, page: to }),
  });
  return {
    text: reader.translator.t(($) => $.protocol.vote.proposeTitle, { page: page + 1, pages }),
    keyboard: [...rows, [backToVote(reader, number)]],
    protect: true,
  };
};

export const renderVoteWithdrawal = (reader: Reader, number: number): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.protocol.vote.withdrawAsk, { number }),
    keyboard: [
      [
        button(
          plain(($) => $.protocol.vote.withdraw),
          withdrawVote.pack({ number }),
        ),
      ],
      [backToVote(reader, number)],
    ],
  };
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
        : choice.map((one) => nameOf(reader, { name: one })).join(', ') ||
          t(($) => $.protocol.vote.rollCallNone);
    return t(($) => $.protocol.vote.rollCallLine, { name: nameOf(reader, { name }), choice: chosen });
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
