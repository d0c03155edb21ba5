import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBallot } from '../../../../src/actions/ballot/openBallot.ts';
import { findBallot } from '../../../../src/db/read/ballot/ballot.ts';
import { vote } from '../../../../src/db/schema/ballot.ts';
import { sweepBallots } from '../../../../src/jobs/sweepBallots.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { type BallotAlliance, createBallotAlliance } from '../../../support/ballotAlliance.ts';
import { plainSpaces, startTestBot, type TestBot } from '../../../support/testBot.ts';

const hour = 3_600_000;
let alliance: BallotAlliance;
let bot: TestBot;
let officerId: string;
let officer: Person;
beforeAll(async () => {
  alliance = await createBallotAlliance();
  bot = await startTestBot(alliance.deps);
  officerId = await alliance.addOfficer();
  officer = await bot.phoneOf(officerId);
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
});
afterEach(() => {
  const violations = bot.api.violations.filter((line) => !line.includes('message is not modified'));
  expect({ violations, failures: bot.failures }).toEqual({ violations: [], failures: [] });
});

/** Waits for the bot's answer: a message newer than `before`, or `before` itself edited to say `text`. */
const answer = async (
  person: Person,
  text: string,
  isAnswer: (messageId: number) => boolean,
): Promise<string> => {
  const shown = () => {
    const last = person.last();
    const isNew = last !== undefined && isAnswer(last.message_id);
    return isNew ? plainSpaces(last.text ?? last.caption ?? '') : '';
  };
  await bot.api
    .waitFor(() => shown().includes(text) && shown() !== '')
    .catch(() => {
      throw new Error(`Waited for "${text}", but the chat says: ${plainSpaces(person.last()?.text ?? '')}`);
    });
  return shown();
};
const newestId = (person: Person): number =>
  Math.max(0, ...person.chat().map(({ message_id }) => message_id));

/** Presses, and waits for the screen that follows. */
const go = async (person: Person, label: string, seen: string): Promise<string> => {
  const before = newestId(person);
  const pressed = await bot.press(person, label);
  expect(pressed.answered, `"${label}" is answered`).toBe(true);
  return answer(person, seen, (id) => id >= before);
};
const say = async (person: Person, text: string, seen: string): Promise<string> => {
  const before = newestId(person);
  await person.send(text);
  return answer(person, seen, (id) => id > before + 1);
};
const labels = (person: Person): string[] => {
  const last = person.last();
  return last === undefined
    ? []
    : person
        .keyboardOf(last)
        .flat()
        .map(({ text }) => plainSpaces(text));
};
const addMember = async (): Promise<{ id: string; phone: Person }> => {
  const [id = ''] = await alliance.addMembers(1);
  return { id, phone: await bot.phoneOf(id) };
};
const openPoll = async (input: Record<string, unknown> = {}): Promise<number> => {
  const number = await alliance.draftPoll(officerId, input);
  const opened = await openBallot(alliance.deps, { officerId, number });
  expect(opened.ok).toBe(true);
  return number;
};

test('a member votes by button and by text in both languages; the receipt never shows the choice (G12)', async () => {
  const { phone } = await addMember();
  const number = await openPoll();
  await say(phone, '/vote', 'Вопрос?');
  await go(phone, `${number} · Вопрос?`, `Голосование № ${number} · опрос`);
  expect(labels(phone)).toEqual(['За', 'Против', 'Воздержаться', '‹ К голосованиям']);
  const receipt = await go(phone, 'За', 'Голос принят. Можно изменить до');
  await go(phone, 'За', 'Уже записано');
  expect(await say(phone, `/vote ${number} против`, 'Голос изменён')).not.toContain('Против');
  await say(phone, `/vote ${number} abstain`, 'Голос изменён');
  await say(phone, `/vote ${number} abstain`, 'Уже записано');
  await say(phone, `/vote ${number} ура`, 'Не понять, какой это выбор');
  expect(receipt.split('\n\n')[1]).toMatch(/^Голос принят\. Можно изменить до \d+ .*UTC\.$/);
  expect(await alliance.deps.db.$count(vote)).toBe(1);
  await say(phone, '/vote 9999 за', 'Такого голосования нет');
  await say(phone, '/vote что-то', 'Такого голосования нет');
});

test('the result comes as text, as a picture with its numbers, and not a moment earlier', async () => {
  const { phone } = await addMember();
  const number = await openPoll({ durationMinutes: 60 });
  await say(phone, `/vote ${number} за`, 'Голос принят');
  const running = await findBallot(alliance.deps.db, alliance.deps.vault, number);
  alliance.pass(hour);
  await sweepBallots(alliance.deps);
  await go(phone, 'Против', 'Голосование закрыто, голос не записан');
  expect(labels(phone)).toEqual(['‹ К голосованиям']);
  await say(phone, `/vote ${number}`, 'Итог появится здесь');
  alliance.pass(hour);
  await sweepBallots(alliance.deps);
  const text = await say(phone, `/vote ${number}`, 'Опрос закончен');
  expect(text).toContain(`«За» 1 из ${running?.rollSize}`);
  await bot.press(phone, 'Показать картинкой');
  await bot.api.waitFor(() => phone.last()?.photo !== undefined);
  const picture = phone.last();
  expect(picture?.photo?.length).toBeGreaterThan(0);
  expect(plainSpaces(picture?.caption ?? '')).toContain(`«За» 1 из ${running?.rollSize}`);
  await say(phone, '/vote', 'Недавние итоги');
});

