import type { ProjectVoteState } from '../../governance/projectVote/projectVote.ts';
import { type Keyboard, paragraphs, press, type Reader, type Screen } from '../kit/screen.ts';
import { askVoteWithdrawal, remindVoters, withdrawVote } from '../mandate/delegateCallbacks.ts';
import { backToDelegates, backToVote } from '../mandate/delegates.ts';
import { type NominatingFacts, nominatingRows, nominatingText } from './projectNominating.ts';
import { type MarkingFacts, markingText, markRows } from './projectVoteMarking.ts';
import { type ClosedVoteFacts, closedRows, closedText } from './projectVoteResult.ts';

/** What every state of a vote needs: one reader shows them all. */
export type VoteFacts = NominatingFacts &
  MarkingFacts &
  ClosedVoteFacts & {
    readonly project: number;
    readonly state: ProjectVoteState;
    readonly line?: string | undefined;
  };

const withdrawRow = ({ translator: { plain } }: Reader, { number, isHead }: VoteFacts): Keyboard =>
  isHead ? [[press(plain, askVoteWithdrawal.pack({ number }), ($) => $.protocol.vote.withdraw)]] : [];

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
    open: () => markingText(reader, facts, marked),
    closed: () => closedText(reader, facts),
    withdrawn: () => '',
  };
  const rows: Readonly<Record<ProjectVoteState, () => Keyboard>> = {
    nominating: () => [...nominatingRows(reader, facts), ...withdrawRow(reader, facts)],
    open: () => [...(canVote ? markRows(reader, facts, marked) : []), ...withdrawRow(reader, facts)],
    closed: () => closedRows(reader, facts),
    withdrawn: () => [],
  };
  const remind = press(
    reader.translator.plain,
    remindVoters.pack({ number }),
    ($) => $.protocol.remind.voting,
  );
  const mayRemind = state === 'open' && facts.isHead && facts.now < facts.closesAt;
  return {
    text: paragraphs(
      reader.translator.t(($) => $.protocol.vote.title[state], { number }),
      facts.line,
      texts[state](),
    ),
    keyboard: [...rows[state](), ...(mayRemind ? [[remind]] : []), [backToDelegates(reader, facts.project)]],
    protect: true,
  };
};

export const renderVoteWithdrawal = (reader: Reader, number: number): Screen => {
  const { t, plain } = reader.translator;
  return {
    text: t(($) => $.protocol.vote.withdrawAsk, { number }),
    keyboard: [
      [press(plain, withdrawVote.pack({ number }), ($) => $.protocol.vote.withdraw)],
      [backToVote(reader, number)],
    ],
  };
};
