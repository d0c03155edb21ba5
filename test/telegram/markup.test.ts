import { expect, it } from 'vitest';
import { toInlineKeyboard } from '../../src/telegram/markup.ts';

const rows = (count: number, width: number) =>
  Array.from({ length: count }, () => Array.from({ length: width }, () => ({ label: 'x', data: 'd' })));

it('signs the data of every button', () => {
  const { inline_keyboard: keyboard } = toInlineKeyboard(rows(2, 1), (data) => `${data}~tag`);
  expect(keyboard.flat()).toEqual([
    { text: 'x', callback_data: 'd~tag' },
    { text: 'x', callback_data: 'd~tag' },
  ]);
});

it.each([
  [101, 1],
  [1, 9],
])('refuses %i rows of %i buttons, which Telegram would', (count, width) => {
  expect(() => toInlineKeyboard(rows(count, width), String)).toThrow(/at most 100 buttons/);
});

it('takes 100 buttons', () => {
  expect(toInlineKeyboard(rows(20, 5), String).inline_keyboard.flat()).toHaveLength(100);
});
