import { z } from 'zod';
import { anyMarkup } from './markup.ts';
import { bool, chatId, int, json, str } from './scalars.ts';

const user = z.looseObject({ id: z.number().int(), is_bot: z.boolean(), first_name: z.string() });
const entity = z.strictObject({
  type: z.string(),
  offset: z.number().int(),
  length: z.number().int(),
  url: z.string().optional(),
  user: user.optional(),
  language: z.string().optional(),
  custom_emoji_id: z.string().optional(),
  unix_time: z.number().int().optional(),
  date_time_format: z.string().optional(),
});

export const entities = json(z.array(entity));
export const linkPreview = json(
  z.strictObject({
    is_disabled: z.boolean().optional(),
    url: z.string().optional(),
    prefer_small_media: z.boolean().optional(),
    prefer_large_media: z.boolean().optional(),
    show_above_text: z.boolean().optional(),
  }),
);
const replyParameters = json(
  z.strictObject({
    message_id: z.number().int().optional(),
    chat_id: z.union([z.number().int(), z.string()]).optional(),
    ephemeral_message_id: z.number().int().optional(),
    checklist_task_id: z.number().int().optional(),
    poll_option_id: z.string().optional(),
    allow_sending_without_reply: z.boolean().optional(),
    quote: z.string().optional(),
    quote_parse_mode: z.string().optional(),
    quote_entities: z.array(entity).optional(),
    quote_position: z.number().int().optional(),
  }),
);

/** Fields that every sending method has. */
const sending = {
  business_connection_id: str.optional(),
  chat_id: chatId,
  message_thread_id: int.optional(),
  direct_messages_topic_id: int.optional(),
  ephemeral_message_parameters: json(z.looseObject({ receiver_user_id: z.number().int() })).optional(),
  disable_notification: bool.optional(),
  protect_content: bool.optional(),
  allow_paid_broadcast: bool.optional(),
  suggested_post_parameters: json(z.looseObject({})).optional(),
  message_effect_id: str.optional(),
  reply_parameters: replyParameters.optional(),
  reply_markup: anyMarkup.optional(),
  reply_to_message_id: int.optional(),
};
const captioned = {
  caption: str.optional(),
  parse_mode: str.optional(),
  caption_entities: entities.optional(),
};

export const sendMessage = z.strictObject({
  ...sending,
  text: str,
  parse_mode: str.optional(),
  entities: entities.optional(),
  link_preview_options: linkPreview.optional(),
});
export const sendPhoto = z.strictObject({
  ...sending,
  ...captioned,
  photo: str,
  show_caption_above_media: bool.optional(),
  has_spoiler: bool.optional(),
});
export const sendDocument = z.strictObject({
  ...sending,
  ...captioned,
  document: str,
  thumbnail: str.optional(),
  disable_content_type_detection: bool.optional(),
});
export const sendChatAction = z.strictObject({
  business_connection_id: str.optional(),
  chat_id: chatId,
  message_thread_id: int.optional(),
  action: z.enum([
    'typing',
    'upload_photo',
    'record_video',
    'upload_video',
    'record_voice',
    'upload_voice',
    'upload_document',
    'choose_sticker',
    'find_location',
    'record_video_note',
    'upload_video_note',
  ]),
});

/** What sendMessage, sendPhoto and sendDocument have in common. */
export type SendingFields = Pick<z.infer<typeof sendMessage>, keyof typeof sending>;
