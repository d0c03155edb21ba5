import { Composer } from 'grammy';
import { askToLeave, stay } from '../../../actions/safety/askToLeave.ts';
import { confirmLeaving } from '../../../actions/safety/confirmLeaving.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { leavePhase } from '../../../governance/safety/leaving.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderGone, renderLeaving, renderStayed } from '../../../messages/safety/leaving.ts';
import {
  openLeave,
  pressAskToLeave,
  pressErase,
  pressStay,
} from '../../../messages/safety/leavingCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { refreshAccount } from '../../joinStep.ts';
import { onPress } from '../../press.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

const MARK_BYTES = 6;
const markOf = ({ deps }: BotEnv, { id }: Account): string =>
  deps.vault.tag('leave', id, MARK_BYTES).toString('hex');

/** What leaving means for this person now; `line` says what just happened. */
export const showLeaving = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  line?: string,
): Promise<void> => {
  const now = await env.deps.clock.now();
  const { bylaws } = await currentBylaws(env.deps.db, now);
  const screen = renderLeaving(
    ctx.reader,
    {
      phase: leavePhase(account, now),
      from: account.leaving?.from,
      hours: bylaws.leaveHours,
      isOfficer: account.roles.length > 0,
      mark: markOf(env, account),
    },
    line,
  );
  await showScreen(ctx, env.signer, screen);
};

const asking = (env: BotEnv) => async (ctx: BotContext) => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const asked = await askToLeave(env.deps, { personId: account.id });
  const { plain, t } = ctx.reader.translator;
  await toast(
    ctx,
    plain(($) => (asked.ok && !asked.value.already ? $.safety.leave.askedToast : $.common.staleToast)),
  );
  const fresh = await refreshAccount(env, ctx);
  const isAgain = asked.ok && asked.value.already;
  if (fresh !== undefined)
    await showLeaving(env, ctx, fresh, isAgain ? t(($) => $.safety.leave.already) : undefined);
};

const staying = (env: BotEnv) => async (ctx: BotContext) => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const stayed = await stay(env.deps, { personId: account.id });
  const { plain, t } = ctx.reader.translator;
  await toast(
    ctx,
    plain(($) => (stayed.ok ? $.safety.leave.stayedToast : $.common.staleToast)),
  );
  if (stayed.ok) return showScreen(ctx, env.signer, renderStayed(ctx.reader));
  await showLeaving(
    env,
    ctx,
    account,
    t(($) => $.safety.leave.notLeaving),
  );
};

const erasing = (env: BotEnv) => async (ctx: BotContext, given: { mark: string }) => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const { plain } = ctx.reader.translator;
  const isOld = given.mark !== markOf(env, account);
  const erased = isOld ? undefined : await confirmLeaving(env.deps, { personId: account.id });
  if (erased?.ok !== true) {
    await toast(
      ctx,
      plain(($) => $.common.staleToast),
      true,
    );
    const why = erased === undefined ? undefined : renderRefusals(ctx.reader, erased.refusals);
    return showLeaving(env, ctx, account, why);
  }
  // What the bot said before is deleted soon, this screen with it: the last word is a message of its own.
  ctx.account = undefined;
  await ctx.conversation.exitAll();
  await toast(
    ctx,
    plain(($) => $.safety.leave.goneToast),
  );
  await sendScreen(ctx, env.signer, renderGone(ctx.reader));
};

/** `/leave`: read what it means, ask, think, confirm; or stay (rule M6). */
export const leavingHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const open = async (ctx: BotContext): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const isAgain = account.leaving !== undefined && ctx.callbackQuery === undefined;
    const { t } = ctx.reader.translator;
    await showLeaving(env, ctx, account, isAgain ? t(($) => $.safety.leave.already) : undefined);
  };
  composer.command('leave', open);
  onPress(composer, openLeave, open);
  onPress(composer, pressAskToLeave, asking(env));
  onPress(composer, pressStay, staying(env));
  onPress(composer, pressErase, erasing(env));
  return composer;
};
