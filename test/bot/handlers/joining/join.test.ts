import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../../../src/playground/types.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
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
// Whatever Telegram would have refused, and whatever went wrong unseen. A double tap edits twice to the same text, which
// Telegram refuses and the client lets pass.
afterEach(() => {
  const violations = bot.api.violations.filter((line) => !line.includes('message is not modified'));
  expect({ violations, failures: bot.failures }).toEqual({ violations: [], failures: [] });
});

/** Presses, and waits for the screen that follows. */
const go = async (person: Person, label: string, seen: string): Promise<string> => {
  expect((await bot.press(person, label)).answered).toBe(true);
  return bot.sees(person, seen);
};

const begin = async (language: 'Русский' | 'English', home: string): Promise<Person> => {
  const person = bot.api.createPerson({ firstName: 'Odd', languageCode: 'xx-absurd' });
  await person.send('/start');
  await bot.sees(person, 'Выберите язык');
  await go(person, language, home);
  return person;
};

const toDeclaration = async (person: Person): Promise<void> => {
  await go(person, 'Вступить в Альянс', 'что такое Вече');
  await go(person, 'Дальше', 'что хранится');
  await go(person, 'Дальше', 'что не защищено');
  await go(person, 'Дальше', 'уведомления');
  await go(person, 'Выбрать обычные', 'гражданство или происхождение');
};

test('before the Declaration is published joining waits, and goes on from there', async () => {
  const person = await begin('Русский', 'Голосуют члены Альянса');
  await toDeclaration(person);
  await go(person, 'Подтвердить', 'ещё не опубликован');
  await alliance.publish(1);
  await person.send('/join');
  await bot.sees(person, 'Текст версии 1.');
  await go(person, 'Получить файлом', 'SHA-256 файла');
  expect(person.last()?.document?.file_name).toBe('declaration-1-ru.txt');
});

test('a guest joins in Russian: signs, chooses a phrase, two members vouch (M2, M4, M5)', async () => {
  const person = await begin('Русский', 'Голосуют члены Альянса');
  await toDeclaration(person);
  await go(person, 'Подтвердить', 'Основополагающая декларация · 1 из 1');
  await go(person, 'Перейти к подписи', 'Подпись под Декларацией');
  await go(person, 'Подписать Декларацию', 'Подпись принята');
  await go(person, 'Дальше', 'По этой фразе');
  await person.send('синий чайник');
  await bot.sees(person, 'Фраза записана');
  expect(person.chat().filter(({ from, text }) => !from.is_bot && text === 'синий чайник')).toEqual([]);

  await go(person, 'Перейти к следующему шагу', 'Поручителей: 0 из 2');
  for (const last of [false, true]) {
    await go(person, 'Получить ссылку поручителя', 'прошу за меня поручиться');
    const link = /https:\S+/.exec(person.last()?.text ?? '')?.[0] ?? '';
    const member = await bot.phoneOf(await alliance.addMember());
    await member.open(link);
    await bot.sees(member, 'Личной фразы у вас ещё нет');
    await go(member, 'Поручиться', 'Поручительство принято');
    await person.send('/join');
    await bot.sees(person, last ? 'Вы член Альянса' : 'Поручителей: 1 из 2');
  }
  await go(person, 'Посмотреть свои права', 'Голосовать: пока нельзя.');
  await person.send('/verify');
  await bot.sees(person, 'синий чайник');
});

test('a link goes through the choice of a language; a stranger is told what is missing', async () => {
  const candidate = await bot.phoneOf(await alliance.addSigned());
  await candidate.send('/join');
  await bot.sees(candidate, 'По этой фразе');
  await candidate.send('phrase of mine');
  await bot.sees(candidate, 'Фраза записана');
  await go(candidate, 'Перейти к следующему шагу', 'Поручителей: 0 из 2');
  await go(candidate, 'Получить ссылку поручителя', 'прошу за меня поручиться');
  const link = /https:\S+/.exec(candidate.last()?.text ?? '')?.[0] ?? '';
  await candidate.open(link);
  await bot.sees(candidate, 'ваша собственная ссылка');

  const stranger = bot.api.createPerson({ firstName: 'Odd', languageCode: 'en' });
  await stranger.open(link);
  await bot.sees(stranger, 'Choose a language');
  const said = await go(stranger, 'English', 'You can’t vouch here');
  expect(said).toContain('sign the Founding Declaration');
  await go(stranger, 'Go to the next step', 'what Veche is');
});

test('double taps: the second says that it is done, and the receipt stays', async () => {
  const person = await bot.phoneOf(await alliance.addSigned());
  await person.send('/me');
  await bot.sees(person, 'Декларация подписана');
  const guest = await begin('Русский', 'Голосуют члены Альянса');
  await toDeclaration(guest);
  await go(guest, 'Подтвердить', '1 из 1');
  await go(guest, 'Перейти к подписи', 'Подпись под Декларацией');
  const taps = await Promise.all([
    bot.press(guest, 'Подписать Декларацию'),
    bot.press(guest, 'Подписать Декларацию'),
  ]);
  expect(taps.map(({ text }) => plainSpaces(text ?? '')).sort()).toEqual([
    'Подпись принята',
    'Подпись уже стоит',
  ]);
  await bot.sees(guest, 'Подпись принята');
});

test('/start in the middle of a form offers to continue or to leave; settings keep what was chosen', async () => {
  const person = await begin('English', 'Members of the Alliance vote');
  await go(person, 'See my rights and settings', 'You are not a member');
  await go(person, 'Open settings', 'No time zone chosen');
  await go(person, 'Choose a time zone', 'Choose a city');
  await go(person, 'Type another zone', 'Write a time zone');
  await person.send('/start');
  await bot.sees(person, 'The form is not finished');
  await go(person, 'Continue the form', 'Write a time zone');
  await person.send('Atlantis');
  await bot.sees(person, 'No such time zone');
  await person.send('UTC+3');
  await bot.sees(person, 'Time zone: UTC+3.');
  await go(person, 'Open settings', 'Notices: discreet');
  await go(person, 'Make notices plain', 'Notices: plain');
  await go(person, 'Switch to Русский', 'Язык: русский');
  await go(person, 'Выбрать часовой пояс', 'Выберите город');
  await go(person, 'Тбилиси', 'Тбилиси, UTC+4');
  await person.send('/help');
  await bot.sees(person, '/verify — настоящий ли это бот');
  await person.open('nothing_known');
  await bot.sees(person, 'Эта ссылка не действует');
});
