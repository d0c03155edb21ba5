import type { Composer } from 'grammy';
import { askToLeave, stay } from '../../../actions/safety/askToLeave.ts';
import { confirmLeaving } from '../../../actions/safety/confirmLeaving.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { leavePhase } from '../../../governance/safety/leaving.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderGone, renderLeaving, renderStayed } from '../../../messages/safety/leaving.ts';
import {
  openLeave,
  pressAskToLeave,
  pressErase,
  pressStay,
} from '../../../messages/safety/leavingCallbacks.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { refreshAccount } from '../../joinStep.ts';
import { say, send, show } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

const MARK_BYTES = 6;
const markOf = ({ deps, account }: PersonContext): string =>
  deps.vault.tag('leave', account.id, MARK_BYTES).toString('hex');

/** What leaving means for this person now; `line` says what just happened. */
export const showLeaving = async (ctx: PersonContext, line?: string): Promise<void> => {
  const { account, deps } = ctx;
  const now = await deps.clock.now();
  const { bylaws } = await currentBylaws(deps.db, now);
  const facts = {
    phase: leavePhase(account, now),
    from: account.leaving?.from,
    hours: bylaws.leaveHours,
    isOfficer: account.roles.length > 0,
    mark: markOf(ctx),
  };
  await show(ctx, renderLeaving(ctx.reader, facts, line));
};

const showAlready = (ctx: PersonContext): Promise<void> => {
  const line = ctx.t(($) => $.safety.leave.already);
  return showLeaving(ctx, line);
};

const ask = async (ctx: PersonContext): Promise<void> => {
  const asked = await askToLeave(ctx.deps, { personId: ctx.account.id });
  const isAgain = asked.ok && asked.value.already;
  await say(ctx, ($) => (asked.ok && !isAgain ? $.safety.leave.askedToast : $.common.staleToast));
  if ((await refreshAccount(ctx.env, ctx)) === undefined) return;
  await (isAgain ? showAlready(ctx) : showLeaving(ctx));
};

const remain = async (ctx: PersonContext): Promise<void> => {
  const stayed = await stay(ctx.deps, { personId: ctx.account.id });
  await sayOutcome(ctx, stayed, ($) => (stayed.ok ? $.safety.leave.stayedToast : $.common.staleToast));
  if (stayed.ok) return show(ctx, renderStayed(ctx.reader));
  const line = ctx.t(($) => $.safety.leave.notLeaving);
  await showLeaving(ctx, line);
};

const erase = async (ctx: PersonContext, mark: string): Promise<void> => {
  const isOld = mark !== markOf(ctx);
  const erased = isOld ? undefined : await confirmLeaving(ctx.deps, { personId: ctx.account.id });
  if (erased?.ok !== true) {
    await say(ctx, ($) => $.common.staleToast, true);
    return showLeaving(ctx, erased && renderRefusals(ctx.reader, erased.refusals));
  }
  // What the bot said before is deleted soon, this screen with it: the last word is a message of its own.
  Object.assign(ctx, { account: undefined });
  await ctx.conversation.exitAll();
  await say(ctx, ($) => $.safety.leave.goneToast);
  await send(ctx, renderGone(ctx.reader));
};

/** `/leave`: read what it means, ask, think, confirm; or stay (rule M6). */
export const leavingHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct, onCommand } = on(composer, begun);
  onCommand('leave', (ctx) => (ctx.account.leaving === undefined ? showLeaving(ctx) : showAlready(ctx)));
  onPress(openLeave, (ctx) => showLeaving(ctx));
  onAct(pressAskToLeave, ask);
  onAct(pressStay, remain);
  onAct(pressErase, (ctx, { mark }) => erase(ctx, mark));
};
