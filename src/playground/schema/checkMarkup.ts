import { badRequest } from '../telegramError.ts';
import type { InlineButton, Markup, ReplyButton } from '../types.ts';

/** Telegram's limits for keyboards: data in bytes, buttons in all and in a row. */
const DATA_BYTES = 64;
const BUTTONS = 100;
const ROW = 8;
const COPY_TEXT = 256;
/** A reply keyboard may be larger, as sent by real bots: 300 buttons, 12 a row. */
const REPLY_BUTTONS = 300;
const REPLY_ROW = 12;

const ACTIONS = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'disabled',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
];

/** Refuses keyboards that Telegram refuses; undefined and keyboards without buttons mean none. */
export function checkMarkup(markup: Markup | undefined): Markup | undefined {
  if (!markup) return undefined;
  if ('inline_keyboard' in markup) {
    checkSize(markup.inline_keyboard, BUTTONS, ROW);
    for (const button of markup.inline_keyboard.flat()) checkInlineButton(button);
    const rows = markup.inline_keyboard.filter((row) => row.length > 0);
    return rows.length > 0 ? { inline_keyboard: rows } : undefined;
  }
  if ('keyboard' in markup) {
    checkSize(markup.keyboard, REPLY_BUTTONS, REPLY_ROW);
    for (const button of markup.keyboard.flat()) checkReplyButton(button);
    if (markup.keyboard.flat().length === 0) return undefined;
  }
  return markup;
}

function checkSize(rows: readonly (readonly unknown[])[], most: number, row: number): void {
  const tooWide = rows.some((buttons) => buttons.length > row);
  if (tooWide || rows.flat().length > most) throw badRequest('reply markup is too long');
}

function checkInlineButton(button: InlineButton): void {
  if (button.text.trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  // An empty string is no action: Telegram then sees a button that has none.
  const actions = ACTIONS.filter((action) => isSet(action, button[action]));
  if (actions.length === 0) throw badRequest('text buttons are unallowed in the inline keyboard');
  if (actions.length > 1) throw badRequest('BUTTON_TYPE_INVALID');
  if (button.callback_data !== undefined) {
    if (Buffer.byteLength(button.callback_data) > DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  }
  if (button.url !== undefined) checkUrl(button.url);
  if (button.web_app !== undefined && !/^https:\/\//i.test(button.web_app.url)) {
    throw badRequest(
      `inline keyboard button Web App URL '${button.web_app.url}' is invalid: Only HTTPS links are allowed`,
    );
  }
  const copied = button.copy_text?.text.length;
  if (copied !== undefined && (copied < 1 || copied > COPY_TEXT))
    throw badRequest('BUTTON_COPY_TEXT_INVALID');
}

/** An inline query may be empty; everything else may not. */
function isSet(action: string, value: unknown): boolean {
  return value !== undefined && (value !== '' || action.startsWith('switch_inline'));
}

/** Telegram opens web addresses with a dotted host (so no localhost) and tg: links. */
function checkUrl(url: string): void {
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`;
  const refusal = badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  if (!URL.canParse(withScheme)) throw refusal;
  const { protocol, hostname } = new URL(withScheme);
  if (protocol === 'tg:' || protocol === 'ton:') return;
  const isWeb = protocol === 'http:' || protocol === 'https:';
  if (!isWeb || !/[.:]/.test(hostname)) throw refusal;
}

function checkReplyButton(button: ReplyButton): void {
  if (button.text.trim() === '') throw badRequest('keyboard button text must be non-empty');
}
