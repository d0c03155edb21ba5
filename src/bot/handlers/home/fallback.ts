import { Composer } from 'grammy';
import { harmlessMark } from '../../../telegram/sent.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { toast } from '../../show.ts';
import { isFirstOfItsAlbum, isUnwanted } from '../../unwanted.ts';
import { showHome } from './home.ts';

/** Whatever nothing else took: never silence, always the way on. */
export const fallbackHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  composer.on('callback_query', async (ctx) => {
    const { plain, t } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.common.staleToast),
      true,
    );
    await showHome(
      env,
      ctx,
      t(($) => $.common.stale),
    );
  });

  composer.on('edited_message', async (ctx) => {
    await ctx.reply(
      ctx.reader.translator.t(($) => $.common.editedIgnored),
      harmlessMark,
    );
  });

  composer.on('message', async (ctx) => {
    const { t } = ctx.reader.translator;
    if (isUnwanted(ctx.message)) {
      await ctx.deleteMessage();
      const line = t(($) => $.verification.unwanted);
      if (isFirstOfItsAlbum(env, ctx.message)) await showHome(env, ctx, line);
      return;
    }
    const isCommand = ctx.message.text?.startsWith('/') === true;
    await showHome(env, ctx, isCommand ? t(($) => $.common.unknownCommand) : t(($) => $.common.unknownText));
  });

  return composer;
};
