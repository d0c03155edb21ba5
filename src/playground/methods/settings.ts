import { DOWNLOAD_LIMIT } from '../files.ts';
import * as schema from '../schema/settings.ts';
import { badRequest } from '../telegramError.ts';
import type { World } from '../world.ts';
import { type CallContext, type Method, method } from './method.ts';

/** Telegram's limits for the bot's texts. */
const LIMITS = { name: 64, description: 512, short_description: 120 };
type TextField = keyof typeof LIMITS;

function setText(field: TextField) {
  return (
    params: { [key in TextField]?: string | undefined } & { language_code?: string | undefined },
    { world }: CallContext,
  ): true => {
    const text = params[field] ?? '';
    if (text.length > LIMITS[field]) throw badRequest(`bot ${field.replace('_', ' ')} is too long`);
    world.profile.texts.set(`${field} ${params.language_code ?? ''}`, text);
    return true;
  };
}

function getText(field: TextField) {
  return (params: { language_code?: string | undefined }, { world }: CallContext) => {
    const { texts } = world.profile;
    const own = texts.get(`${field} ${params.language_code ?? ''}`);
    const fallback = field === 'name' ? world.bot.first_name : '';
    return { [field]: own || texts.get(`${field} `) || fallback };
  };
}

function getMe(_: unknown, { world }: CallContext) {
  return {
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}

function getFile(params: typeof schema.getFile._output, { world }: CallContext) {
  const file = world.files.find(params.file_id);
  if (!file) throw badRequest('wrong file_id or the file is temporarily unavailable');
  if (file.bytes.length > DOWNLOAD_LIMIT) throw badRequest('file is too big');
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.bytes.length,
    file_path: file.path,
  };
}

function setCommands(params: typeof schema.setMyCommands._output, { world }: CallContext): true {
  world.profile.setCommands(params.commands, params.scope, params.language_code);
  return tellCommands(world);
}

function deleteCommands(params: typeof schema.commandsKey._output, { world }: CallContext): true {
  world.profile.deleteCommands(params.scope, params.language_code);
  return tellCommands(world);
}

function tellCommands(world: World): true {
  world.events.emit({ type: 'commands' });
  return true;
}

function setMenuButton(params: typeof schema.setChatMenuButton._output, { world }: CallContext): true {
  world.profile.menuButtons.set(params.chat_id, params.menu_button ?? { type: 'default' });
  return true;
}

function getMenuButton(params: typeof schema.getChatMenuButton._output, { world }: CallContext) {
  const { menuButtons } = world.profile;
  return menuButtons.get(params.chat_id) ?? menuButtons.get(undefined) ?? { type: 'commands' };
}

/** What the bot says of itself, its menu, and its files. */
export const settingsMethods: Readonly<Record<string, Method>> = {
  getMe: method(schema.nothing, getMe),
  getFile: method(schema.getFile, getFile),
  setMyCommands: method(schema.setMyCommands, setCommands),
  getMyCommands: method(schema.commandsKey, (params, { world }) =>
    world.profile.getCommands(params.scope, params.language_code),
  ),
  deleteMyCommands: method(schema.commandsKey, deleteCommands),
  setMyName: method(schema.setMyName, setText('name')),
  getMyName: method(schema.onlyLanguage, getText('name')),
  setMyDescription: method(schema.setMyDescription, setText('description')),
  getMyDescription: method(schema.onlyLanguage, getText('description')),
  setMyShortDescription: method(schema.setMyShortDescription, setText('short_description')),
  getMyShortDescription: method(schema.onlyLanguage, getText('short_description')),
  setChatMenuButton: method(schema.setChatMenuButton, setMenuButton),
  getChatMenuButton: method(schema.getChatMenuButton, getMenuButton),
};
