import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Chat } from '../../../support/chat.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';
import { plainSpaces } from '../../../support/texts.ts';

let alliance: Newcomers;
let bot: TestBot;
beforeAll(async () => {
  alliance = await createNewcomers();
  bot = await startTestBot(alliance);
});
afterAll(() => bot.close());
afterEach(() => bot.isWell());

const begin = async (language: 'Русский' | 'English', home: string): Promise<Chat> => {
  const person = bot.newChat({ firstName: 'Odd', languageCode: 'xx-absurd' });
  await person.say('/start', 'Выберите язык');
  await person.go(language, home);
  return person;
};

const toDeclaration = async (person: Chat): Promise<void> => {
  await person.go('Вступить в Альянс', 'что такое Вече');
  await person.go('Дальше', 'что хранится');
  await person.go('Дальше', 'что не защищено');
  await person.go('Дальше', 'уведомления');
  await person.go('Выбрать обычные', 'гражданство или происхождение');
};

test('before the Declaration is published joining waits, and goes on from there', async () => {
  const person = await begin('Русский', 'Голосуют члены Альянса');
  await toDeclaration(person);
  await person.go('Подтвердить', 'ещё не опубликован');
  await alliance.publish(1);
  await person.say('/join', 'Текст версии 1.');
  await person.go('Получить файлом', 'SHA-256 файла');
  expect(person.last()?.document?.file_name).toBe('declaration-1-ru.txt');
});

test('a guest joins in Russian: signs, chooses a phrase, two members vouch (M2, M4, M5)', async () => {
  const person = await begin('Русский', 'Голосуют члены Альянса');
  await toDeclaration(person);
  await person.go('Подтвердить', 'Основополагающая декларация · 1 из 1');
  await person.go('Перейти к подписи', 'Подпись под Декларацией');
  await person.go('Подписать Декларацию', 'Подпись принята');
  await person.go('Дальше', 'По этой фразе');
  await person.say('синий чайник', 'Фраза записана');
  expect(person.chat().filter(({ from, text }) => !from.is_bot && text === 'синий чайник')).toEqual([]);

  await person.go('Перейти к следующему шагу', 'Поручителей: 0 из 2');
  for (const last of [false, true]) {
    await person.go('Получить ссылку поручителя', 'прошу за меня поручиться');
    const link = /https:\S+/.exec(person.last()?.text ?? '')?.[0] ?? '';
    const member = await bot.chatOf(await alliance.addMember());
    await member.open(link);
    await member.sees('Личной фразы у вас ещё нет');
    await member.go('Поручиться', 'Поручительство принято');
    await person.say('/join', last ? 'Вы член Альянса' : 'Поручителей: 1 из 2');
  }
  await person.go('Посмотреть свои права', 'Голосовать: пока нельзя.');
  await person.say('/verify', 'синий чайник');
});

test('a link goes through the choice of a language; a stranger is told what is missing', async () => {
  const candidate = await bot.chatOf(await alliance.addSigned());
  await candidate.say('/join', 'По этой фразе');
  await candidate.say('phrase of mine', 'Фраза записана');
  await candidate.go('Перейти к следующему шагу', 'Поручителей: 0 из 2');
  await candidate.go('Получить ссылку поручителя', 'прошу за меня поручиться');
  const link = /https:\S+/.exec(candidate.last()?.text ?? '')?.[0] ?? '';
  await candidate.open(link);
  await candidate.sees('ваша собственная ссылка');

  const stranger = bot.newChat({ firstName: 'Odd', languageCode: 'en' });
  await stranger.open(link);
  await stranger.sees('Choose a language');
  const said = await stranger.go('English', 'You can’t vouch here');
  expect(said).toContain('sign the Founding Declaration');
  await stranger.go('Go to the next step', 'what Veche is');
});

test('double taps: the second says that it is done, and the receipt stays', async () => {
  const person = await bot.chatOf(await alliance.addSigned());
  await person.say('/me', 'Декларация подписана');
  const guest = await begin('Русский', 'Голосуют члены Альянса');
  await toDeclaration(guest);
  await guest.go('Подтвердить', '1 из 1');
  await guest.go('Перейти к подписи', 'Подпись под Декларацией');
  const taps = await Promise.all([guest.press('Подписать Декларацию'), guest.press('Подписать Декларацию')]);
  expect(taps.map(({ text }) => plainSpaces(text ?? '')).sort()).toEqual([
    'Подпись принята',
    'Подпись уже стоит',
  ]);
  await guest.sees('Подпись принята');
});

test('/start in the middle of a form offers to continue or to leave; settings keep what was chosen', async () => {
  const person = await begin('English', 'Members of the Alliance vote');
  await person.go('See my rights and settings', 'You are not a member');
  await person.go('Open settings', 'No time zone chosen');
  await person.go('Choose a time zone', 'Choose a city');
  await person.go('Type another zone', 'Write a time zone');
  await person.say('/start', 'The form is not finished');
  await person.go('Continue the form', 'Write a time zone');
  await person.say('Atlantis', 'No such time zone');
  await person.say('UTC+3', 'Time zone: UTC+3.');
  await person.go('Open settings', 'Notices: discreet');
  await person.go('Make notices plain', 'Notices: plain');
  await person.go('Switch to Русский', 'Язык: русский');
  await person.go('Выбрать часовой пояс', 'Выберите город');
  await person.go('Тбилиси', 'Тбилиси, UTC+4');
  await person.say('/help', '/verify — настоящий ли это бот');
  await person.open('nothing_known');
  await person.sees('Эта ссылка не действует');
});
