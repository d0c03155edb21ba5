import { addMessage, asBotSees, chatField, writableChat } from '../chats.ts';
import {
  CAPTION_LIMIT,
  ENTITY_LIMIT,
  type Formatted,
  formatText,
  TEXT_LIMIT,
} from '../entities/formatText.ts';
import { documentField, photoSizes } from '../files.ts';
import { checkMarkup } from '../schema/checkMarkup.ts';
import * as schema from '../schema/message.ts';
import { badRequest } from '../telegramError.ts';
import type { ChatMessage, Entity } from '../types.ts';
import type { Chat, World } from '../world.ts';
import { type CallContext, type Method, method } from './method.ts';

type CaptionFields = {
  caption?: string | undefined;
  parse_mode?: string | undefined;
  caption_entities?: Entity[] | undefined;
};

/** A message's text, within Telegram's limits. */
export function messageText(
  world: World,
  raw: string | undefined,
  parseMode: string | undefined,
  entities: Entity[] | undefined,
): Formatted {
  if (raw === undefined || raw === '') throw badRequest('message text is empty');
  const formatted = formatText(raw, parseMode, entities);
  if (formatted.text === '') throw badRequest('text must be non-empty');
  if (formatted.text.length > TEXT_LIMIT) throw badRequest('message is too long');
  return withinEntities(world, formatted);
}

/** The caption fields of a message; none when the caption is empty. */
export function captionFields(world: World, fields: CaptionFields): Partial<ChatMessage> {
  if (!fields.caption) return {};
  const formatted = formatText(fields.caption, fields.parse_mode, fields.caption_entities);
  if (formatted.text.length > CAPTION_LIMIT) throw badRequest('message caption is too long');
  const { text, entities } = withinEntities(world, formatted);
  if (text === '') return {};
  return { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };
}

function withinEntities(world: World, { text, entities }: Formatted): Formatted {
  if (entities.length > ENTITY_LIMIT) {
    world.violated(`formatting: ${entities.length} entities, Telegram keeps the first ${ENTITY_LIMIT} only`);
  }
  return { text, entities: entities.slice(0, ENTITY_LIMIT) };
}

/** Parameters of other kinds of chats: named in a private chat they are refused. */
export function refuseForeignFields(params: {
  business_connection_id?: string | undefined;
  message_thread_id?: number | undefined;
}): void {
  if (params.business_connection_id) throw badRequest('business connection not found');
  if (params.message_thread_id) throw badRequest('message thread not found');
}

async function send(
  world: World,
  params: schema.SendingFields,
  content: (chat: Chat) => Partial<ChatMessage>,
) {
  refuseForeignFields(params);
  const chat = writableChat(world, params.chat_id);
  const markup = checkMarkup(params.reply_markup);
  const fields = content(chat);
  const replied = repliedMessage(chat, params);
  const date = await world.seconds();
  const message: ChatMessage = {
    message_id: world.nextMessageId(),
    from: world.bot,
    chat: chatField(chat.user),
    date,
    ...(replied ? { reply_to_message: replied } : {}),
    ...fields,
    ...(params.protect_content ? { has_protected_content: true } : {}),
    ...(markup ? { reply_markup: markup } : {}),
  };
  addMessage(world, chat, message);
  return asBotSees(message);
}

function repliedMessage(chat: Chat, params: schema.SendingFields): ChatMessage | undefined {
  const id = params.reply_parameters?.message_id ?? params.reply_to_message_id;
  if (id === undefined) return undefined;
  const message = chat.messages.get(id);
  if (!message && !params.reply_parameters?.allow_sending_without_reply) {
    throw badRequest('message to be replied not found');
  }
  return message;
}

async function sendMessage(params: typeof schema.sendMessage._output, { world }: CallContext) {
  return send(world, params, () => {
    const { text, entities } = messageText(world, params.text, params.parse_mode, params.entities);
    return {
      text,
      ...(entities.length > 0 ? { entities } : {}),
      ...(params.link_preview_options ? { link_preview_options: params.link_preview_options } : {}),
    };
  });
}

async function sendPhoto(params: typeof schema.sendPhoto._output, { world, uploads }: CallContext) {
  return send(world, params, () => {
    const caption = captionFields(world, params);
    return {
      photo: photoSizes(world.files.resolve('photo', params.photo, uploads)),
      ...caption,
      ...(params.show_caption_above_media ? { show_caption_above_media: true } : {}),
      ...(params.has_spoiler ? { has_media_spoiler: true } : {}),
    };
  });
}

async function sendDocument(params: typeof schema.sendDocument._output, { world, uploads }: CallContext) {
  return send(world, params, () => {
    const caption = captionFields(world, params);
    return { document: documentField(world.files.resolve('document', params.document, uploads)), ...caption };
  });
}

function sendChatAction(params: typeof schema.sendChatAction._output, { world }: CallContext): true {
  refuseForeignFields(params);
  const chat = writableChat(world, params.chat_id);
  world.events.emit({ type: 'typing', chatId: chat.user.id, action: params.action });
  return true;
}

/** Methods that put something new before a person. */
export const sendingMethods: Readonly<Record<string, Method>> = {
  sendMessage: method(schema.sendMessage, sendMessage),
  sendPhoto: method(schema.sendPhoto, sendPhoto),
  sendDocument: method(schema.sendDocument, sendDocument),
  sendChatAction: method(schema.sendChatAction, sendChatAction),
};
