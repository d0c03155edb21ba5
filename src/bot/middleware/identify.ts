import type { MiddlewareFn } from 'grammy';
import type { Update } from 'grammy/types';
import { markReachable } from '../../actions/person/changeSettings.ts';
import { findSender } from '../../db/read/person/sender.ts';
import { type BotContext, type BotEnv, type Receipt, readAs } from '../context.ts';

/** Who sent this, in which language they read, and whether a pressed button is really theirs. */
export const identify =
  (env: BotEnv, receiptOf: (update: Update) => Receipt | undefined): MiddlewareFn<BotContext> =>
  async (ctx, next) => {
    const { deps, i18n, signer } = env;
    const { from, chat } = ctx;
    const receipt = receiptOf(ctx.update);
    if (from === undefined || chat === undefined || receipt === undefined) return;
    const messageId = ctx.callbackQuery?.message?.message_id ?? 0;
    const sender = await findSender(deps.db, deps.vault, { telegramId: from.id, chatId: chat.id, messageId });
    const { account } = sender;
    const locale = account?.profile.locale ?? i18n.nearestLocale(from.language_code);
    ctx.env = env;
    ctx.deps = deps;
    ctx.receipt = receipt;
    ctx.account = account;
    ctx.dialogue = sender.dialogue;
    ctx.onBoard = sender.onBoard;
    readAs(ctx, { translator: i18n.translatorFor(locale), zone: account?.profile.zone });
    const data = ctx.callbackQuery?.data;
    ctx.pressed = data === undefined ? undefined : signer.verify(data, from.id, chat.id);
    // Somebody who writes again has unblocked the bot.
    if (account?.reachable === false && ctx.myChatMember === undefined) await markReachable(deps, account.id);
    await next();
  };
