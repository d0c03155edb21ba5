import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBallot } from '../../../../src/actions/ballot/openBallot.ts';
import { findBallot } from '../../../../src/db/read/ballot/ballot.ts';
import { vote } from '../../../../src/db/schema/ballot.ts';
import { sweepBallots } from '../../../../src/jobs/sweepBallots.ts';
import { type BallotAlliance, createBallotAlliance } from '../../../support/ballotAlliance.ts';
import type { Chat } from '../../../support/chat.ts';
import { type AccountChat, startTestBot, type TestBot } from '../../../support/testBot.ts';
import { plainSpaces } from '../../../support/texts.ts';

const hour = 3_600_000;
let alliance: BallotAlliance;
let bot: TestBot;
let officerId: string;
let officer: Chat;
beforeAll(async () => {
  alliance = await createBallotAlliance();
  bot = await startTestBot(alliance);
  officerId = await alliance.addOfficer();
  officer = await bot.chatOf(officerId);
});
afterAll(() => bot.close());
afterEach(() => bot.isWell());

const addMember = async (): Promise<AccountChat> => {
  const [id = ''] = await alliance.addMembers(1);
  return bot.chatOf(id);
};
const openPoll = async (input: Record<string, unknown> = {}): Promise<number> => {
  const number = await alliance.draftPoll(officerId, input);
  const opened = await openBallot(alliance.deps, { officerId, number });
  expect(opened.ok).toBe(true);
  return number;
};

test('a member votes by button and by text in both languages; the receipt never shows the choice (G12)', async () => {
  const phone = await addMember();
  const number = await openPoll();
  await phone.say('/vote', 'Вопрос?');
  await phone.go(`${number} · Вопрос?`, `Голосование № ${number} · опрос`);
  expect(phone.labels()).toEqual(['За', 'Против', 'Воздержаться', '‹ К голосованиям']);
  const receipt = await phone.go('За', 'Голос принят. Можно изменить до');
  await phone.go('За', 'Уже записано');
  expect(await phone.say(`/vote ${number} против`, 'Голос изменён')).not.toContain('Против');
  await phone.say(`/vote ${number} abstain`, 'Голос изменён');
  await phone.say(`/vote ${number} abstain`, 'Уже записано');
  await phone.say(`/vote ${number} ура`, 'Не понять, какой это выбор');
  expect(receipt.split('\n\n')[1]).toMatch(/^Голос принят\. Можно изменить до \d+ .*UTC\.$/);
  expect(await alliance.deps.db.$count(vote)).toBe(1);
  await phone.say('/vote 9999 за', 'Такого голосования нет');
  await phone.say('/vote что-то', 'Такого голосования нет');
});

test('the result comes as text, as a picture with its numbers, and not a moment earlier', async () => {
  const phone = await addMember();
  const number = await openPoll({ durationMinutes: 60 });
  await phone.say(`/vote ${number} за`, 'Голос принят');
  const running = await findBallot(alliance.deps.db, alliance.deps.vault, number);
  alliance.pass(hour);
  await sweepBallots(alliance.deps);
  await phone.go('Против', 'Голосование закрыто, голос не записан');
  expect(phone.labels()).toEqual(['‹ К голосованиям']);
  await phone.say(`/vote ${number}`, 'Итог появится здесь');
  alliance.pass(hour);
  await sweepBallots(alliance.deps);
  const text = await phone.say(`/vote ${number}`, 'Опрос закончен');
  expect(text).toContain(`«За» 1 из ${running?.rollSize}`);
  await phone.press('Показать картинкой');
  await bot.api.waitFor(() => phone.last()?.photo !== undefined);
  const picture = phone.last();
  expect(picture?.photo?.length).toBeGreaterThan(0);
  expect(plainSpaces(picture?.caption ?? '')).toContain(`«За» 1 из ${running?.rollSize}`);
  await phone.say('/vote', 'Недавние итоги');
});

test('who has no right to vote reads what is missing and gets the step that brings it', async () => {
  const number = await openPoll();
  const [id = ''] = await alliance.addMembers(1, { signed: false });
  const phone = await bot.chatOf(id);
  const text = await phone.say(`/vote ${number} за`, 'Вас нет в списке голосующих');
  expect(text.split('\n\n')[1]?.split('\n').length).toBeGreaterThan(1);
  expect(phone.labels()).toHaveLength(2);
  const late = await addMember();
  await late.say(`/vote ${number} за`, 'Список закреплён при открытии');
});

