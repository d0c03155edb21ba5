import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAbout } from '../../../../src/messages/home/homeCallbacks.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { presser } from '../../../support/presses.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';
import { plainSpaces } from '../../../support/texts.ts';

let alliance: Newcomers;
let bot: TestBot;
beforeAll(async () => {
  alliance = await createNewcomers();
  bot = await startTestBot(alliance);
});
afterAll(() => bot.close());

it('whoever has no account and presses an old button chooses a language first; then they read what it is about', async () => {
  const person = bot.newChat({ firstName: 'N', languageCode: 'ru' });
  const about = () =>
    bot.api.calls.filter(({ params }) => plainSpaces(JSON.stringify(params)).includes('Об Альянсе'));
  const press = presser(alliance.deps);
  await person.say('/start', 'Выберите язык');
  expect((await press(person, openAbout.pack({}))).answered).toBe(true);
  await person.go('Русский', 'Голосуют члены Альянса');
  expect(about()).toEqual([]);
  await press(person, openAbout.pack({}));
  await person.sees('Об Альянсе');
});
