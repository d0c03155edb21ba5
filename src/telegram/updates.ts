import type { Update } from 'grammy/types';

/** The kinds of updates that Veche reads. Asked for by name: Telegram otherwise keeps the list of the last call. */
export const allowedUpdates = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;

/** Telegram's id of the person who caused an update; undefined for an anonymous one (a channel's post). */
export const senderOf = (update: Update): number | undefined => {
  for (const kind of allowedUpdates) {
    const from = update[kind]?.from;
    if (from !== undefined) return from.id;
  }
  return undefined;
};
