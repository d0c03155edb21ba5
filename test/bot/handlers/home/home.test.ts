import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAbout } from '../../../../src/messages/home/homeCallbacks.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { presser } from '../../../support/presses.ts';
import { plainSpaces, startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: Newcomers;
let bot: TestBot;
beforeAll(async () => {
  alliance = await createNewcomers();
  bot = await startTestBot(alliance.deps);
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
});

it('whoever has no account and presses an old button chooses a language first; then they read what it is about', async () => {
  const person = bot.api.createPerson({ firstName: 'N', languageCode: 'ru' });
  const about = () =>
    bot.api.calls.filter(({ params }) => plainSpaces(JSON.stringify(params)).includes('Об Альянсе'));
  const press = presser(alliance.deps);
  await person.send('/start');
  await bot.sees(person, 'Выберите язык');
  expect((await press(person, openAbout.pack({}))).answered).toBe(true);
  await bot.press(person, 'Русский');
  await bot.sees(person, 'Голосуют члены Альянса');
  expect(about()).toEqual([]);
  await press(person, openAbout.pack({}));
  await bot.sees(person, 'Об Альянсе');
  expect(bot.failures).toEqual([]);
});
