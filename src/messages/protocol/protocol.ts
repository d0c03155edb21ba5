import type { ProtocolState, VoteRecord } from '../../governance/protocol/protocol.ts';
import type { ScanType } from '../../governance/protocol/protocolScan.ts';
import { isOpen, type PersonAnswer } from '../../governance/protocol/protocolSteps.ts';
import { formatDate } from '../../i18n/format.ts';
import { deadlineText } from '../ballot/ballot.ts';
import { type Person, peopleRows } from '../kit/personButtons.ts';
import {
  type Button,
  button,
  type Keyboard,
  paragraphs,
  press,
  type Reader,
  type Screen,
} from '../kit/screen.ts';
import { homeButton } from '../kit/ways.ts';
import {
  askProtocolWithdrawal,
  askScan,
  getPdf,
  getScan,
  mendProtocol,
  noSubstitute,
  openProjectVoteScreen,
  openProtocol,
  openSubstitutes,
  readProtocol,
  remindUnanswered,
  setSubstitute,
  withdrawProtocol,
} from '../mandate/delegateCallbacks.ts';
import { backToDelegates } from '../mandate/delegates.ts';

export type NamedLine = {
  readonly role: 'delegate' | 'substitute';
  readonly seat: number;
  /** As the project knows them; null: they left it. */
  readonly name: string | null;
  readonly answer: PersonAnswer;
  readonly publicName: string | null;
};

export type ProtocolFacts = {
  readonly number: number;
  readonly project: { readonly number: number; readonly name: string };
  readonly state: ProtocolState;
  readonly source: VoteRecord['kind'];
  readonly named: readonly NamedLine[];
  readonly fileType: ScanType | null;
  readonly textHash: string | null;
  readonly dueAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly reason?: string | undefined;
  readonly lapsed?: boolean | undefined;
  /** The vote in the bot that it records. */
  readonly vote?: number | undefined;
  readonly line?: string | undefined;
};

const stateText = (reader: Reader, { state, dueAt, acceptedAt }: ProtocolFacts): string => {
  const { t, locale } = reader.translator;
  return t(($) => $.protocol.state[state], {
    until: dueAt === null ? '' : deadlineText(reader, dueAt),
    day: acceptedAt === null ? '' : formatDate(acceptedAt, locale, reader.zone),
  });
};

const namedLine = ({ translator: { plain, t } }: Reader, one: NamedLine): string => {
  const facts = {
    seat: one.seat,
    name: one.name ?? plain(($) => $.protocol.vote.formerParticipant),
    answer: plain(($) => $.protocol.answer[one.answer], { publicName: one.publicName ?? '' }),
  };
  return one.role === 'delegate'
    ? t(($) => $.protocol.seat, facts)
    : t(($) => $.protocol.seatSubstitute, facts);
};

const scanText = ({ translator: { t } }: Reader, { source, state, fileType }: ProtocolFacts) => {
  if (source === 'internal' || !isOpen(state)) return undefined;
  return t(($) => (fileType === null ? $.protocol.scanNeeded : $.protocol.scanThere));
};

const substituteRows = ({ translator: { plain } }: Reader, { number, named }: ProtocolFacts): Keyboard =>
  named
    .filter(({ role, answer }) => role === 'delegate' && answer !== 'declined')
    .map(({ seat }) => {
      const has = named.some((one) => one.role === 'substitute' && one.seat === seat);
      const label = plain(($) => (has ? $.protocol.changeSubstitute : $.protocol.nameSubstitute), { seat });
      return [button(label, openSubstitutes.pack({ number, seat, page: 0 }))];
    });

const openRows = (reader: Reader, facts: ProtocolFacts): Keyboard => {
  const { plain } = reader.translator;
  const { number, state, source, fileType } = facts;
  const attach = press(plain, askScan.pack({ number }), ($) =>
    fileType === null ? $.protocol.attach : $.protocol.attachAgain,
  );
  const read = press(plain, readProtocol.pack({ number, page: 0 }), ($) =>
    state === 'signing' ? $.protocol.read : $.protocol.readOnly,
  );
  const needsScan = source === 'elsewhere' && fileType === null;
  const scan = source === 'elsewhere' ? [[attach]] : [];
  return [...(needsScan ? scan : []), [read], ...substituteRows(reader, facts), ...(needsScan ? [] : scan)];
};

