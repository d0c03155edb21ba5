import { chatField, chatOf, writableChat } from '../chats.ts';
import * as schema from '../schema/edit.ts';
import { badRequest } from '../telegramError.ts';
import type { Chat, World } from '../world.ts';
import { type CallContext, type Method, method } from './method.ts';
import { refuseForeignFields } from './sending.ts';

/** A message, anybody's in a private chat, can be deleted for both sides within 48 hours only. */
const DELETABLE_S = 48 * 60 * 60;
const ALERT_LIMIT = 200;

async function deleteMessage(
  params: typeof schema.deleteMessage._output,
  { world }: CallContext,
): Promise<true> {
  const now = await world.seconds();
  const chat = chatOf(world, params.chat_id);
  const message = chat.messages.get(params.message_id);
  if (!message) throw badRequest('message to delete not found');
  if (now - message.date > DELETABLE_S) throw badRequest("message can't be deleted for everyone");
  forget(world, chat, [params.message_id]);
  return true;
}

/** Several at once: unknown ones are skipped, but one that is too old refuses them all. */
async function deleteMessages(
  params: typeof schema.deleteMessages._output,
  { world }: CallContext,
): Promise<true> {
  const now = await world.seconds();
  const chat = chatOf(world, params.chat_id);
  const known = params.message_ids.flatMap((id) => chat.messages.get(id) ?? []);
  if (known.some(({ date }) => now - date > DELETABLE_S))
    throw badRequest("message can't be deleted for everyone");
  const deletable = known.map(({ message_id }) => message_id);
  forget(world, chat, deletable);
  return true;
}

function forget(world: World, chat: Chat, messageIds: number[]): void {
  for (const id of messageIds) {
    chat.messages.delete(id);
    chat.pinned.delete(id);
    if (chat.keyboardFrom === id) chat.keyboardFrom = undefined;
  }
  world.events.emit({ type: 'deleted', chatId: chat.user.id, messageIds });
}

function answerCallbackQuery(
  params: typeof schema.answerCallbackQuery._output,
  { world }: CallContext,
): true {
  const text = params.text || undefined;
  if (text !== undefined && text.length > ALERT_LIMIT) throw badRequest('MESSAGE_TOO_LONG');
  // Only links that open this very bot are allowed for bots without games.
  const isOwnLink = params.url?.startsWith(`https://t.me/${world.username}?start=`) ?? true;
  if (params.url && !isOwnLink) throw badRequest('URL_INVALID');
  const answer = {
    ...(text === undefined ? {} : { text }),
    ...(params.url ? { url: params.url } : {}),
    alert: params.show_alert ?? false,
  };
  const { chatId, messageId, id } = world.callbacks.answer(params.callback_query_id, answer);
  world.events.emit({ type: 'answered', chatId, messageId, queryId: id, ...answer });
  return true;
}

function pinChatMessage(params: typeof schema.pinChatMessage._output, { world }: CallContext): true {
  refuseForeignFields(params);
  const chat = writableChat(world, params.chat_id);
  if (!chat.messages.has(params.message_id)) throw badRequest('message to pin not found');
  chat.pinned.add(params.message_id);
  return tellPins(world, chat);
}

function unpinChatMessage(params: typeof schema.unpinChatMessage._output, { world }: CallContext): true {
  refuseForeignFields(params);
  const chat = writableChat(world, params.chat_id);
  const id = params.message_id ?? [...chat.pinned].at(-1);
  if (id === undefined || !chat.messages.has(id)) throw badRequest('message to unpin not found');
  chat.pinned.delete(id);
  return tellPins(world, chat);
}

function unpinAllChatMessages(params: typeof schema.onlyChat._output, { world }: CallContext): true {
  const chat = writableChat(world, params.chat_id);
  chat.pinned.clear();
  return tellPins(world, chat);
}

function tellPins(world: World, chat: Chat): true {
  world.events.emit({ type: 'pinned', chatId: chat.user.id, messageIds: [...chat.pinned] });
  return true;
}

function getChat(params: typeof schema.onlyChat._output, { world }: CallContext) {
  const { user } = chatOf(world, params.chat_id);
  return {
    ...chatField(user),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
  };
}

/** Deleting, pinning, answering presses, looking at a chat. */
export const chatMethods: Readonly<Record<string, Method>> = {
  deleteMessage: method(schema.deleteMessage, deleteMessage),
  deleteMessages: method(schema.deleteMessages, deleteMessages),
  answerCallbackQuery: method(schema.answerCallbackQuery, answerCallbackQuery),
  pinChatMessage: method(schema.pinChatMessage, pinChatMessage),
  unpinChatMessage: method(schema.unpinChatMessage, unpinChatMessage),
  unpinAllChatMessages: method(schema.onlyChat, unpinAllChatMessages),
  getChat: method(schema.onlyChat, getChat),
};
