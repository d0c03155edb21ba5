import type { Faults } from './faults.ts';

/** A Telegram account as the Bot API shows it. */
export type ChatUser = {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
};

/** Formatting of a stretch of text; offset and length in UTF-16 code units. */
export type Entity = {
  type: string;
  offset: number;
  length: number;
  url?: string | undefined;
  language?: string | undefined;
  user?: ChatUser | undefined;
  custom_emoji_id?: string | undefined;
};

/** One inline button; exactly one of the action fields is present. */
export type InlineButton = {
  text: string;
  callback_data?: string | undefined;
  url?: string | undefined;
  web_app?: { url: string } | undefined;
  copy_text?: { text: string } | undefined;
  switch_inline_query?: string | undefined;
  switch_inline_query_current_chat?: string | undefined;
  style?: 'danger' | 'success' | 'primary' | undefined;
  [other: string]: unknown;
};

/** One button of a reply keyboard: pressing it sends its text. */
export type ReplyButton = { text: string; [other: string]: unknown };

export type InlineMarkup = { inline_keyboard: InlineButton[][] };
export type ReplyMarkup = {
  keyboard: ReplyButton[][];
  one_time_keyboard?: boolean | undefined;
  resize_keyboard?: boolean | undefined;
  is_persistent?: boolean | undefined;
  input_field_placeholder?: string | undefined;
};
export type Markup = InlineMarkup | ReplyMarkup | { remove_keyboard: true } | { force_reply: true };

export type PhotoSize = {
  file_id: string;
  file_unique_id: string;
  width: number;
  height: number;
  file_size: number;
};
export type DocumentFile = {
  file_id: string;
  file_unique_id: string;
  file_name: string;
  mime_type: string;
  file_size: number;
};

/** A message as the person sees it: the Bot API's shape, with any kind of keyboard in reply_markup. */
export type ChatMessage = {
  message_id: number;
  from: ChatUser;
  chat: { id: number; type: 'private'; first_name: string; last_name?: string; username?: string };
  date: number;
  edit_date?: number;
  text?: string;
  entities?: Entity[];
  caption?: string;
  caption_entities?: Entity[];
  photo?: PhotoSize[];
  document?: DocumentFile;
  sticker?: Record<string, unknown>;
  voice?: Record<string, unknown>;
  video?: Record<string, unknown>;
  location?: Record<string, unknown>;
  contact?: Record<string, unknown>;
  poll?: Record<string, unknown>;
  forward_origin?: Record<string, unknown>;
  reply_to_message?: ChatMessage;
  link_preview_options?: Record<string, unknown>;
  has_protected_content?: true;
  has_media_spoiler?: true;
  show_caption_above_media?: true;
  reply_markup?: Markup;
};

/** What a person sees after pressing a button; `answered` is false when the bot said nothing in time. */
export type PressOutcome = { answered: boolean; text?: string; alert?: boolean; url?: string; ms: number };

/** What happened in a chat, for the chat page and for tests that wait. */
export type ChatEvent =
  | { type: 'message' | 'edited'; chatId: number; message: ChatMessage }
  | { type: 'deleted'; chatId: number; messageIds: number[] }
  | { type: 'pressed'; chatId: number; messageId: number; queryId: string; data: string }
  | {
      type: 'answered';
      chatId: number;
      messageId: number;
      queryId: string;
      text?: string;
      alert: boolean;
      url?: string;
    }
  | { type: 'typing'; chatId: number; action: string }
  | { type: 'pinned'; chatId: number; messageIds: number[] }
  | { type: 'person'; chatId: number }
  | { type: 'blocked' | 'unblocked' | 'opened'; chatId: number }
  | { type: 'commands' }
  | { type: 'cleared' };

export type MediaKind =
  | 'photo'
  | 'document'
  | 'sticker'
  | 'voice'
  | 'video'
  | 'location'
  | 'contact'
  | 'poll'
  | 'forward';
/** What a person sends instead of text; sensible small contents where left out. */
export type MediaOptions = {
  bytes?: Uint8Array;
  fileName?: string;
  mimeType?: string;
  caption?: string;
  text?: string;
};

/** What a new account is made of; without `id` a free one is chosen. */
export type NewPerson = {
  id?: number;
  firstName: string;
  lastName?: string;
  username?: string;
  languageCode?: string;
  /** The person has pressed Start before: the bot may write to them. */
  opened?: boolean;
};

/** A person with a Telegram account: everything a human can do in the private chat with the bot. */
export type Person = {
  id: number;
  user: ChatUser;
  /** The private chat in order; edits applied, deleted messages gone. */
  chat(): ChatMessage[];
  /** The newest message of the bot, if any. */
  last(): ChatMessage | undefined;
  /**
   * Sends text as a client does (over 4096 characters: several messages), with `entities` as it was formatted there; resolves to the
   * last update_id.
   */
  send(text: string, entities?: Entity[]): Promise<number>;
  sendMedia(kind: MediaKind, options?: MediaOptions): Promise<number>;
  editText(messageId: number, text: string): Promise<number>;
  /** Presses the newest button with this label (or data); a reply keyboard's button sends its text. */
  press(
    labelOrData: string | { messageId: number; data: string },
    options?: { timeoutMs?: number },
  ): Promise<PressOutcome>;
  /** A press that a modified client could send: any data, any message, also somebody else's. */
  pressRaw(
    press: { messageId: number; data: string; chatId?: number },
    options?: { timeoutMs?: number },
  ): Promise<PressOutcome>;
  /** Follows t.me/<bot>?start=x or a bare payload: sends "/start x". */
  open(deepLinkOrStartPayload: string): Promise<number>;
  block(): Promise<void>;
  unblock(): Promise<void>;
  blocked(): boolean;
  /** True once the person pressed Start: before that the bot can't write to them. */
  opened(): boolean;
  keyboardOf(message: ChatMessage): InlineButton[][];
  /** Labels of the reply keyboard now shown, row by row; empty when none is. */
  replyKeyboard(): string[][];
  pinned(): number[];
};

export type ApiCall = {
  method: string;
  params: unknown;
  at: number;
  tookMs?: number;
  ok?: boolean;
  errorCode?: number;
};

/** The Bot API on this machine. */
export type BotApi = {
  /** Root for TELEGRAM_API_ROOT. */
  url: string;
  token: string;
  username: string;
  createPerson(person: NewPerson): Person;
  person(id: number): Person | undefined;
  people(): Person[];
  onChange(listener: (event: ChatEvent) => void): () => void;
  /** Resolves with the first defined, non-false value of `check`, looked at after each change; rejects in time. */
  waitFor<T>(check: () => T | undefined | false | null, timeoutMs?: number): Promise<T>;
  faults: Faults;
  /** Everything that Telegram would refuse or a person would suffer from. */
  violations: string[];
  /** Presses delivered to the bot and unanswered for longer than this; each is added to violations once. */
  checkUnanswered(olderThanMs?: number): string[];
  calls: ApiCall[];
  /** Updates the bot has not confirmed yet. */
  pendingUpdates(): number;
  /** The command menu this person's app would show. */
  commandsFor(person: Person): { command: string; description: string }[];
  /** True while a getUpdates call waits here. */
  polling(): boolean;
  /** The bot's description this person's app would show before Start. */
  descriptionFor(person: Person): string;
  /** Forgets people, chats, files and pending updates; keeps webhook, commands and counters. */
  clear(): void;
  /** Bytes of a file that was sent by either side. */
  fileBytes(fileId: string): Uint8Array | undefined;
  file(fileId: string): { bytes: Uint8Array; fileName: string; mimeType: string } | undefined;
  close(): Promise<void>;
};