const remindRows = ({ translator: { plain } }: Reader, { number, state, named }: ProtocolFacts): Keyboard => {
  if (!isOpen(state) || named.every(({ answer }) => answer !== 'waiting')) return [];
  const remind = press(plain, remindUnanswered.pack({ number }), ($) => $.protocol.remind.unanswered);
  return [[remind]];
};

const fileRows = ({ translator: { plain } }: Reader, facts: ProtocolFacts): Keyboard => {
  const { number, fileType, textHash, state } = facts;
  const scan = press(plain, getScan.pack({ number }), ($) => $.protocol.getScan);
  const pdf = press(plain, getPdf.pack({ number }), ($) => $.protocol.getPdf);
  return [...(textHash !== null && !isOpen(state) ? [[pdf]] : []), ...(fileType === null ? [] : [[scan]])];
};

/** The way on from a protocol that came back: its record, filled in already, or the vote it was drawn up from. */
const returnedWays = (
  { translator: { plain } }: Reader,
  { number, state, vote }: ProtocolFacts,
): Keyboard => {
  if (state !== 'returned') return [];
  const mend = press(plain, mendProtocol.pack({ number }), ($) => $.protocol.mend);
  if (vote === undefined) return [[mend]];
  const label = plain(($) => $.protocol.hub.goToVote, { number: vote });
  return [[button(label, openProjectVoteScreen.pack({ number: vote }))]];
};

/** A protocol for the heads of its project: where it stands, what is still missing, what can be done. */
export const renderProtocol = (reader: Reader, facts: ProtocolFacts): Screen => {
  const { t, plain } = reader.translator;
  const { number, state, named } = facts;
  const isUnderWay = isOpen(state) || state === 'submitted';
  const withdraw = press(plain, askProtocolWithdrawal.pack({ number }), ($) => $.protocol.withdraw);
  return {
    text: paragraphs(
      t(($) => $.protocol.title, { number }),
      facts.line,
      t(($) => $.protocol.project, facts.project),
      stateText(reader, facts),
      facts.reason !== undefined && t(($) => $.protocol.reason, { reason: facts.reason }),
      facts.lapsed === true && t(($) => $.protocol.lapsed),
      named.map((one) => namedLine(reader, one)).join('\n'),
      isOpen(state) && named.some(({ answer }) => answer === 'declined') && t(($) => $.protocol.declinedNote),
      scanText(reader, facts),
      facts.textHash !== null && !isOpen(state) && t(($) => $.protocol.hash, { hash: facts.textHash }),
    ),
    keyboard: [
      ...(isOpen(state) ? openRows(reader, facts) : []),
      ...remindRows(reader, facts),
      ...returnedWays(reader, facts),
      ...fileRows(reader, facts),
      ...(isUnderWay ? [[withdraw]] : []),
      [backToDelegates(reader, facts.project.number)],
    ],
    protect: true,
  };
};

export const backToProtocol = ({ translator: { plain } }: Reader, number: number): Button =>
  press(plain, openProtocol.pack({ number }), ($) => $.protocol.goBack);

/** What came of an act on a protocol, with the way back to it. */
export const renderProtocolLine = (reader: Reader, text: string, number: number): Screen => ({
  text,
  keyboard: [[backToProtocol(reader, number)], [homeButton(reader)]],
});

export const renderWithdrawal = (reader: Reader, number: number): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.protocol.withdrawAsk, { number }),
    keyboard: [
      [press(plain, withdrawProtocol.pack({ number }), ($) => $.protocol.withdraw)],
      [backToProtocol(reader, number)],
    ],
  };
};

/** Participants who may stand in for the delegate of a seat. */
export const renderSubstitutes = (
  reader: Reader,
  at: { readonly number: number; readonly seat: number; readonly page: number },
  people: readonly Person[],
): Screen => {
  const { t, plain } = reader.translator;
  const { number, seat } = at;
  const { rows, page, pages } = peopleRows(reader, {
    people,
    page: at.page,
    choose: (index, key) => setSubstitute.pack({ number, seat, index, key }),
    turn: (to) => openSubstitutes.pack({ number, seat, page: to }),
  });
  return {
    text: paragraphs(
      t(($) => $.protocol.substituteTitle, { seat, page: page + 1, pages }),
      people.length === 0 && t(($) => $.protocol.substituteNobody),
    ),
    keyboard: [
      ...rows,
      [press(plain, noSubstitute.pack({ number, seat }), ($) => $.protocol.noSubstitute)],
      [backToProtocol(reader, number)],
    ],
    protect: true,
  };
};
