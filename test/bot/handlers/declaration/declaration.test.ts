import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { changeSettings } from '../../../../src/actions/person/changeSettings.ts';
import { findCurrentDeclaration } from '../../../../src/db/read/declaration/declaration.ts';
import { listTold } from '../../../../src/db/read/declaration/signers.ts';
import { notice } from '../../../../src/db/schema/notice.ts';
import { createI18n } from '../../../../src/i18n/translator.ts';
import { createNoticeSender } from '../../../../src/jobs/deliverNotices.ts';
import { createDeclarationSweep } from '../../../../src/jobs/sweepDeclaration.ts';
import { readNotice, renderNotices } from '../../../../src/messages/notice/notice.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { createCallbackSigner } from '../../../../src/telegram/callbackData.ts';
import { createTelegram } from '../../../../src/telegram/client.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { appoint } from '../../../support/officers.ts';
import { plainSpaces, startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: Newcomers;
let bot: TestBot;
let member: Person;
let officers: Person[];
let sweep: () => Promise<void>;
/** Sends what is due, as the sender of notices does. */
let deliver: () => Promise<number>;

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance.deps);
  const addPlain = async (): Promise<string> => {
    const personId = await alliance.addMember();
    await changeSettings(alliance.deps, { personId, change: { discreet: false } });
    return personId;
  };
  member = await bot.phoneOf(await addPlain());
  officers = [];
  for (let count = 0; count < 2; count += 1) {
    const id = await addPlain();
    await appoint(alliance.deps, id, 'secretary');
    officers.push(await bot.phoneOf(id));
  }
  const i18n = createI18n(['ru', 'en'], (what) => {
    throw new Error(`Missing: ${what}`);
  });
  sweep = createDeclarationSweep(alliance.deps);
  const telegram = createTelegram({ token: bot.api.token, apiRoot: bot.api.url, log: () => {} });
  deliver = createNoticeSender(
    alliance.deps,
    { ...telegram, pace: { ...telegram.pace, turn: async () => {} } },
    {
      signer: createCallbackSigner(alliance.deps.vault),
      signal: new AbortController().signal,
      read: (one, profile) => readNotice(i18n, one, profile),
      render: (sayings, profile) => renderNotices(i18n, sayings, profile),
    },
  ).drainOnce;
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
});
afterEach(() => {
  const violations = bot.api.violations.filter((line) => !line.includes('message is not modified'));
  expect({ violations, failures: bot.failures }).toEqual({ violations: [], failures: [] });
});

const go = async (person: Person, label: string, seen: string): Promise<string> => {
  expect((await bot.press(person, label)).answered).toBe(true);
  return bot.sees(person, seen);
};
const labels = (person: Person): string[] => {
  const last = person.last();
  return (last === undefined ? [] : person.keyboardOf(last).flat()).map(({ text }) => plainSpaces(text));
};
const says = async (person: Person, command: string, seen: string): Promise<string> => {
  await person.send(command);
  return bot.sees(person, seen);
};
const kinds = async (): Promise<string[]> =>
  (await alliance.deps.db.select().from(notice)).map(
    ({ kind, subject, state }) => `${kind} ${subject} ${state}`,
  );

const secondText = { ru: 'Мы, свободные <граждане>, за мир.', en: 'We, the free <citizens>, want peace.' };

test('an officer proposes a version in the chat: a decision, documents; what can’t be read is asked for again', async () => {
  const [first] = officers as [Person, Person];
  await says(first, '/secretariat', 'Ваши роли');
  await go(first, 'Открыть остальное', 'Секретариат · остальное');
  await go(first, 'Предложить Декларацию', 'Каким решением Конгресс принял');
  await says(first, '2026-К-3', 'новые подписи?');
  await go(first, 'По существу: нужны подписи', 'весь русский текст');
  await says(first, 'я'.repeat(3_900), 'Telegram разрезал длинный текст');
  await first.sendMedia('document', { fileName: 'ru.pdf', bytes: new TextEncoder().encode('x') });
  await bot.sees(first, 'Нужен текстовый файл: .txt, .md');
  await first.sendMedia('document', { fileName: 'ru.txt', bytes: new Uint8Array([0xff, 0xfe, 0x41]) });
  await bot.sees(first, 'не читается как текст');
  await first.sendMedia('document', { fileName: 'ru.txt', bytes: new Uint8Array(100_001).fill(0x41) });
  await bot.sees(first, 'подойдёт до 100 КБ');
  await first.sendMedia('document', {
    fileName: 'RU.TXT',
    bytes: new TextEncoder().encode(`\uFEFF${secondText.ru}`),
  });
  await bot.sees(first, 'весь английский текст');
  const summary = await says(first, secondText.en, 'Версия 2, решение Конгресса № 2026-К-3');
  expect(summary).toContain('По существу: нужны подписи');
  await go(first, 'Предложить эту версию', 'открыто');
  const shown = await go(first, 'Посмотреть дело', 'одобряет другой человек');
  expect(shown).toContain('каждый подписывает заново');
});

