import { expect, test } from 'vitest';
import type { ChatMessage } from '../../src/playground/types.ts';
import { type Crawl, createCrawl, deadEnds } from './crawl.ts';
import { isHome } from './crawlRoles.ts';
import { faultsOf } from './screens.ts';

test('the crawler would notice: a dead end, a key, a variable, a long or wordless label, words that act', () => {
  const crawl: Crawl = {
    ...createCrawl(),
    screens: new Map([
      ['Вече []', new Set()],
      ['middle []', new Set()],
      ['trap []', new Set()],
    ]),
    edges: new Map([
      ['Вече []', new Set(['middle []', 'trap []'])],
      ['middle []', new Set(['Вече []'])],
      ['trap []', new Set(['trap []'])],
    ]),
  };
  expect(deadEnds(crawl, isHome)).toEqual(['trap []']);
  const message = (text: string, label: string): ChatMessage => ({
    message_id: 1,
    from: { id: 1, is_bot: true, first_name: 'Veche' },
    chat: { id: 2, type: 'private', first_name: 'X' },
    date: 0,
    text,
    reply_markup: { inline_keyboard: [[{ text: label, callback_data: 'home' }]] },
  });
  expect(faultsOf(message('Всё хорошо.', '‹ 1/2'))).toEqual([]);
  const wrong = [
    message('До {{deadline}}.', 'Да'),
    message('See ballot.toBallot', 'Да'),
    message('Голосов: undefined', 'Да'),
    message('Всё хорошо.', 'Очень длинная подпись этой кнопки'),
    message('Всё хорошо.', '✓'),
    message('4K7M-2XPA-C, 5K7M-2XPA-E', 'Да'),
    { ...message('О /odd_command.', 'Да'), entities: [{ type: 'bot_command', offset: 2, length: 12 }] },
  ];
  expect(wrong.map((one) => faultsOf(one).length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
});
