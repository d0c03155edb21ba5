import type { AgendaItem } from '../../db/read/agenda/agenda.ts';
import type { PublicBallot } from '../../db/read/ballot/publicBallot.ts';
import type { AdvisoryState } from '../../governance/ballot/congressVote.ts';
import type { Base, Rule } from '../../governance/congress/majority.ts';
import { formatNumber } from '../../i18n/format.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { openBallotScreen } from '../ballot/ballotCallbacks.ts';
import { durationText } from '../ballot/ballotDesk.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import {
  askDecline,
  callItemUp,
  choosePollTime,
  chooseVoteTime,
  confirmDecline,
  confirmPoll,
  confirmVote,
  openSittingItem,
  previewPoll,
  previewVote,
  putItemAside,
} from './sittingCallbacks.ts';
import { placeOf, sittingButton } from './sittingDesk.ts';

export type SittingItemFacts = {
  readonly item: AgendaItem;
  /** Its session is open. */
  readonly inSession: boolean;
  readonly vote: PublicBallot | undefined;
  readonly advisory: AdvisoryState;
  readonly poll: PublicBallot | undefined;
};

/** In a session people wait for it; outside of one it has the bylaws' hours at least (G14). */
const sessionMinutes = [2, 5, 10, 15, 30, 60] as const;
const outsideHours = [72, 96, 168] as const;
const pollMinutes = [60, 1440, 4320, 10_080] as const;
const MINUTES_PER_HOUR = 60;

const headingOf = ({ translator: { t } }: Reader, item: AgendaItem): string => {
  const kind = t(($) => $.ballot.kind[item.class]);
  return item.position === null
    ? t(($) => $.sitting.desk.itemTitleAlone, { kind })
    : t(($) => $.sitting.desk.itemTitle, { position: placeOf(item), kind });
};

const moverText = ({ translator: { t } }: Reader, { mover, petitionNumber }: AgendaItem): string =>
  mover === 'petition'
    ? t(($) => $.sitting.desk.mover.petition, { number: petitionNumber ?? 0 })
    : t(($) => $.sitting.desk.mover[mover]);

const voteText = (reader: Reader, { vote }: SittingItemFacts): string | undefined => {
  const { t } = reader.translator;
  if (vote === undefined) return undefined;
  const { number, state } = vote;
  if (state === 'published') return t(($) => $.sitting.desk.voteDone);
  return state === 'open'
    ? t(($) => $.sitting.desk.voteOpen, { number, deadline: deadlineText(reader, vote.closesAt) })
    : t(($) => $.sitting.desk.voteCounting, { number });
};

const advisoryText = (
  { translator: { t } }: Reader,
  { item, advisory, poll }: SittingItemFacts,
): string | undefined => {
  if (item.class !== 'strategic') return undefined;
  return t(($) => $.sitting.desk.advisory[advisory], { number: poll?.number ?? 0 });
};

type Way = readonly [label: string, data: string];

const stateWays = ({ translator: { plain } }: Reader, facts: SittingItemFacts): Way[] => {
  const { item, inSession, vote } = facts;
  const { number } = item;
  const callUp: Way = [plain(($) => $.sitting.desk.callUp), callItemUp.pack({ number })];
  const aside: Way = [plain(($) => $.sitting.desk.aside), putItemAside.pack({ number })];
  if (!inSession || vote !== undefined) return [];
  return item.state === 'agenda' ? [callUp] : [aside];
};

/** Where the vote can be opened: in the session once the item is called up, outside of one if it is strategic. */
const canVote = ({ item, inSession, vote }: SittingItemFacts): boolean => {
  if (vote !== undefined || item.state === 'decided') return false;
  return inSession ? item.state === 'open' : item.class === 'strategic';
};

const advisoryWays = (
  { translator: { plain } }: Reader,
  { item, advisory, vote }: SittingItemFacts,
): Way[] => {
  const { number } = item;
  if (item.class !== 'strategic' || vote !== undefined) return [];
  const ask: Way = [plain(($) => $.sitting.desk.ask), choosePollTime.pack({ number })];
  const decline: Way = [plain(($) => $.sitting.desk.decline), askDecline.pack({ number })];
  if (advisory === 'none') return [ask, decline];
  return advisory === 'declined' ? [ask] : [];
};

const showWays = ({ translator: { plain } }: Reader, ballots: readonly (PublicBallot | undefined)[]): Way[] =>
  ballots.flatMap((one) =>
    one === undefined
      ? []
      : [
          [
            plain(($) => $.sitting.desk.showVote, { number: one.number }),
            openBallotScreen.pack({ number: one.number }),
          ] as const,
        ],
  );

