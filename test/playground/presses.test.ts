import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type BotApi, type Person, startBotApi } from '../../src/playground/botApi.ts';
import { call, poll } from './client.ts';

let api: BotApi;
let anna: Person;

beforeAll(async () => {
  api = await startBotApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  api.clear();
  api.violations.length = 0;
  anna = api.createPerson({ firstName: 'Anna' });
  await anna.send('/start');
  await call(api, 'getUpdates', { offset: -1 });
  await call(api, 'sendMessage', {
    chat_id: anna.id,
    text: 'Choose',
    reply_markup: {
      inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }], [{ text: 'No', callback_data: 'n' }]],
    },
  });
});

async function nextPress(): Promise<string> {
  const updates = await poll(api, { timeout: 2 });
  return updates.find(({ callback_query }) => callback_query)?.callback_query?.id ?? '';
}

it('a press resolves with the answer, and a second answer is refused', async () => {
  const pressed = anna.press('Yes');
  const callback_query_id = await nextPress();
  await call(api, 'answerCallbackQuery', { callback_query_id, text: 'Counted', show_alert: true });
  expect(await pressed).toEqual({ answered: true, text: 'Counted', alert: true, ms: expect.any(Number) });
  const again = await call(api, 'answerCallbackQuery', { callback_query_id });
  expect(again.description).toBe(
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  );
  expect(api.violations).toHaveLength(1);
  expect(api.checkUnanswered()).toEqual([]);
});

it('a press that nobody answers says so and is found on demand, once', async () => {
  expect(await anna.press('No', { timeoutMs: 20 })).toEqual({ answered: false, ms: expect.any(Number) });
  expect(api.violations).toEqual([]);
  expect(api.checkUnanswered()).toEqual(['callback query never answered: n']);
  expect(api.checkUnanswered()).toEqual([]);
  expect(api.violations).toEqual(['callback query never answered: n']);
});

it('after thirty real seconds a press can no longer be answered', async () => {
  void anna.press('No', { timeoutMs: 20 });
  const callback_query_id = await nextPress();
  const later = performance.now() + 30_001;
  const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
  const answer = await call(api, 'answerCallbackQuery', { callback_query_id });
  clock.mockRestore();
  expect(answer.description).toContain('query is too old');
});

it('a button that is not there names those that are', async () => {
  await expect(anna.press('Maybe')).rejects.toThrow('Buttons there are: "Yes", "No"');
});

it('forged data, deleted and foreign messages reach the bot as Telegram shows them', async () => {
  const eve = api.createPerson({ firstName: 'Eve' });
  const messageId = anna.last()?.message_id ?? 0;
  await eve.pressRaw({ messageId, data: 'forged', chatId: anna.id }, { timeoutMs: 10 });
  await anna.pressRaw({ messageId: 1, data: 'y' }, { timeoutMs: 10 });
  const updates = await poll(api);
  expect(updates.flatMap(({ callback_query }) => callback_query ?? [])).toMatchObject([
    { from: { id: eve.id }, message: { message_id: messageId, chat: { id: anna.id } }, data: 'forged' },
    { from: { id: anna.id }, message: { message_id: 1, date: 0, chat: { id: anna.id } } },
  ]);
});

it('reply keyboards: shown, pressed as text, hidden when used once or removed', async () => {
  const send = (reply_markup: object) =>
    call(api, 'sendMessage', { chat_id: anna.id, text: 'k', reply_markup });
  await send({ keyboard: [['Да', { text: 'Нет' }]], one_time_keyboard: true });
  expect(anna.replyKeyboard()).toEqual([['Да', 'Нет']]);
  await anna.press('Да');
  expect(anna.chat().at(-1)).toMatchObject({ text: 'Да', from: { id: anna.id } });
  expect(anna.replyKeyboard()).toEqual([]);
  await send({ keyboard: [['Ещё']] });
  await send({ remove_keyboard: true });
  expect(anna.replyKeyboard()).toEqual([]);
});

it('links to the bot start it with the payload, from a button too', async () => {
  await anna.open(`https://t.me/${api.username}?start=vouch_abc`);
  expect(anna.chat().at(-1)?.text).toBe('/start vouch_abc');
  expect(anna.chat().at(-1)?.entities).toEqual([{ type: 'bot_command', offset: 0, length: 6 }]);
  await expect(async () => anna.open('https://t.me/another_bot?start=x')).rejects.toThrow('another bot');
  await expect(async () => anna.open('a b')).rejects.toThrow('start payload');
});

it('starting over makes old people harmless', async () => {
  const { id } = anna;
  api.clear();
  api.createPerson({ id, firstName: 'Another' });
  await expect(anna.send('x')).rejects.toThrow('This person is gone');
  expect(api.person(id)?.chat()).toEqual([]);
});
