import type { Composer } from 'grammy';
import { harmlessMark } from '../../../telegram/sent.ts';
import type { BotContext } from '../../context.ts';
import { say } from '../../show.ts';
import { isFirstOfItsAlbum, isUnwanted } from '../../unwanted.ts';
import { showHome } from './home.ts';

/** Whatever nothing else took: never silence, always the way on. */
export const fallbackHandlers = (composer: Composer<BotContext>): void => {
  composer.on('callback_query', async (ctx) => {
    await say(ctx, ($) => $.common.staleToast, true);
    await showHome(
      ctx,
      ctx.t(($) => $.common.stale),
    );
  });

  composer.on('edited_message', (ctx) => {
    const ignored = ctx.t(($) => $.common.editedIgnored);
    return ctx.reply(ignored, harmlessMark);
  });

  composer.on('message', async (ctx) => {
    if (!isUnwanted(ctx.message)) {
      const isCommand = ctx.message.text?.startsWith('/') === true;
      const line = ctx.t(($) => (isCommand ? $.common.unknownCommand : $.common.unknownText));
      return showHome(ctx, line);
    }
    await ctx.deleteMessage();
    const line = ctx.t(($) => $.verification.unwanted);
    if (isFirstOfItsAlbum(ctx.env, ctx.message)) await showHome(ctx, line);
  });
};
