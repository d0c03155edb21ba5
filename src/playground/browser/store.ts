import type { ChatMessage } from '../types.ts';
import { type ChatView, loadChat, loadState, type PageEvent, type PageState } from './server.ts';
import { pageLanguage } from './texts.ts';

export type PagePerson = PageState['people'][number];
export type Chat = Omit<ChatView, 'messages'> & { messages: Map<number, ChatMessage>; typingUntil: number };

const KEPT = 'veche.playground.columns';
/** Telegram's apps show "typing" for five seconds after each sendChatAction. */
const TYPING_MS = 5000;

/** What the page knows; views subscribe to what they show. */
export const store = {
  state: undefined as PageState | undefined,
  clockOffsetMs: 0,
  connected: true,
  columns: [] as number[],
  active: 0,
  chats: new Map<number, Chat>(),
  unread: new Map<number, number>(),
};

export type Change =
  | { what: 'all' | 'people' | 'columns' | 'clock' | 'connection' }
  | { what: 'chat'; chatId: number }
  | { what: 'message'; chatId: number; messageId: number };

const listeners = new Set<(change: Change) => void>();

export function onChange(listener: (change: Change) => void): void {
  listeners.add(listener);
}

export function changed(change: Change): void {
  for (const listener of listeners) listener(change);
}

export function findPerson(id: number): PagePerson | undefined {
  return store.state?.people.find((person) => person.id === id);
}

export function nameOf(person: PagePerson): string {
  return person.last_name ? `${person.first_name} ${person.last_name}` : person.first_name;
}

/** Loads everything again; columns that are no more are closed, and a first choice is made. */
export async function reload(): Promise<void> {
  const state = await loadState();
  store.state = state;
  store.clockOffsetMs = state.nowMs - Date.now();
  const kept: number[] =
    store.columns.length > 0 ? store.columns : JSON.parse(localStorage.getItem(KEPT) ?? '[]');
  store.columns = kept.filter((id) => findPerson(id) !== undefined);
  if (store.columns.length === 0) store.columns = firstChoice(state);
  if (!store.columns.includes(store.active)) store.active = store.columns[0] ?? 0;
  store.chats.clear();
  await Promise.all(store.columns.map(ensureChat));
  changed({ what: 'all' });
}

/** A guest, a member and an officer: the walk of the first minutes. */
function firstChoice({ people }: PageState): number[] {
  const roles = ['guest', 'member', 'officer'];
  const chosen = roles.flatMap((role) => personFor(people, role, pageLanguage())?.id ?? []);
  return chosen.length > 0 ? chosen : people.slice(0, 2).map(({ id }) => id);
}

/** The first person of a role, if possible one whose Telegram speaks this language. */
export function personFor(
  people: readonly PagePerson[],
  role: string,
  language: string,
): PagePerson | undefined {
  const ofRole = people.filter((person) => person.role === role);
  return ofRole.find((person) => person.language_code === language) ?? ofRole[0];
}

async function ensureChat(id: number): Promise<void> {
  if (store.chats.has(id)) return;
  const view = await loadChat(id);
  const messages = new Map(view.messages.map((message) => [message.message_id, message]));
  store.chats.set(id, { ...view, messages, typingUntil: 0 });
}

export async function openColumn(id: number): Promise<void> {
  await ensureChat(id);
  if (!store.columns.includes(id)) store.columns.push(id);
  store.active = id;
  store.unread.delete(id);
  keepColumns();
}

export function closeColumn(id: number): void {
  store.columns = store.columns.filter((column) => column !== id);
  store.chats.delete(id);
  if (store.active === id) store.active = store.columns[0] ?? 0;
  keepColumns();
}

function keepColumns(): void {
  localStorage.setItem(KEPT, JSON.stringify(store.columns));
  changed({ what: 'columns' });
}

/** Applies what the playground tells. */
export function apply(event: PageEvent): void {
  if (event.type === 'clock') {
    store.clockOffsetMs = event.nowMs - Date.now();
    changed({ what: 'clock' });
  } else if (event.type === 'cleared') {
    isStale = true;
    refreshSoon();
  } else if (event.type === 'commands' || event.type === 'person') {
    refreshSoon();
  } else applyToChat(event);
}

/** A sample brings a hundred people at once: they are asked for when it has been quiet for so long. */
const QUIET_MS = 120;
let isStale = false;
let soon: ReturnType<typeof setTimeout> | undefined;

function refreshSoon(): void {
  clearTimeout(soon);
  soon = setTimeout(() => {
    void (isStale ? reload() : refreshPeople());
    isStale = false;
  }, QUIET_MS);
}

async function refreshPeople(): Promise<void> {
  const state = await loadState();
  if (store.columns.length === 0 && state.people.length > 0) return reload();
  store.state = state;
  await Promise.all(
    store.columns.map(async (id) => {
      const chat = store.chats.get(id);
      if (chat) chat.commands = (await loadChat(id)).commands;
    }),
  );
  changed({ what: 'people' });
}

type InChat = Exclude<PageEvent, { type: 'clock' | 'cleared' | 'commands' | 'person' }>;

function applyToChat(event: InChat): void {
  const { chatId } = event;
  const chat = store.chats.get(chatId);
  const isNew = event.type === 'message' && event.message.from.is_bot;
  if (isNew && (!chat || (isNarrow() && store.active !== chatId))) {
    store.unread.set(chatId, (store.unread.get(chatId) ?? 0) + 1);
    changed({ what: 'people' });
  }
  if (!chat) return;
  if (event.keyboard) chat.keyboard = event.keyboard;
  if (event.type === 'message' || event.type === 'edited') {
    chat.messages.set(event.message.message_id, event.message);
    if (event.message.from.is_bot) chat.typingUntil = 0;
    changed({ what: 'message', chatId, messageId: event.message.message_id });
  } else if (event.type === 'deleted') {
    for (const id of event.messageIds) chat.messages.delete(id);
  } else if (event.type === 'typing') chat.typingUntil = Date.now() + TYPING_MS;
  else if (event.type === 'pinned') chat.pinned = event.messageIds;
  else if (event.type === 'blocked' || event.type === 'unblocked') chat.blocked = event.type === 'blocked';
  else if (event.type === 'opened') chat.opened = true;
  changed({ what: 'chat', chatId });
}

/** One column at a time, as the style sheet shows it. */
export function isNarrow(): boolean {
  return matchMedia('(max-width: 760px)').matches;
}
