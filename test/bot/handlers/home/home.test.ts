import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAbout } from '../../../../src/messages/home/homeCallbacks.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { presser } from '../../../support/presses.ts';
import { openTalk, plainSpaces, type TalkStage } from '../../../support/testBot.ts';

let alliance: Newcomers;
let talk: TalkStage;
beforeAll(async () => {
  alliance = await createNewcomers();
  talk = await openTalk(alliance.deps);
});
afterAll(async () => {
  await talk.close();
  await alliance.close();
});

it('whoever has no account and presses an old button chooses a language first; then they read what it is about', async () => {
  const person = talk.api.createPerson({ firstName: 'N', languageCode: 'ru' });
  const about = () =>
    talk.api.calls.filter(({ params }) => plainSpaces(JSON.stringify(params)).includes('Об Альянсе'));
  const press = presser(alliance.deps);
  await person.send('/start');
  await talk.sees(person, 'Выберите язык');
  expect((await press(person, openAbout.pack({}))).answered).toBe(true);
  await talk.press(person, 'Русский');
  await talk.sees(person, 'Голосуют члены Альянса');
  expect(about()).toEqual([]);
  await press(person, openAbout.pack({}));
  await talk.sees(person, 'Об Альянсе');
  expect(talk.failures).toEqual([]);
});
