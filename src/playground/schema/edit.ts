import { z } from 'zod';
import { inlineMarkup } from './markup.ts';
import { entities, linkPreview } from './message.ts';
import { bool, chatId, int, json, str } from './scalars.ts';

const target = {
  business_connection_id: str.optional(),
  chat_id: chatId.optional(),
  message_id: int.optional(),
  inline_message_id: str.optional(),
  reply_markup: inlineMarkup.optional(),
};
const mediaCaption = {
  media: z.string(),
  caption: z.string().optional(),
  parse_mode: z.string().optional(),
  caption_entities: entities.optional(),
};

export const editMessageText = z.strictObject({
  ...target,
  text: str.optional(),
  parse_mode: str.optional(),
  entities: entities.optional(),
  link_preview_options: linkPreview.optional(),
});
export const editMessageCaption = z.strictObject({
  ...target,
  caption: str.optional(),
  parse_mode: str.optional(),
  caption_entities: entities.optional(),
  show_caption_above_media: bool.optional(),
});
export const editMessageReplyMarkup = z.strictObject(target);
export const editMessageMedia = z.strictObject({
  ...target,
  media: json(
    z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('photo'),
        ...mediaCaption,
        show_caption_above_media: z.boolean().optional(),
        has_spoiler: z.boolean().optional(),
      }),
      z.strictObject({
        type: z.literal('document'),
        ...mediaCaption,
        thumbnail: z.string().optional(),
        disable_content_type_detection: z.boolean().optional(),
      }),
    ]),
  ),
});
export const deleteMessage = z.strictObject({ chat_id: chatId, message_id: int });
export const deleteMessages = z.strictObject({
  chat_id: chatId,
  message_ids: json(z.array(z.number().int()).min(1).max(100)),
});
export const answerCallbackQuery = z.strictObject({
  callback_query_id: str,
  text: str.optional(),
  show_alert: bool.optional(),
  url: str.optional(),
  cache_time: int.optional(),
});
export const pinChatMessage = z.strictObject({
  business_connection_id: str.optional(),
  chat_id: chatId,
  message_id: int,
  disable_notification: bool.optional(),
});
export const unpinChatMessage = z.strictObject({
  business_connection_id: str.optional(),
  chat_id: chatId,
  message_id: int.optional(),
});
export const onlyChat = z.strictObject({ chat_id: chatId });

export type EditTarget = z.infer<typeof editMessageReplyMarkup>;
