import type { MiddlewareFn } from 'grammy';
import { panic } from '../../actions/safety/panic.ts';
import { recordWritten } from '../../actions/safety/recordSent.ts';
import { isPanicPhrase } from '../../governance/safety/panicPhrase.ts';
import { pressPanic } from '../../messages/safety/safetyCallbacks.ts';
import type { BotContext, BotEnv } from '../context.ts';
import { toast } from '../show.ts';

const command = /^\/panic(@\w+)?(\s|$)/i;

const asksForPanic = ({ msg, callbackQuery, pressed, account }: BotContext): boolean => {
  if (callbackQuery !== undefined) return pressed !== undefined && pressPanic.unpack(pressed) !== undefined;
  const text = msg?.text ?? '';
  return command.test(text) || isPanicPhrase(text, account?.profile.panicPhrase);
};

/**
 * `/panic`, its button, its phrase: before everything else, so that no form, vote or command comes first and no dialogue is
 * written back after it. Nothing is said: an answer would be one more message to explain.
 */
export const panicAtOnce =
  ({ deps }: BotEnv): MiddlewareFn<BotContext> =>
  async (ctx, next) => {
    if (ctx.from === undefined || ctx.msgId === undefined) return next();
    if (!asksForPanic(ctx)) {
      const { account, message } = ctx;
      if (account !== undefined && message !== undefined)
        await recordWritten(deps, { chat: ctx.from.id, messageId: message.message_id });
      return next();
    }
    await panic(deps, { telegramId: ctx.from.id, messageId: ctx.msgId });
    await toast(ctx);
  };
