import { type Api, InputFile } from 'grammy';
import type { Screen } from '../messages/kit/screen.ts';
import { toInlineKeyboard } from './markup.ts';

/** One message to many: its text fits into one message, with a document into a caption. */
export type Post = Screen & {
  /** Arrives without a sound. */
  readonly silent?: boolean;
  /** The bytes, or Telegram's own id of what was uploaded before: then nothing is uploaded again. */
  readonly document?: { readonly name: string; readonly file: Uint8Array | string };
};

/** Sends it into a private chat. Answers with Telegram's id of the document, for the next ones. */
export const sendPost = async (
  api: Api,
  chat: number,
  { text, keyboard, silent = false, document }: Post,
  sign: (data: string, person: number, chat: number) => string,
): Promise<string | undefined> => {
  const markup = toInlineKeyboard(keyboard, (data) => sign(data, chat, chat));
  const options = {
    parse_mode: 'HTML',
    ...(silent ? { disable_notification: true } : {}),
    ...(keyboard.length > 0 ? { reply_markup: markup } : {}),
  } as const;
  if (document === undefined) {
    await api.sendMessage(chat, text, { link_preview_options: { is_disabled: true }, ...options });
    return undefined;
  }
  const { name, file } = document;
  const input = typeof file === 'string' ? file : new InputFile(file, name);
  const sent = await api.sendDocument(chat, input, { caption: text, ...options });
  return sent.document.file_id;
};
