import type { Composer } from 'grammy';
import { castBallot } from '../../../actions/ballot/castBallot.ts';
import { choiceKeys } from '../../../governance/ballot/ballot.ts';
import { castLine, renderBallot, renderBallotText } from '../../../messages/ballot/ballot.ts';
import {
  castVote,
  openBallotScreen,
  openVoteList,
  showBallotText,
  showResult,
  showRollCall,
} from '../../../messages/ballot/ballotCallbacks.ts';
import { renderRollCall } from '../../../messages/ballot/result.ts';
import { choiceOfWord, parseVoteCommand } from '../../../messages/ballot/voteCommand.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { say, show } from '../../show.ts';
import type { StartHandler } from '../home/start.ts';
import { begun, on } from '../kit/on.ts';
import { findShownBallot, isPublished, sendResult, showBallot, showVoteList } from './ballotScreens.ts';

type Choice = { readonly number: number; readonly choice: string };

const showCast = async (
  ctx: PersonContext,
  number: number,
  cast: Awaited<ReturnType<typeof castBallot>>,
): Promise<void> => {
  if (!cast.ok) return showBallot(ctx, number, renderRefusals(ctx.reader, cast.refusals));
  const { effect, closesAt, shown } = cast.value;
  const place = { onRoll: true, voted: true, missing: [], advisory: shown.advisory };
  const line = castLine(ctx.reader, effect, closesAt);
  await show(ctx, renderBallot(ctx.reader, shown.ballot, shown.adopted, place, line));
};

/** Casts and shows the ballot again with the receipt, or with everything that stands against it. */
const vote = async (ctx: PersonContext, { number, choice }: Choice): Promise<void> => {
  const { receivedAt: at, arrival: order } = ctx.receipt;
  const command = { personId: ctx.account.id, number, choice, received: { at, order } };
  const cast = await castBallot(ctx.deps, command);
  const said = say(ctx, ($) => $.ballot.toast[cast.ok ? cast.value.effect : 'refused']);
  // Neither needs the other: the screen is on its way while Telegram takes the short line.
  await Promise.all([said, showCast(ctx, number, cast)]);
};

/** `/vote 14 за`: what the word means depends on the ballot's answers. */
const voteByWord = async (ctx: PersonContext, number: number, word: string): Promise<void> => {
  const choices = (await findShownBallot(ctx.deps, number))?.content.choices;
  if (choices === undefined) return showBallot(ctx, number);
  const choice = choiceOfWord(word, choiceKeys(choices));
  if (choice !== undefined) return vote(ctx, { number, choice });
  const example = ctx.plain(($) => $.ballot.example[choices.kind]);
  const line = ctx.t(($) => $.ballot.unclearChoice, { text: word, number, example });
  await showBallot(ctx, number, line);
};

const showUnknown = (ctx: PersonContext): Promise<void> => {
  const line = ctx.t(($) => $.ballot.unknown);
  return showVoteList(ctx, 0, line);
};

/** `?start=ballot_14`: the ballot's screen, or the list when there is no such number. */
export const openBallotLink: StartHandler = async (ctx, token) => {
  const command = parseVoteCommand(token);
  await (command.kind === 'show' ? showBallot(ctx, command.number) : showUnknown(ctx));
};

/** What I can decide on, each ballot's screen, its vote buttons, its result. */
export const ballotHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct, onCommand } = on(composer, begun);

  onCommand('vote', (ctx, words) => {
    const given = parseVoteCommand(words);
    if (given.kind === 'vote') return voteByWord(ctx, given.number, given.word);
    if (given.kind === 'show') return showBallot(ctx, given.number);
    return given.kind === 'list' ? showVoteList(ctx, 0) : showUnknown(ctx);
  });

  onPress(openVoteList, (ctx, { page }) => showVoteList(ctx, page));
  onPress(openBallotScreen, (ctx, { number }) => showBallot(ctx, number));
  onAct(castVote, vote);

  onPress(showBallotText, async (ctx, { number, page }) => {
    const ballot = await findShownBallot(ctx.deps, number);
    if (ballot === undefined) return showBallot(ctx, number);
    await show(ctx, renderBallotText(ctx.reader, ballot, page));
  });

  onPress(showResult, async (ctx, { number }) => {
    const ballot = await findShownBallot(ctx.deps, number);
    // Not there yet: the present state, with when to expect it.
    if (ballot === undefined || !isPublished(ballot)) return showBallot(ctx, number);
    await sendResult(ctx, ballot);
  });

  onPress(showRollCall, async (ctx, { number, page }) => {
    const ballot = await findShownBallot(ctx.deps, number);
    if (ballot === undefined || !isPublished(ballot)) return showBallot(ctx, number);
    await show(ctx, renderRollCall(ctx.reader, ballot, page));
  });
};
