import { InlineKeyboard } from 'grammy';
import type { Keyboard } from '../messages/kit/screen.ts';
import { MAX_BUTTONS, MAX_ROW } from './limits.ts';

/**
 * Telegram's inline keyboard for a screen; `sign` binds each button to the person and the chat it is sent to. Throws on
 * more buttons than Telegram takes: a list that should have had pages.
 */
export const toInlineKeyboard = (keyboard: Keyboard, sign: (data: string) => string): InlineKeyboard => {
  if (keyboard.flat().length > MAX_BUTTONS || keyboard.some((row) => row.length > MAX_ROW)) {
    throw new RangeError(
      `A keyboard holds at most ${MAX_BUTTONS} buttons, ${MAX_ROW} in a row; show a list in pages.`,
    );
  }
  const markup = new InlineKeyboard();
  for (const row of keyboard) {
    for (const button of row) {
      if ('data' in button) markup.text(button.label, sign(button.data));
      else if ('url' in button) markup.url(button.label, button.url);
      else markup.copyText(button.label, button.copy);
    }
    markup.row();
  }
  return markup;
};