test('somebody without an account is asked to begin', async () => {
  const stranger = bot.newChat({ firstName: 'S', languageCode: 'ru' });
  await stranger.say('/vote 1 за', 'Выберите язык');
});

test('an officer prepares, plans, withdraws and opens ballots in the chat', async () => {
  await officer.say('/secretariat', 'Секретариат');
  await officer.go('Вести голосования', 'Секретариат · голосования');
  await officer.go('Подготовить голосование', 'Какое это голосование?');
  await officer.go('Провести опрос', 'Какие ответы дать на выбор?');
  await officer.go('Свои варианты', 'Вопрос по-русски');
  await officer.say('Когда встреча?', 'Тот же вопрос по-английски');
  await officer.say('When is the meeting?', 'От двух до восьми вариантов');
  await officer.say('В мае', 'Нужно от двух до восьми строк');
  await officer.say('В мае | In May\nВ июне | In June', 'Сколько длится');
  await officer.say('2 ч', 'Длительность: 2 часа');
  await officer.go('Сохранить черновик', 'сохранён');
  await officer.go('Назначить открытие', 'Когда открыть голосование?');
  await officer.say('01.01.2020 10:00', 'Это время уже прошло');
  await officer.say('01.01.2090 10:00', 'Голосование откроется само в 2090 году');
  await officer.go('Отменить', 'Вы вышли из формы');
  await officer.say('/secretariat', 'Секретариат');
  await officer.go('Вести голосования', 'Секретариат · голосования');
  const written = officer.labelOf('', 'Когда встреча?');
  await officer.go(written, 'Длится');
  await officer.go('Открыть сейчас', 'Отозвать открытое голосование нельзя');
  await officer.go('‹ Не открывать', 'Длится');
  await officer.go('Открыть сейчас', 'В списке голосующих');
  await officer.go('Открыть голосование', 'Голосование открыто.');
  expect(officer.labels()).toEqual(['‹ К списку голосований']);
  await officer.go('‹ К списку голосований', 'Когда встреча?');
  const phone = await addMember();
  await phone.say('/vote', 'Голосования');
});

test('a draft is withdrawn after a last question', async () => {
  const number = await alliance.draftPoll(officerId);
  await officer.say('/secretariat', 'Секретариат');
  await officer.go('Вести голосования', `№ ${number} · черновик`);
  await officer.go(`${number} · Вопрос?`, 'Длится');
  await officer.go('Отозвать', 'вернуть его нельзя');
  await officer.go('Отозвать черновик', 'Голосование отозвано.');
  await officer.go('‹ К списку голосований', 'Секретариат · голосования');
  expect(officer.labels()).not.toContain(`${number} · Вопрос?`);
});

test('a named list: made, invited to, agreed to by a public name, confirmed by another officer, left', async () => {
  const other = await bot.chatOf(await alliance.addOfficer());
  await officer.say('/secretariat', 'Секретариат');
  await officer.go('Вести именные списки', 'именные списки');
  await officer.go('Создать список', 'Как называется список по-русски?');
  await officer.say('Делегаты', 'То же по-английски');
  await officer.say('Delegates', 'Русский: Делегаты');
  await officer.go('Создать список', 'создан');
  const invitation = await officer.go('Создать приглашение', 'start=list_');
  const token = /list_([\w-]{22})/.exec(invitation)?.[1];
  const phone = await addMember();
  await phone.say(`/start list_${token}`, 'Имя будет опубликовано рядом с тем, как вы голосуете');
  await phone.say('Наталья Н.', 'Публичное имя: Наталья Н.');
  await phone.go('Согласиться с этим именем', 'Ждёт подтверждения второго сотрудника');
  await phone.say(`/start list_${token}`, 'ждёт второго сотрудника');
  await other.say('/secretariat', 'Секретариат');
  await other.go(other.labelOf('Разобрать предложения'), 'Предложения · 1 из 1');
  await other.go(other.labelOf('№'), 'Наталья Н.');
  await other.go(other.labelOf('Одобрить'), 'Человек в списке');
  await phone.say('/vote', 'Голосования');
  await phone.go(phone.labelOf('Открыть список'), 'Ваше публичное имя здесь: «Наталья Н.»');
  await phone.go('Отметиться: я здесь', 'Вы отмечены до');
  await phone.go('Выйти из списка', 'Вернуться можно по новому приглашению');
  await phone.go('Выйти из списка', 'Вы вышли из списка');
});
