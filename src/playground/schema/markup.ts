import { z } from 'zod';
import { json } from './scalars.ts';

const style = z.enum(['danger', 'success', 'primary']).optional();
const look = { text: z.string(), icon_custom_emoji_id: z.string().optional(), style };
const webApp = z.strictObject({ url: z.string() });

/** An inline button with every kind of action that Telegram knows; that there is exactly one is checked by rule. */
const inlineButton = z.strictObject({
  ...look,
  callback_data: z.string().optional(),
  url: z.string().optional(),
  web_app: webApp.optional(),
  login_url: z
    .strictObject({
      url: z.string(),
      forward_text: z.string().optional(),
      bot_username: z.string().optional(),
      request_write_access: z.boolean().optional(),
    })
    .optional(),
  disabled: z.strictObject({}).optional(),
  switch_inline_query: z.string().optional(),
  switch_inline_query_current_chat: z.string().optional(),
  switch_inline_query_chosen_chat: z
    .strictObject({
      query: z.string().optional(),
      allow_user_chats: z.boolean().optional(),
      allow_bot_chats: z.boolean().optional(),
      allow_group_chats: z.boolean().optional(),
      allow_channel_chats: z.boolean().optional(),
    })
    .optional(),
  copy_text: z.strictObject({ text: z.string() }).optional(),
  callback_game: z.strictObject({}).optional(),
  pay: z.boolean().optional(),
});

const inlineKeyboard = z.strictObject({
  inline_keyboard: z.array(z.array(inlineButton)),
  force_reply: z.boolean().optional(),
});

const replyButton = z.union([
  z.string().transform((text) => ({ text })),
  z.strictObject({
    ...look,
    request_users: z.looseObject({ request_id: z.number().int() }).optional(),
    request_chat: z.looseObject({ request_id: z.number().int(), chat_is_channel: z.boolean() }).optional(),
    request_contact: z.boolean().optional(),
    request_location: z.boolean().optional(),
    request_poll: z.strictObject({ type: z.enum(['quiz', 'regular']).optional() }).optional(),
    request_managed_bot: z.looseObject({ request_id: z.number().int() }).optional(),
    web_app: webApp.optional(),
  }),
]);

const replyKeyboard = z.strictObject({
  keyboard: z.array(z.array(replyButton)),
  is_persistent: z.boolean().optional(),
  resize_keyboard: z.boolean().optional(),
  one_time_keyboard: z.boolean().optional(),
  input_field_placeholder: z.string().min(1).max(64).optional(),
  selective: z.boolean().optional(),
  force_reply: z.boolean().optional(),
});
const removeKeyboard = z.strictObject({
  remove_keyboard: z.literal(true),
  selective: z.boolean().optional(),
});
const forceReply = z.strictObject({
  force_reply: z.literal(true),
  input_field_placeholder: z.string().min(1).max(64).optional(),
  selective: z.boolean().optional(),
});

/** reply_markup of messages that are sent. */
export const anyMarkup = json(z.union([inlineKeyboard, replyKeyboard, removeKeyboard, forceReply]));
/** reply_markup of messages that are edited: inline keyboards only. */
export const inlineMarkup = json(inlineKeyboard);
