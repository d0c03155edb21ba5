import { randomInt } from 'node:crypto';
import { addMessage, asBotSees, chatField } from './chats.ts';
import { formatTyped, TEXT_LIMIT } from './entities/formatText.ts';
import { mediaFields } from './media.ts';
import { blockChanges } from './membership.ts';
import { pressButton, pressData } from './presses.ts';
import type { ChatMessage, ChatUser, NewPerson, Person } from './types.ts';
import type { Chat, World } from './world.ts';

/** Creates an account and its chat with the bot, not yet opened unless said so. */
export function createPerson(world: World, fresh: NewPerson): Person {
  const id = fresh.id ?? freeId(world);
  if (world.chats.has(id)) throw new Error(`There is a person with id ${id} already: choose another id.`);
  const user: ChatUser = {
    id,
    is_bot: false,
    first_name: fresh.firstName,
    ...(fresh.lastName === undefined ? {} : { last_name: fresh.lastName }),
    ...(fresh.username === undefined ? {} : { username: fresh.username }),
    ...(fresh.languageCode === undefined ? {} : { language_code: fresh.languageCode }),
  };
  const chat: Chat = {
    user,
    messages: new Map(),
    opened: fresh.opened === true,
    blocked: false,
    pinned: new Set(),
    keyboardFrom: undefined,
  };
  world.chats.set(id, chat);
  const person = personOf(world, chat);
  world.persons.set(id, person);
  world.events.emit({ type: 'person', chatId: id });
  return person;
}

/** Telegram's ids have up to 52 bits; these are like those of recent accounts, above 32 bits. */
function freeId(world: World): number {
  const id = randomInt(5_000_000_000, 9_000_000_000);
  return world.chats.has(id) ? freeId(world) : id;
}

function personOf(world: World, chat: Chat): Person {
  const { user } = chat;
  const write = (fields: Partial<ChatMessage>) => world.inOrder((date) => arrive(world, chat, date, fields));
  const person: Person = {
    id: user.id,
    user,
    chat: () => [...chat.messages.values()],
    last: () => [...chat.messages.values()].findLast((message) => message.from.is_bot),
    send: async (text, entities) => {
      const parts = entities === undefined ? splitTyped(text) : [{ text, entities }];
      const ids = await Promise.all(parts.map((part) => write(part)));
      return ids.at(-1) ?? 0;
    },
    sendMedia: (kind, options) => write(mediaFields(world, user, kind, options ?? {})),
    editText: (messageId, text) => world.inOrder((date) => editTyped(world, chat, date, messageId, text)),
    press: (target, options) => pressButton(world, chat, person, target, options?.timeoutMs),
    pressRaw: (press, options) => pressData(world, chat, press, options?.timeoutMs),
    open: (link) => person.send(startCommand(world, link)),
    ...blockChanges(world, chat),
    blocked: () => chat.blocked,
    opened: () => chat.opened,
    keyboardOf: ({ reply_markup: markup }) =>
      markup && 'inline_keyboard' in markup ? markup.inline_keyboard : [],
    replyKeyboard: () => {
      const markup = chat.messages.get(chat.keyboardFrom ?? 0)?.reply_markup;
      return markup && 'keyboard' in markup ? markup.keyboard.map((row) => row.map(({ text }) => text)) : [];
    },
    pinned: () => [...chat.pinned],
  };
  return person;
}

function arrive(world: World, chat: Chat, date: number, fields: Partial<ChatMessage>): number {
  if (chat.blocked) throw new Error('This person has blocked the bot: unblock() first, as in the app.');
  if (world.chats.get(chat.user.id) !== chat)
    throw new Error('This person is gone: the playground was cleared.');
  if (!chat.opened) {
    chat.opened = true;
    world.events.emit({ type: 'opened', chatId: chat.user.id });
  }
  const message: ChatMessage = {
    message_id: world.nextMessageId(),
    from: chat.user,
    chat: chatField(chat.user),
    date,
    ...fields,
  };
  hideOneTimeKeyboard(chat, message);
  addMessage(world, chat, message);
  return world.updates.add('message', chat.user.id, asBotSees(message));
}

/** A one-time keyboard goes as soon as one of its buttons was used. */
function hideOneTimeKeyboard(chat: Chat, { text }: ChatMessage): void {
  const markup = chat.messages.get(chat.keyboardFrom ?? 0)?.reply_markup;
  if (!markup || !('keyboard' in markup) || !markup.one_time_keyboard) return;
  if (markup.keyboard.flat().some((button) => button.text === text)) chat.keyboardFrom = undefined;
}

/** A client cuts long texts into several messages, and never sends an empty one. */
function splitTyped(raw: string): Pick<ChatMessage, 'text' | 'entities'>[] {
  const parts: Pick<ChatMessage, 'text' | 'entities'>[] = [];
  for (let at = 0; at < raw.length; at += TEXT_LIMIT) {
    const { text, entities } = formatTyped(raw.slice(at, at + TEXT_LIMIT));
    if (text !== '') parts.push({ text, ...(entities.length > 0 ? { entities } : {}) });
  }
  if (parts.length === 0) throw new Error('An app does not send an empty message: give some text.');
  return parts;
}

function editTyped(world: World, chat: Chat, date: number, messageId: number, raw: string): number {
  const message = chat.messages.get(messageId);
  if (!message || message.from.is_bot) throw new Error(`Message ${messageId} is not this person's own.`);
  const { text, entities } = formatTyped(raw);
  const { entities: _, ...rest } = message;
  const edited = { ...rest, text, edit_date: date, ...(entities.length > 0 ? { entities } : {}) };
  chat.messages.set(messageId, edited);
  world.events.emit({ type: 'edited', chatId: chat.user.id, message: edited });
  return world.updates.add('edited_message', chat.user.id, asBotSees(edited));
}

/** "/start x" for a link to this bot or a bare payload; links to other bots are refused. */
function startCommand(world: World, link: string): string {
  const match = /^(?:https?:\/\/)?t\.me\/(\w+)(?:\?start=([\w-]*))?$/i.exec(link);
  if (match && match[1]?.toLowerCase() !== world.username.toLowerCase()) {
    throw new Error(`This link opens another bot: expected t.me/${world.username}.`);
  }
  const payload = match ? (match[2] ?? '') : link;
  if (!/^[\w-]{0,64}$/.test(payload)) throw new Error('A start payload has at most 64 of A-Z a-z 0-9 _ -.');
  return payload === '' ? '/start' : `/start ${payload}`;
}
