import { badRequest, forbiddenByBlock } from './telegramError.ts';
import type { ChatMessage, ChatUser } from './types.ts';
import type { Chat, World } from './world.ts';

/** The chat that a bot names; a bot can't open one, so a person who never pressed Start is not found. */
export function chatOf(world: World, chatId: number | string | undefined): Chat {
  if (chatId === undefined) throw badRequest('chat_id is empty');
  const chat = typeof chatId === 'number' ? world.chats.get(chatId) : undefined;
  if (!chat?.opened) throw badRequest('chat not found');
  return chat;
}

/** The same for everything a person would see: refused with 403 when they have blocked the bot. */
export function writableChat(world: World, chatId: number | string | undefined): Chat {
  const chat = chatOf(world, chatId);
  if (chat.blocked) throw forbiddenByBlock();
  return chat;
}

/** The chat field of messages. */
export function chatField({ id, first_name, last_name, username }: ChatUser): ChatMessage['chat'] {
  return {
    id,
    type: 'private',
    first_name,
    ...(last_name === undefined ? {} : { last_name }),
    ...(username === undefined ? {} : { username }),
  };
}

/** A message as the bot gets it: only inline keyboards are shown to bots, and replies not deeper than one level. */
export function asBotSees(message: ChatMessage): Record<string, unknown> {
  const { reply_markup, reply_to_message, ...rest } = message;
  const { reply_markup: _, reply_to_message: __, ...replied } = reply_to_message ?? {};
  return {
    ...rest,
    ...(reply_to_message ? { reply_to_message: replied } : {}),
    ...(reply_markup && 'inline_keyboard' in reply_markup ? { reply_markup } : {}),
  };
}

/** Puts a new message into the chat and tells who watches. */
export function addMessage(world: World, chat: Chat, message: ChatMessage): void {
  chat.messages.set(message.message_id, message);
  const markup = message.reply_markup;
  if (markup && 'keyboard' in markup) chat.keyboardFrom = message.message_id;
  if (markup && 'remove_keyboard' in markup) chat.keyboardFrom = undefined;
  world.events.emit({ type: 'message', chatId: chat.user.id, message });
}