/** One item as the desk has it: what became of it so far, and what can be done now. */
export const renderSittingItem = (reader: Reader, facts: SittingItemFacts, line?: string): Screen => {
  const { t, plain, locale } = reader.translator;
  const { item, vote, poll } = facts;
  const openVote: Way = [plain(($) => $.sitting.desk.vote), chooseVoteTime.pack({ number: item.number })];
  const ways = [
    ...(canVote(facts) ? [openVote] : []),
    ...stateWays(reader, facts),
    ...advisoryWays(reader, facts),
    ...showWays(reader, [vote, poll]),
  ];
  return {
    text: paragraphs(
      headingOf(reader, item),
      line,
      t(($) => $.ballot.question, { question: item.title[locale] }),
      [
        moverText(reader, item),
        t(($) => $.sitting.desk.itemIs, { state: t(($) => $.sitting.desk.itemState[item.state]) }),
      ].join(' '),
      [voteText(reader, facts), advisoryText(reader, facts)]
        .filter((part) => typeof part === 'string')
        .join('\n'),
    ),
    keyboard: [...ways.map(([label, data]) => [button(label, data)]), [sittingButton(reader)]],
  };
};

const itemButton = (label: string, { number }: AgendaItem): Button =>
  button(label, openSittingItem.pack({ number }));

const durationRows = (reader: Reader, all: readonly number[], pack: (minutes: number) => string): Keyboard =>
  all.map((minutes) => [button(durationText(reader, minutes), pack(minutes))]);

export const renderVoteTime = (reader: Reader, { item, inSession }: SittingItemFacts): Screen => {
  const { t, plain } = reader.translator;
  const { number } = item;
  const all = inSession ? sessionMinutes : outsideHours.map((hours) => hours * MINUTES_PER_HOUR);
  return {
    text: paragraphs(
      headingOf(reader, item),
      t(($) => $.sitting.desk.howLong),
    ),
    keyboard: [
      ...durationRows(reader, all, (minutes) => previewVote.pack({ number, minutes })),
      [
        itemButton(
          plain(($) => $.sitting.desk.goBack),
          item,
        ),
      ],
    ],
  };
};

export const renderPollTime = (reader: Reader, { item }: SittingItemFacts): Screen => {
  const { t, plain } = reader.translator;
  const { number } = item;
  return {
    text: paragraphs(
      headingOf(reader, item),
      t(($) => $.sitting.desk.howLongMembers),
    ),
    keyboard: [
      ...durationRows(reader, pollMinutes, (minutes) => previewPoll.pack({ number, minutes })),
      [
        itemButton(
          plain(($) => $.sitting.desk.goBack),
          item,
        ),
      ],
    ],
  };
};

/** What the opening would fix now. */
export type VotePreview = {
  readonly rule: Rule;
  readonly base: Base;
  readonly rollSize: number;
  readonly needed: number;
  readonly quorum: { readonly needed: number; readonly present: number };
  readonly inSession: boolean;
  readonly closesAt: string;
};

const confirmRows = (reader: Reader, item: AgendaItem, data: string): Keyboard => {
  const { plain } = reader.translator;
  return [
    [press(plain, data, ($) => $.sitting.desk.confirm)],
    [
      itemButton(
        plain(($) => $.sitting.desk.goBack),
        item,
      ),
    ],
  ];
};

/** The last look before the Congress votes: how many, by which rule, until when; it can't be taken back. */
export const renderVotePreview = (
  reader: Reader,
  item: AgendaItem,
  minutes: number,
  preview: VotePreview,
): Screen => {
  const { t, plain, locale } = reader.translator;
  const { base, rule, quorum } = preview;
  const number = rule === 'strategic' ? base.all : (base.present ?? 0);
  const n = (value: number) => formatNumber(value, locale);
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: plain(($) => $.sitting.desk.previewTitle) }),
      t(($) => $.ballot.question, { question: item.title[locale] }),
      [
        t(($) => $.sitting.desk.preview, {
          size: n(preview.rollSize),
          kind: plain(($) => $.ballot.kind[rule]),
          needed: n(preview.needed),
          base: n(number),
        }),
        preview.inSession &&
          t(($) => $.sitting.desk.previewQuorum, { needed: n(quorum.needed), present: n(quorum.present) }),
      ]
        .filter((part) => typeof part === 'string')
        .join(' '),
      t(($) => $.sitting.desk.previewEnd, { deadline: deadlineText(reader, preview.closesAt) }),
    ),
    keyboard: confirmRows(reader, item, confirmVote.pack({ number: item.number, minutes })),
  };
};

export const renderPollPreview = (
  reader: Reader,
  item: AgendaItem,
  minutes: number,
  closesAt: Date,
): Screen => {
  const { t, plain, locale } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: plain(($) => $.sitting.desk.previewMembersTitle) }),
      t(($) => $.ballot.question, { question: item.title[locale] }),
      t(($) => $.sitting.desk.previewMembers, { deadline: deadlineText(reader, closesAt) }),
    ),
    keyboard: confirmRows(reader, item, confirmPoll.pack({ number: item.number, minutes })),
  };
};

export const renderDeclineAsk = (reader: Reader, item: AgendaItem): Screen => {
  const { t, plain, locale } = reader.translator;
  return {
    text: paragraphs(
      t(($) => $.common.heading, { title: plain(($) => $.sitting.desk.declineTitle) }),
      t(($) => $.ballot.question, { question: item.title[locale] }),
      t(($) => $.sitting.desk.declineAsk),
    ),
    keyboard: [
      [press(plain, confirmDecline.pack({ number: item.number }), ($) => $.sitting.desk.declineConfirm)],
      [
        itemButton(
          plain(($) => $.sitting.desk.goBack),
          item,
        ),
      ],
    ],
  };
};
