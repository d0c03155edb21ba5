import { isDeepStrictEqual } from 'node:util';
import { asBotSees, writableChat } from '../chats.ts';
import { documentField, photoSizes } from '../files.ts';
import { checkMarkup } from '../schema/checkMarkup.ts';
import * as schema from '../schema/edit.ts';
import { badRequest } from '../telegramError.ts';
import type { ChatMessage } from '../types.ts';
import type { World } from '../world.ts';
import { type CallContext, type Method, method } from './method.ts';
import { captionFields, messageText, refuseForeignFields } from './sending.ts';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
const CONTENT = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  'photo',
  'document',
  'link_preview_options',
  'show_caption_above_media',
  'has_media_spoiler',
] as const;
type ContentField = (typeof CONTENT)[number];

/** The bot's own message that is meant; messages with reply keyboards can't be edited. */
function findOwn(
  world: World,
  params: schema.EditTarget,
): { chat: ReturnType<typeof writableChat>; message: ChatMessage } {
  refuseForeignFields(params);
  if (params.inline_message_id) throw badRequest('MESSAGE_ID_INVALID');
  const chat = writableChat(world, params.chat_id);
  if (!params.message_id) throw badRequest('message identifier is not specified');
  const message = chat.messages.get(params.message_id);
  if (!message) throw badRequest('message to edit not found');
  const markup = message.reply_markup;
  if (message.from.id !== world.bot.id || (markup && !('inline_keyboard' in markup))) {
    throw badRequest("message can't be edited");
  }
  return { chat, message };
}

/** Replaces content and keyboard (no keyboard given means none); an edit that changes nothing is refused. */
async function edit(
  world: World,
  params: schema.EditTarget,
  replaces: readonly ContentField[],
  content: (message: ChatMessage) => Partial<ChatMessage>,
) {
  findOwn(world, params);
  const date = await world.seconds();
  // Looked up again: the message may have been deleted or edited while the clock was asked.
  const { chat, message } = findOwn(world, params);
  const markup = checkMarkup(params.reply_markup);
  const fresh = content(message);
  const sameContent = replaces.every((field) => isDeepStrictEqual(fresh[field], message[field]));
  if (sameContent && isDeepStrictEqual(markup, message.reply_markup)) throw badRequest(NOT_MODIFIED);
  const edited: ChatMessage = { ...message };
  for (const field of replaces) delete edited[field];
  delete edited.reply_markup;
  Object.assign(edited, fresh, markup ? { reply_markup: markup } : {});
  // As on Telegram, a changed keyboard alone doesn't mark the message as edited.
  if (!sameContent) edited.edit_date = date;
  chat.messages.set(edited.message_id, edited);
  world.events.emit({ type: 'edited', chatId: chat.user.id, message: edited });
  return asBotSees(edited);
}

function editMessageText(params: typeof schema.editMessageText._output, { world }: CallContext) {
  return edit(world, params, ['text', 'entities', 'link_preview_options'], (message) => {
    if (message.text === undefined) throw badRequest('there is no text in the message to edit');
    const { text, entities } = messageText(world, params.text, params.parse_mode, params.entities);
    return {
      text,
      ...(entities.length > 0 ? { entities } : {}),
      ...(params.link_preview_options ? { link_preview_options: params.link_preview_options } : {}),
    };
  });
}

function editMessageCaption(params: typeof schema.editMessageCaption._output, { world }: CallContext) {
  return edit(world, params, ['caption', 'caption_entities', 'show_caption_above_media'], (message) => {
    if (message.text !== undefined) throw badRequest('there is no caption in the message to edit');
    const above = params.show_caption_above_media ? { show_caption_above_media: true as const } : {};
    return { ...captionFields(world, params), ...above };
  });
}

function editMessageReplyMarkup(params: schema.EditTarget, { world }: CallContext) {
  return edit(world, params, [], () => ({}));
}

function editMessageMedia(params: typeof schema.editMessageMedia._output, { world, uploads }: CallContext) {
  return edit(world, params, CONTENT, () => {
    const { media } = params;
    const caption = captionFields(world, media);
    if (media.type === 'photo') {
      return {
        photo: photoSizes(world.files.resolve('photo', media.media, uploads)),
        ...caption,
        ...(media.has_spoiler ? { has_media_spoiler: true as const } : {}),
        ...(media.show_caption_above_media ? { show_caption_above_media: true as const } : {}),
      };
    }
    return { document: documentField(world.files.resolve('document', media.media, uploads)), ...caption };
  });
}

/** Methods that change what a person already sees. */
export const editingMethods: Readonly<Record<string, Method>> = {
  editMessageText: method(schema.editMessageText, editMessageText),
  editMessageCaption: method(schema.editMessageCaption, editMessageCaption),
  editMessageReplyMarkup: method(schema.editMessageReplyMarkup, editMessageReplyMarkup),
  editMessageMedia: method(schema.editMessageMedia, editMessageMedia),
};
