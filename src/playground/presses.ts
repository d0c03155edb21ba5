import { QUERY_LIFETIME_MS } from './callbacks.ts';
import { asBotSees, chatField } from './chats.ts';
import type { ChatMessage, InlineButton, Person, PressOutcome } from './types.ts';
import type { Chat, World } from './world.ts';

/** How long a test waits for an answer to a press, where it says nothing else: the time that a query lives. */
const DEFAULT_TIMEOUT_MS = QUERY_LIFETIME_MS;
const DONE_BY_APP = { answered: true, ms: 0 };

export type Target = string | { messageId: number; data: string };

/** Presses what the person sees: an inline button by label or data, or a button of the reply keyboard. */
export async function pressButton(
  world: World,
  chat: Chat,
  person: Person,
  target: Target,
  timeoutMs?: number,
): Promise<PressOutcome> {
  const found = findButton(chat, target);
  if (!found && typeof target === 'string' && person.replyKeyboard().flat().includes(target)) {
    await person.send(target);
    return DONE_BY_APP;
  }
  if (!found) throw new Error(`${nameOf(target)} is on no message. Buttons there are: ${labels(chat)}`);
  const { message, button } = found;
  if (button.callback_data !== undefined) {
    return pressData(world, chat, { messageId: message.message_id, data: button.callback_data }, timeoutMs);
  }
  const isOwnLink = button.url?.toLowerCase().includes(`t.me/${world.username.toLowerCase()}?start=`);
  if (button.url && isOwnLink) await person.open(button.url);
  return { ...DONE_BY_APP, ...(button.url ? { url: button.url } : {}) };
}

/** The newest message with such a button; labels are looked for before data. */
export function findButton(
  chat: Chat,
  target: Target,
): { message: ChatMessage; button: InlineButton } | undefined {
  const buttons = [...chat.messages.values()].reverse().flatMap((message) => {
    const markup = message.reply_markup;
    const rows = markup && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
    return rows.flat().map((button) => ({ message, button }));
  });
  if (typeof target === 'string') {
    return (
      buttons.find(({ button }) => button.text === target) ??
      buttons.find(({ button }) => button.callback_data === target)
    );
  }
  return buttons.find(
    ({ message, button }) => message.message_id === target.messageId && button.callback_data === target.data,
  );
}

/** Sends a press with any data on any message; a message that is gone is named as inaccessible (date 0). */
export async function pressData(
  world: World,
  chat: Chat,
  press: { messageId: number; data: string; chatId?: number },
  timeoutMs = DEFAULT_TIMEOUT_MS,
): Promise<PressOutcome> {
  const { outcome } = await world.inOrder(() => {
    if (chat.blocked) throw new Error('This person has blocked the bot: unblock() first, as in the app.');
    const place = world.chats.get(press.chatId ?? chat.user.id) ?? chat;
    const message = place.messages.get(press.messageId);
    const opened = world.callbacks.open(
      { chatId: chat.user.id, messageId: press.messageId, data: press.data },
      timeoutMs,
    );
    const { id: queryId } = opened.query;
    world.events.emit({
      type: 'pressed',
      chatId: chat.user.id,
      messageId: press.messageId,
      queryId,
      data: press.data,
    });
    world.updates.add('callback_query', chat.user.id, {
      id: queryId,
      from: chat.user,
      message: message
        ? asBotSees(message)
        : { chat: chatField(place.user), message_id: press.messageId, date: 0 },
      chat_instance: String(place.user.id * 7919),
      data: press.data,
    });
    return { outcome: opened.outcome };
  });
  return outcome;
}

function nameOf(target: Target): string {
  return typeof target === 'string' ? `Button "${target}"` : `Button with data "${target.data}"`;
}

function labels(chat: Chat): string {
  const all = [...chat.messages.values()].flatMap(({ reply_markup: markup }) =>
    markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat().map(({ text }) => `"${text}"`) : [],
  );
  return all.length > 0 ? all.join(', ') : 'none';
}
