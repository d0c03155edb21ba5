/** Telegram's numbers, in one place. Source: core.telegram.org/bots/api and /bots/faq, and what was measured. */

/** A message's text after entities are parsed, in UTF-16 units. */
export const MAX_TEXT = 4096;
/** A caption of a picture or document, counted the same way. */
export const MAX_CAPTION = 1024;
/** `callback_data`, in bytes; more is a 400. */
export const MAX_CALLBACK_BYTES = 64;
/** Buttons under one message; more is a 400. */
export const MAX_BUTTONS = 100;
/** Buttons in one row; clients draw no more. */
export const MAX_ROW = 8;
/** Telegram lets about so many messages a second pass, all chats together. */
export const TELEGRAM_PER_SECOND = 30;
/** One message a second into one chat; bursts pass for a while and then cost a pause for everybody. */
export const CHAT_INTERVAL_MS = 1000;
/** The most updates that one getUpdates returns, so the most that can be in work unconfirmed. */
export const MAX_UPDATES = 100;
