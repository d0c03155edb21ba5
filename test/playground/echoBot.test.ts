import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bot, webhookCallback } from 'grammy';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type BotApi, startBotApi } from '../../src/playground/botApi.ts';

let api: BotApi;
beforeEach(async () => {
  api = await startBotApi();
});
afterEach(() => api.close());

function echoBot(): Bot {
  const bot = new Bot(api.token, { client: { apiRoot: api.url } });
  const reply_markup = { inline_keyboard: [[{ text: 'Again', callback_data: 'again' }]] };
  bot.on('message:text', (ctx) => ctx.reply(ctx.message.text, { reply_markup }));
  bot.callbackQuery('again', async (ctx) => {
    await ctx.answerCallbackQuery('Done');
    await ctx.editMessageText('edited');
  });
  return bot;
}

async function conversation(): Promise<void> {
  const people = Array.from({ length: 10 }, (_, n) => api.createPerson({ firstName: `P${n}` }));
  await Promise.all(
    people.map(async (person) => {
      await person.send(`hello ${person.id}`);
      await api.waitFor(() => person.last()?.text === `hello ${person.id}`);
      expect(await person.press('Again')).toMatchObject({ answered: true, text: 'Done' });
      await api.waitFor(() => person.last()?.text === 'edited');
      expect(person.last()?.reply_markup).toBeUndefined();
    }),
  );
  expect(api.violations).toEqual([]);
  expect(api.checkUnanswered()).toEqual([]);
}

it('a grammY bot works by long polling', async () => {
  const bot = echoBot();
  const running = bot.start();
  await conversation();
  await bot.stop();
  await running;
});

it('a grammY bot works by webhook', async () => {
  const bot = echoBot();
  const server = createServer(webhookCallback(bot, 'http', { secretToken: 's3cret' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await bot.api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: 's3cret' });
  await conversation();
  server.closeAllConnections();
  server.close();
});
