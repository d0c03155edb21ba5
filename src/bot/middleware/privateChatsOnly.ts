import type { MiddlewareFn } from 'grammy';
import type { BotContext, BotEnv } from '../context.ts';

/** In a group a button or a command would show others who takes part: nothing happens there but a friendly line. */
export const privateChatsOnly =
  ({ i18n }: BotEnv): MiddlewareFn<BotContext> =>
  async (ctx, next) => {
    if (ctx.from !== undefined && ctx.chat?.type === 'private') return next();
    if (ctx.callbackQuery === undefined || ctx.from === undefined) return;
    const { plain } = i18n.translatorFor(i18n.nearestLocale(ctx.from.language_code));
    await ctx.answerCallbackQuery({ text: plain(($) => $.common.privateOnly), show_alert: true });
  };
