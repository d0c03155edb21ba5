import type { Bylaws } from '../../governance/bylaws/bylaws.ts';
import type { ProjectNumbers } from '../../governance/congress/seats.ts';
import { seatsOfClass, sizeClass } from '../../governance/congress/seats.ts';
import type { ProjectVoteState } from '../../governance/projectVote/projectVote.ts';
import type { ProtocolState } from '../../governance/protocol/protocol.ts';
import { formatDate } from '../../i18n/format.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { type Button, type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import { openOwnProject } from '../project/projectCallbacks.ts';
import {
  askProjectVote,
  askRecord,
  openDelegates,
  openProjectVoteScreen,
  openProtocol,
  replaceDelegate,
} from './delegateCallbacks.ts';

/** The way to a project's delegates, from whatever shows the project; `number` is the project's. */
export const delegatesButton = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, openDelegates.pack({ number }), ($) => $.protocol.open);

export const backToDelegates = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, openDelegates.pack({ number }), ($) => $.protocol.back);

/** Back to a project's vote; `number` is the vote's. */
export const backToVote = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, openProjectVoteScreen.pack({ number }), ($) => $.common.back);

export type HubMandate = {
  readonly number: number;
  readonly seat: number;
  readonly publicName: string;
  readonly substituteName?: string;
  readonly term: number;
  readonly begins: Date;
  readonly ends: Date;
};

export type HubFacts = {
  readonly project: { readonly number: number; readonly name: string };
  readonly numbers: ProjectNumbers;
  readonly bylaws: Bylaws;
  readonly isHead: boolean;
  readonly disputed: boolean;
  readonly mandates: readonly HubMandate[];
  readonly vote:
    | {
        readonly number: number;
        readonly state: ProjectVoteState;
        readonly opensAt: Date;
        readonly closesAt: Date;
      }
    | undefined;
  /** The newest protocol, for heads. */
  readonly protocol:
    | {
        readonly number: number;
        readonly state: ProtocolState;
        readonly dueAt: Date | null;
        readonly acceptedAt: Date | null;
      }
    | undefined;
  readonly now: Date;
  readonly line?: string | undefined;
};

const mandateLine = (reader: Reader, one: HubMandate, now: Date): string => {
  const { t, locale } = reader.translator;
  const facts = {
    seat: one.seat,
    name: one.publicName,
    from: formatDate(one.begins, locale, reader.zone),
    until: formatDate(one.ends, locale, reader.zone),
    term: one.term,
  };
  const line = t(($) => (one.begins > now ? $.protocol.hub.comingMandate : $.protocol.hub.mandate), facts);
  const { substituteName } = one;
  if (substituteName === undefined) return line;
  return `${line} ${t(($) => $.protocol.hub.substitute, { name: substituteName })}`;
};

const voteLine = (reader: Reader, { vote }: HubFacts): string | undefined => {
  if (vote === undefined || vote.state === 'withdrawn') return undefined;
  const { state, number, opensAt, closesAt } = vote;
  const until = deadlineText(reader, state === 'nominating' ? opensAt : closesAt);
  return reader.translator.t(($) => $.protocol.hub.vote[state], { number, until });
};

const protocolLine = (reader: Reader, { protocol }: HubFacts): string | undefined => {
  if (protocol === undefined || protocol.state === 'withdrawn') return undefined;
  const { state, number, dueAt, acceptedAt } = protocol;
  const { t, locale } = reader.translator;
  return t(($) => $.protocol.hub.protocol[state], {
    number,
    until: dueAt === null ? '' : deadlineText(reader, dueAt),
    day: acceptedAt === null ? '' : formatDate(acceptedAt, locale, reader.zone),
  });
};

const isFree = ({ vote, protocol }: HubFacts): boolean =>
  vote?.state !== 'nominating' &&
  vote?.state !== 'open' &&
  protocol?.state !== 'confirming' &&
  protocol?.state !== 'signing' &&
  protocol?.state !== 'submitted';

