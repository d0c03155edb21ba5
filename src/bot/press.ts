import type { BotContext } from './context.ts';

/** What one press is called, for actions that must not do twice what is delivered twice. Names the person: to be keyed, never kept. */
export const pressId = ({ update, callbackQuery }: BotContext): string =>
  [update.update_id, callbackQuery?.from.id, callbackQuery?.id].join(':');
