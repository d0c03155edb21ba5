import { type Context, InputFile } from 'grammy';
import type { Select } from '../i18n/translator.ts';
import type { PictureScreen, Screen } from '../messages/kit/screen.ts';
import type { CallbackSigner } from '../telegram/callbackData.ts';
import { MAX_CAPTION } from '../telegram/limits.ts';
import { toInlineKeyboard } from '../telegram/markup.ts';
import { harmlessMark } from '../telegram/sent.ts';
import { splitHtml } from '../telegram/splitText.ts';
import type { BotContext } from './context.ts';

const LINKS_STAY_LINKS = { is_disabled: true } as const;

const idsOf = (ctx: Context): { personId: number; chatId: number } => {
  if (ctx.from === undefined || ctx.chat === undefined)
    throw new Error('A screen needs a person and a chat.');
  return { personId: ctx.from.id, chatId: ctx.chat.id };
};

const markupFor = (ctx: Context, signer: CallbackSigner, screen: Screen) => {
  const { personId, chatId } = idsOf(ctx);
  return toInlineKeyboard(screen.keyboard, (data) => signer.sign(data, personId, chatId));
};

const protection = ({ protect }: Screen) => (protect === true ? { protect_content: true } : {});
const mark = ({ harmless }: Screen) => (harmless === true ? harmlessMark : {});

/** Sends a screen as a new message, for receipts and answers to what was typed; long texts go out in parts. */
export const sendScreen = async (ctx: Context, signer: CallbackSigner, screen: Screen): Promise<void> => {
  const parts = splitHtml(screen.text);
  for (const [index, text] of parts.entries()) {
    const last = index === parts.length - 1;
    await ctx.reply(text, {
      parse_mode: 'HTML',
      link_preview_options: LINKS_STAY_LINKS,
      ...protection(screen),
      ...mark(screen),
      ...(last ? { reply_markup: markupFor(ctx, signer, screen) } : {}),
    });
  }
};

const isEditableText = (ctx: Context): boolean => {
  const message = ctx.callbackQuery?.message;
  return message !== undefined && 'text' in message;
};

/** A press edits the message in place; anything else, a picture or an over-long text gets a new one. */
export const showScreen = async (ctx: Context, signer: CallbackSigner, screen: Screen): Promise<void> => {
  const [only, ...more] = splitHtml(screen.text);
  if (!isEditableText(ctx) || only === undefined || more.length > 0) return sendScreen(ctx, signer, screen);
  try {
    await ctx.editMessageText(only, {
      parse_mode: 'HTML',
      link_preview_options: LINKS_STAY_LINKS,
      ...mark(screen),
      reply_markup: markupFor(ctx, signer, screen),
    });
  } catch (error) {
    // Deleted by the person, or too old to edit: the screen is still owed.
    if (!isGone(error)) throw error;
    await sendScreen(ctx, signer, screen);
  }
};

const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  'description' in error &&
  typeof error.description === 'string' &&
  /message (to edit not found|can't be edited)/.test(error.description);

export const sendPicture = async (
  ctx: Context,
  signer: CallbackSigner,
  screen: PictureScreen,
): Promise<void> => {
  // Answers in long words may not fit under a picture: then they follow it.
  if (splitHtml(screen.text, MAX_CAPTION).length > 1) {
    await ctx.replyWithPhoto(new InputFile(screen.picture, screen.fileName), protection(screen));
    return sendScreen(ctx, signer, screen);
  }
  await ctx.replyWithPhoto(new InputFile(screen.picture, screen.fileName), {
    caption: screen.text,
    parse_mode: 'HTML',
    ...protection(screen),
    reply_markup: markupFor(ctx, signer, screen),
  });
};

/** The short line above the chat that every press gets; `alert` asks for a tap and is for what must not be missed. */
export const toast = async (ctx: Context, text?: string, alert = false): Promise<void> => {
  if (ctx.callbackQuery === undefined) return;
  await ctx.answerCallbackQuery(text === undefined ? {} : { text, show_alert: alert });
};

/** Answers a press in the sender's language; `alert` as for `toast`. */
export const say = (ctx: BotContext, text: Select, alert = false): Promise<void> =>
  toast(ctx, `${ctx.plain(text)}`, alert);

/** The same for handlers, whose context knows who signs. */
export const show = (ctx: BotContext, screen: Screen): Promise<void> =>
  showScreen(ctx, ctx.env.signer, screen);
export const send = (ctx: BotContext, screen: Screen): Promise<void> =>
  sendScreen(ctx, ctx.env.signer, screen);
export const sendCard = (ctx: BotContext, screen: PictureScreen): Promise<void> =>
  sendPicture(ctx, ctx.env.signer, screen);