test('who has no right to vote reads what is missing and gets the step that brings it', async () => {
  const number = await openPoll();
  const [id = ''] = await alliance.addMembers(1, { signed: false });
  const phone = await bot.phoneOf(id);
  const text = await say(phone, `/vote ${number} за`, 'Вас нет в списке голосующих');
  expect(text.split('\n\n')[1]?.split('\n').length).toBeGreaterThan(1);
  expect(labels(phone)).toHaveLength(2);
  const late = await addMember();
  await say(late.phone, `/vote ${number} за`, 'Список закреплён при открытии');
});

test('somebody without an account is asked to begin', async () => {
  const stranger = bot.api.createPerson({ firstName: 'S', languageCode: 'ru' });
  await say(stranger, '/vote 1 за', 'Выберите язык');
});

test('an officer prepares, plans, withdraws and opens ballots in the chat', async () => {
  await say(officer, '/secretariat', 'Секретариат');
  await go(officer, 'Вести голосования', 'Секретариат · голосования');
  await go(officer, 'Подготовить голосование', 'Какое это голосование?');
  await go(officer, 'Провести опрос', 'Какие ответы дать на выбор?');
  await go(officer, 'Свои варианты', 'Вопрос по-русски');
  await say(officer, 'Когда встреча?', 'Тот же вопрос по-английски');
  await say(officer, 'When is the meeting?', 'От двух до восьми вариантов');
  await say(officer, 'В мае', 'Нужно от двух до восьми строк');
  await say(officer, 'В мае | In May\nВ июне | In June', 'Сколько длится');
  await say(officer, '2 ч', 'Длительность: 2 часа');
  await go(officer, 'Сохранить черновик', 'сохранён');
  await go(officer, 'Назначить открытие', 'Когда открыть голосование?');
  await say(officer, '01.01.2020 10:00', 'Это время уже прошло');
  await say(officer, '01.01.2090 10:00', 'Голосование откроется само в 2090 году');
  await go(officer, 'Отменить', 'Вы вышли из формы');
  await say(officer, '/secretariat', 'Секретариат');
  await go(officer, 'Вести голосования', 'Секретариат · голосования');
  const written = labels(officer).find((label) => label.endsWith('Когда встреча?')) ?? 'no ballot';
  await go(officer, written, 'Длится');
  await go(officer, 'Открыть сейчас', 'Отозвать открытое голосование нельзя');
  await go(officer, '‹ Не открывать', 'Длится');
  await go(officer, 'Открыть сейчас', 'В списке голосующих');
  await go(officer, 'Открыть голосование', 'Голосование открыто.');
  expect(labels(officer)).toEqual(['‹ К списку голосований']);
  await go(officer, '‹ К списку голосований', 'Когда встреча?');
  const { phone } = await addMember();
  await say(phone, '/vote', 'Голосования');
});

test('a draft is withdrawn after a last question', async () => {
  const number = await alliance.draftPoll(officerId);
  await say(officer, '/secretariat', 'Секретариат');
  await go(officer, 'Вести голосования', `№ ${number} · черновик`);
  await go(officer, `${number} · Вопрос?`, 'Длится');
  await go(officer, 'Отозвать', 'вернуть его нельзя');
  await go(officer, 'Отозвать черновик', 'Голосование отозвано.');
  await go(officer, '‹ К списку голосований', 'Секретариат · голосования');
  expect(labels(officer)).not.toContain(`${number} · Вопрос?`);
});

test('a named list: made, invited to, agreed to by a public name, confirmed by another officer, left', async () => {
  const other = await bot.phoneOf(await alliance.addOfficer());
  await say(officer, '/secretariat', 'Секретариат');
  await go(officer, 'Вести именные списки', 'именные списки');
  await go(officer, 'Создать список', 'Как называется список по-русски?');
  await say(officer, 'Делегаты', 'То же по-английски');
  await say(officer, 'Delegates', 'Русский: Делегаты');
  await go(officer, 'Создать список', 'создан');
  const invitation = await go(officer, 'Создать приглашение', 'start=list_');
  const token = /list_([\w-]{22})/.exec(invitation)?.[1];
  const { phone } = await addMember();
  await say(phone, `/start list_${token}`, 'Имя будет опубликовано рядом с тем, как вы голосуете');
  await say(phone, 'Наталья Н.', 'Публичное имя: Наталья Н.');
  await go(phone, 'Согласиться с этим именем', 'Ждёт подтверждения второго сотрудника');
  await say(phone, `/start list_${token}`, 'ждёт второго сотрудника');
  await say(other, '/secretariat', 'Секретариат');
  await go(other, labelOf(other, 'Разобрать предложения'), 'Предложения · 1 из 1');
  await go(other, labelOf(other, '№'), 'Наталья Н.');
  await go(other, labelOf(other, 'Одобрить'), 'Человек в списке');
  await say(phone, '/vote', 'Голосования');
  await go(phone, labelOf(phone, 'Открыть список'), 'Ваше публичное имя здесь: «Наталья Н.»');
  await go(phone, 'Отметиться: я здесь', 'Вы отмечены до');
  await go(phone, 'Выйти из списка', 'Вернуться можно по новому приглашению');
  await go(phone, 'Выйти из списка', 'Вы вышли из списка');
});

const labelOf = (person: Person, start: string): string => {
  const found = labels(person).find((label) => label.startsWith(start));
  if (found === undefined) throw new Error(`No button begins with "${start}": ${labels(person).join(' / ')}`);
  return found;
};
