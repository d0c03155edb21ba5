import { type Api, GrammyError, HttpError, InputFile } from 'grammy';
import { isDatabaseOutage } from '../db/outage.ts';
import type { Recipient } from '../db/read/person/person.ts';
import type { PictureScreen, Screen } from '../messages/kit/screen.ts';
import type { CallbackSigner } from '../telegram/callbackData.ts';
import { MAX_CAPTION, MAX_TEXT } from '../telegram/limits.ts';
import { toInlineKeyboard } from '../telegram/markup.ts';
import { harmlessMark } from '../telegram/sent.ts';
import { splitHtml } from '../telegram/splitText.ts';

export type RenderedNotice = Screen | PictureScreen;

const BAD_REQUEST = 400;
const FORBIDDEN = 403;
/** How Telegram says in a 400 that there is nobody to write to. */
const nobodyThere = /chat not found|user is deactivated|bot was blocked|PEER_ID_INVALID/i;

/**
 * What a failed notice means: 'unreachable' the person, 'failed' this notice alone, 'later' all of them (limits,
 * network, Telegram's or the database's outage, a revoked token).
 */
export const verdictOn = (error: unknown): 'unreachable' | 'failed' | 'later' => {
  if (error instanceof GrammyError) {
    const { error_code: code, description } = error;
    if (code === FORBIDDEN || (code === BAD_REQUEST && nobodyThere.test(description))) return 'unreachable';
    return code === BAD_REQUEST ? 'failed' : 'later';
  }
  return error instanceof HttpError || isDatabaseOutage(error) ? 'later' : 'failed';
};

/** Sends a notice into the person's private chat, its buttons signed for that person. */
export const sendNotice = async (
  api: Api,
  recipient: Recipient,
  message: RenderedNotice,
  signer: CallbackSigner,
): Promise<void> => {
  // A private chat has its person's id.
  const chat = recipient.telegramId;
  const markup = toInlineKeyboard(message.keyboard, (data) => signer.sign(data, chat, chat));
  const picture = 'picture' in message ? new InputFile(message.picture, message.fileName) : undefined;
  // What does not fit below a picture follows it.
  const parts = splitHtml(message.text, picture === undefined ? MAX_TEXT : MAX_CAPTION);
  for (const [index, text] of parts.entries()) {
    const hasButtons = index === parts.length - 1 && message.keyboard.length > 0;
    const options = {
      parse_mode: 'HTML',
      ...(hasButtons ? { reply_markup: markup } : {}),
      ...(message.protect === true ? { protect_content: true } : {}),
    } as const;
    if (picture !== undefined && index === 0)
      await api.sendPhoto(chat, picture, { caption: text, ...options });
    else {
      const mark = message.harmless === true ? harmlessMark : {};
      await api.sendMessage(chat, text, { link_preview_options: { is_disabled: true }, ...options, ...mark });
    }
  }
};