test('the other officer reads what it changes in both languages, and publishes it', async () => {
  const [, second] = officers as [Person, Person];
  await says(second, '/secretariat', 'Ваши роли');
  await go(second, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
  const russian = await go(second, '№ 1 · декларация', 'Русский текст рядом с версией 1');
  expect(russian).toContain('Текст версии 1.');
  expect(russian).toContain(secondText.ru);
  expect(labels(second)).not.toContain('Одобрить');
  await go(second, 'Дальше: 2 из 2', secondText.en);
  await go(second, 'Одобрить', 'Декларация опубликована');
  expect(await findCurrentDeclaration(alliance.deps.db)).toMatchObject({
    version: 2,
    required: 2,
    editorial: false,
  });
});

test('who signed the first version hears of the second, once; reads what changed; may leave it (M4)', async () => {
  await sweep();
  await createDeclarationSweep(alliance.deps)();
  expect(await listTold(alliance.deps.db)).toEqual(['2:null']);
  expect(await kinds()).toContain('declaration.published declaration:2 queued');
  await deliver();
  const told = await bot.sees(member, 'Вас ждёт новый текст');
  expect(told).not.toMatch(/Деклара|Альянс/);
  const shown = await go(member, 'Посмотреть, что изменилось', 'Что изменилось в Декларации · 1 из 1');
  expect(shown).toContain('Решение Конгресса № 2026-К-3');
  expect(shown).toContain('Текст версии 1.');
  expect(shown).toContain('за мир.');
  expect(member.last()?.entities?.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['strikethrough', 'underline']),
  );
  await go(member, 'Прочитать весь текст', 'Основополагающая декларация · 1 из 1');
  expect(await says(member, '/start', 'Открытых голосований для вас нет')).toContain('действуют до');
  await go(member, 'Подписать новую Декларацию', 'Что изменилось');
  const later = await go(member, 'Не подписывать сейчас', 'Подпись отложена');
  expect(later).toContain('приостановятся два права');
  const me = await says(member, '/me', 'Голосовать: можно.');
  expect(me).toContain('действуют до');
});

test('reminders come before the grace ends; after it the rights rest, and a signature brings them back', async () => {
  const days = { 90: '30', 113: '7', 119: '1' };
  let passed = 0;
  for (const [day, left] of Object.entries(days)) {
    // A day more: reminders come at noon.
    alliance.passDays(Number(day) + 1 - passed);
    passed = Number(day) + 1;
    await sweep();
    expect(await kinds()).toContain(`declaration.reminder declaration:2:${left} queued`);
  }
  await deliver();
  await bot.sees(member, 'Вас всё ещё ждёт новый текст');
  const [first] = officers as [Person, Person];
  await go(first, 'Посмотреть, что изменилось', 'Что изменилось');
  alliance.passDays(1);
  const rests = await says(member, '/me', 'Голосовать: пока нельзя.');
  expect(rests).toContain('Ручаться за новых членов: пока нельзя.');
  expect(rests).toContain('приостановлены; подпись вернёт их сразу');
  const home = await says(member, '/start', 'Открытых голосований для вас нет');
  expect(home).toContain('приостановлены; подпись вернёт их сразу');
  await go(member, 'Подписать новую Декларацию', 'Что изменилось');
  await go(member, 'Перейти к подписи', 'Подпись под Декларацией');
  await go(member, 'Подписать Декларацию', 'Подпись принята');
  const back = await says(member, '/me', 'Голосовать: можно.');
  expect(back).toContain('Ручаться за новых членов: можно.');
});

test('notices are chosen by buttons, said in words; quiet hours ask for the zone first', async () => {
  const person = await bot.phoneOf(await alliance.addMember());
  await says(person, '/me', 'Мои права');
  const before = await go(person, 'Настроить уведомления', 'Тихих часов нет.');
  expect(before).toContain('одним сообщением в день, около 18:00');
  await go(person, 'Присылать новости сразу', 'Новости: приходят сразу');
  await go(person, 'Не присылать мои дела', 'Мои дела: не приходят');
  await go(person, 'Не присылать новости', 'Новости: не приходят');
  await go(person, 'Выбрать тихие часы', 'нужен ваш часовой пояс');
  await go(person, 'Выбрать часовой пояс', 'по времени которого показывать сроки');
  await go(person, 'Берлин', 'Часовой пояс: Берлин, UTC+');
  await go(person, 'Настроить уведомления', 'Тихих часов нет.');
  await go(person, 'Выбрать тихие часы', 'С какого часа');
  await go(person, '22:00', 'До которого часа?');
  const after = await go(person, '8:00', 'с 22:00 до 8:00 по вашему времени');
  expect(after).toContain('Мои дела: не приходят');
  await go(person, 'Убрать тихие часы', 'Тихих часов нет.');
});

test('an editorial version asks nobody to sign; an old button of the one before says that it changed', async () => {
  const [first, second] = officers as [Person, Person];
  await go(first, 'Не подписывать сейчас', 'Подпись отложена');
  await says(first, '/secretariat', 'Ваши роли');
  await go(first, 'Открыть остальное', 'Секретариат · остальное');
  await go(first, 'Предложить Декларацию', 'Каким решением');
  await says(first, '4', 'новые подписи?');
  await go(first, 'Только правка: без подписей', 'весь русский текст');
  await says(first, 'Мы, свободные «граждане», за мир.', 'весь английский текст');
  await says(first, secondText.en, 'Версия 3');
  await go(first, 'Предложить эту версию', 'открыто');
  await says(second, '/secretariat', 'Ваши роли');
  await go(second, 'Разобрать предложения · 1', 'Предложения · 1 из 1');
  await go(second, '№ 2 · декларация', 'Редакционная правка');
  await go(second, 'Дальше: 2 из 2', 'Слова этого текста не изменились');
  await go(second, 'Одобрить', 'Декларация опубликована');
  expect(await findCurrentDeclaration(alliance.deps.db)).toMatchObject({
    version: 3,
    required: 2,
    editorial: true,
  });
  const before = await kinds();
  await sweep();
  expect(await kinds()).toEqual(before);
  const desk = await says(member, '/start', 'Открытых голосований для вас нет');
  expect(desk).not.toContain('подпись');
  await go(member, 'Узнать об Альянсе', 'Об Альянсе');
  await go(member, 'Прочитать Декларацию', 'подписывать заново не нужно');
  expect(labels(member)).not.toContain('Перейти к подписи');
});
