import { Composer } from 'grammy';
import { castBallot } from '../../../actions/ballot/castBallot.ts';
import type { Account } from '../../../db/read/person/person.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun, type StartHandler } from '../home/start.ts';
import { findShownBallot, isPublished, sendResult, showBallot, showVoteList } from './ballotScreens.ts';

type Choice = { readonly number: number; readonly choice: string };

const showCast = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  number: number,
  cast: Awaited<ReturnType<typeof castBallot>>,
): Promise<void> => {
  if (!cast.ok) return showBallot(env, ctx, account, number, renderRefusals(ctx.reader, cast.refusals));
  const { effect, closesAt, shown } = cast.value;
  const place = { onRoll: true, voted: true, missing: [], advisory: shown.advisory };
  const line = castLine(ctx.reader, effect, closesAt);
  await showScreen(ctx, env.signer, renderBallot(ctx.reader, shown.ballot, shown.adopted, place, line));
};

/** Casts and shows the ballot again with the receipt, or with everything that stands against it. */
const vote = async (env: BotEnv, ctx: BotContext, { number, choice }: Choice): Promise<void> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const { receivedAt: at, arrival: order } = ctx.receipt;
  const cast = await castBallot(env.deps, { personId: account.id, number, choice, received: { at, order } });
  const { plain } = ctx.reader.translator;
  const said = toast(
    ctx,
    plain(($) => $.ballot.toast[cast.ok ? cast.value.effect : 'refused']),
  );
  // Neither needs the other: the screen is on its way while Telegram takes the short line.
  await Promise.all([said, showCast(env, ctx, account, number, cast)]);
};

/** `/vote 14 за`: what the word means depends on the ballot's answers. */
const voteByWord = async (env: BotEnv, ctx: BotContext, number: number, word: string): Promise<void> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const ballot = await findShownBallot(env, number);
  const choices = ballot?.content.choices;
  const choice = choices === undefined ? undefined : choiceOfWord(word, choiceKeys(choices));
  if (choices === undefined) return showBallot(env, ctx, account, number);
  if (choice !== undefined) return vote(env, ctx, { number, choice });
  const { t, plain } = ctx.reader.translator;
  const example = plain(($) => $.ballot.example[choices.kind]);
  const line = t(($) => $.ballot.unclearChoice, { text: word, number, example });
  await showBallot(env, ctx, account, number, line);
};

/** `?start=ballot_14`: the ballot's screen, or the list when there is no such number. */
export const openBallotLink: StartHandler = async (env, ctx, token) => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const command = parseVoteCommand(token);
  if (command.kind === 'show') return showBallot(env, ctx, account, command.number);
  await showVoteList(
    env,
    ctx,
    account,
    0,
    ctx.reader.translator.t(($) => $.ballot.unknown),
  );
};

/** What I can decide on, each ballot's screen, its vote buttons, its result. */
export const ballotHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  composer.command('vote', async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const command = parseVoteCommand(ctx.match);
    if (command.kind === 'vote') return voteByWord(env, ctx, command.number, command.word);
    if (command.kind === 'show') return showBallot(env, ctx, account, command.number);
    const { t } = ctx.reader.translator;
    const line = command.kind === 'list' ? undefined : t(($) => $.ballot.unknown);
    await showVoteList(env, ctx, account, 0, line);
  });

  onPress(composer, openVoteList, async (ctx, { page }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showVoteList(env, ctx, account, page);
  });

  onPress(composer, openBallotScreen, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showBallot(env, ctx, account, number);
  });

  onPress(composer, castVote, (ctx, choice) => vote(env, ctx, choice));

  onPress(composer, showBallotText, async (ctx, { number, page }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const ballot = await findShownBallot(env, number);
    if (ballot === undefined) return showBallot(env, ctx, account, number);
    await showScreen(ctx, env.signer, renderBallotText(ctx.reader, ballot, page));
  });

  onPress(composer, showResult, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const ballot = await findShownBallot(env, number);
    // Not there yet: the present state, with when to expect it.
    if (ballot === undefined || !isPublished(ballot)) return showBallot(env, ctx, account, number);
    await sendResult(env, ctx, ballot);
  });

  onPress(composer, showRollCall, async (ctx, { number, page }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const ballot = await findShownBallot(env, number);
    if (ballot === undefined || !isPublished(ballot)) return showBallot(env, ctx, account, number);
    await showScreen(ctx, env.signer, renderRollCall(ctx.reader, ballot, page));
  });

  return composer;
};