const beginRows = ({ translator: { plain } }: Reader, facts: HubFacts): Keyboard => {
  if (!facts.isHead || facts.disputed || !isFree(facts)) return [];
  const { number } = facts.project;
  return [
    [press(plain, askProjectVote.pack({ number, mandate: 0 }), ($) => $.protocol.hub.openVote)],
    [press(plain, askRecord.pack({ number, mandate: 0 }), ($) => $.protocol.hub.record)],
    ...facts.mandates
      .filter(({ begins }) => begins <= facts.now)
      .map(({ number: mandate, seat, publicName: name }) => [
        press(plain, replaceDelegate.pack({ number, mandate }), ($) => $.protocol.hub.replace, {
          seat,
          name,
        }),
      ]),
  ];
};

const wayRows = ({ translator: { plain } }: Reader, { vote, protocol }: HubFacts): Keyboard => [
  ...(vote === undefined
    ? []
    : [
        [
          press(plain, openProjectVoteScreen.pack({ number: vote.number }), ($) => $.protocol.hub.goToVote, {
            number: vote.number,
          }),
        ],
      ]),
  ...(protocol === undefined
    ? []
    : [
        [
          press(plain, openProtocol.pack({ number: protocol.number }), ($) => $.protocol.hub.goToProtocol, {
            number: protocol.number,
          }),
        ],
      ]),
];

/** The project's delegates in one paragraph, for the project's own screen. */
export const delegatesText = (reader: Reader, facts: HubFacts): string =>
  [
    facts.mandates.length === 0
      ? reader.translator.t(($) => $.protocol.hub.none)
      : facts.mandates.map((one) => mandateLine(reader, one, facts.now)).join('\n'),
    voteLine(reader, facts),
    protocolLine(reader, facts),
  ]
    .filter((line) => line !== undefined)
    .join('\n');

/** A project's delegates: who, until when, what is under way, and for its heads how to choose new ones. */
export const renderDelegates = (reader: Reader, facts: HubFacts): Screen => {
  const { t, plain } = reader.translator;
  const size = sizeClass(facts.numbers, facts.bylaws);
  const choosing = beginRows(reader, facts);
  return {
    text: paragraphs(
      t(($) => $.protocol.hub.title, { name: facts.project.name }),
      facts.line,
      t(($) => $.protocol.hub.size, {
        ...facts.numbers,
        size: t(($) => $.protocol.size[size]),
        seats: seatsOfClass(size, facts.bylaws),
      }),
      facts.mandates.length === 0
        ? t(($) => $.protocol.hub.none)
        : facts.mandates.map((one) => mandateLine(reader, one, facts.now)).join('\n'),
      voteLine(reader, facts),
      protocolLine(reader, facts),
      facts.disputed && t(($) => $.protocol.hub.disputed),
      choosing.length > 0 && t(($) => $.protocol.hub.how),
    ),
    keyboard: [
      ...wayRows(reader, facts),
      ...choosing,
      [press(plain, openOwnProject.pack({ number: facts.project.number }), ($) => $.project.backToProject)],
    ],
  };
};

/** One delegate is replaced: how the new one was chosen. */
export const renderReplacing = (
  reader: Reader,
  project: number,
  { number: mandate, seat, publicName: name, ends }: HubMandate,
): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.protocol.hub.replaceText, { seat, name, until: deadlineText(reader, ends) }),
    keyboard: [
      [press(plain, askProjectVote.pack({ number: project, mandate }), ($) => $.protocol.hub.replaceVote)],
      [press(plain, askRecord.pack({ number: project, mandate }), ($) => $.protocol.hub.replaceRecord)],
      [backToDelegates(reader, project)],
    ],
  };
};

/** What came of an act, or why it can't be done, with the ways on. `project`: known where the reader belongs to it. */
export const renderDelegateLine = (reader: Reader, text: string, project?: number): Screen => ({
  text,
  keyboard: [...(project === undefined ? [] : [[backToDelegates(reader, project)]]), [homeButton(reader)]],
});
