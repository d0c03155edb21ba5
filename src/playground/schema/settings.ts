import { z } from 'zod';
import { bool, int, json, str } from './scalars.ts';

const chat = z.union([z.number().int(), z.string()]);
/** Whose command menu: Telegram's seven scopes. */
const scope = json(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('default') }),
    z.strictObject({ type: z.literal('all_private_chats') }),
    z.strictObject({ type: z.literal('all_group_chats') }),
    z.strictObject({ type: z.literal('all_chat_administrators') }),
    z.strictObject({ type: z.literal('chat'), chat_id: chat }),
    z.strictObject({ type: z.literal('chat_administrators'), chat_id: chat }),
    z.strictObject({ type: z.literal('chat_member'), chat_id: chat, user_id: z.number().int() }),
  ]),
);
const language = z.string().regex(/^([a-z]{2})?$/);

export const setMyCommands = z.strictObject({
  commands: json(z.array(z.strictObject({ command: z.string(), description: z.string() }))),
  scope: scope.optional(),
  language_code: language.optional(),
});
export const commandsKey = z.strictObject({ scope: scope.optional(), language_code: language.optional() });
export const onlyLanguage = z.strictObject({ language_code: language.optional() });
export const setMyName = z.strictObject({ name: str.optional(), language_code: language.optional() });
export const setMyDescription = z.strictObject({
  description: str.optional(),
  language_code: language.optional(),
});
export const setMyShortDescription = z.strictObject({
  short_description: str.optional(),
  language_code: language.optional(),
});
const menuButton = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('commands') }),
  z.strictObject({ type: z.literal('default') }),
  z.strictObject({
    type: z.literal('web_app'),
    text: z.string(),
    web_app: z.strictObject({ url: z.string() }),
  }),
]);
export const setChatMenuButton = z.strictObject({
  chat_id: int.optional(),
  menu_button: json(menuButton).optional(),
});
export const getChatMenuButton = z.strictObject({ chat_id: int.optional() });
export const getFile = z.strictObject({ file_id: str });
export const nothing = z.strictObject({});

const updateTypes = json(z.array(z.string()));
export const getUpdates = z.strictObject({
  offset: int.optional(),
  limit: int.optional(),
  timeout: int.optional(),
  allowed_updates: updateTypes.optional(),
});
export const setWebhook = z.strictObject({
  url: str.optional(),
  certificate: str.optional(),
  ip_address: str.optional(),
  max_connections: int.optional(),
  allowed_updates: updateTypes.optional(),
  drop_pending_updates: bool.optional(),
  secret_token: str.optional(),
});
export const deleteWebhook = z.strictObject({ drop_pending_updates: bool.optional() });

export type CommandScope = NonNullable<z.infer<typeof commandsKey>['scope']>;
export type MenuButton = z.infer<typeof menuButton>;
