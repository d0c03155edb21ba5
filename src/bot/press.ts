import type { Composer } from 'grammy';
import type { Callback } from '../messages/kit/callback.ts';
import type { BotContext } from './context.ts';

/** What one press is called, for actions that must not do twice what is delivered twice. Names the person: to be keyed, never kept. */
export const pressId = ({ update, callbackQuery }: BotContext): string =>
  [update.update_id, callbackQuery?.from.id, callbackQuery?.id].join(':');

type Fields = Record<string, string | number>;

/** Runs `handler` for authentic presses of one kind of button, with its fields read and checked. */
export const onPress = <Given extends Fields>(
  composer: Composer<BotContext>,
  callback: Callback<Given>,
  handler: (ctx: BotContext, fields: Given) => Promise<void>,
): void => {
  composer.on('callback_query:data', async (ctx, next) => {
    const fields = ctx.pressed === undefined ? undefined : callback.unpack(ctx.pressed);
    await (fields === undefined ? next() : handler(ctx, fields));
  });
};
