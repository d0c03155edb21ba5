import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { changeSettings } from '../../../../src/actions/person/changeSettings.ts';
import { findCurrentDeclaration } from '../../../../src/db/read/declaration/declaration.ts';
import { listTold } from '../../../../src/db/read/declaration/signers.ts';
import { notice } from '../../../../src/db/schema/notice.ts';
import { createNoticeSender } from '../../../../src/jobs/deliverNotices.ts';
import { createDeclarationSweep } from '../../../../src/jobs/sweepDeclaration.ts';
import { readNotice, renderNotices } from '../../../../src/messages/notice/notice.ts';
import type { Chat } from '../../../support/chat.ts';
import { createNewcomers, type Newcomers } from '../../../support/newcomers.ts';
import { appoint } from '../../../support/officers.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';
import { i18n } from '../../../support/texts.ts';

let alliance: Newcomers;
let bot: TestBot;
let member: Chat;
let officers: Chat[];
let sweep: () => Promise<void>;
/** Sends what is due, as the sender of notices does. */
let deliver: () => Promise<number>;

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  bot = await startTestBot(alliance);
  const addPlain = async (): Promise<string> => {
    const personId = await alliance.addMember();
    await changeSettings(alliance.deps, { personId, change: { discreet: false } });
    return personId;
  };
  member = await bot.chatOf(await addPlain());
  officers = [];
  for (let count = 0; count < 2; count += 1) {
    const id = await addPlain();
    await appoint(alliance.deps, id, 'secretary');
    officers.push(await bot.chatOf(id));
  }
  sweep = createDeclarationSweep(alliance.deps);
  const { telegram, signer } = bot;
  deliver = createNoticeSender(
    alliance.deps,
    { ...telegram, pace: { ...telegram.pace, turn: async () => {} } },
    {
      signer,
      signal: new AbortController().signal,
      read: (one, profile) => readNotice(i18n, one, profile),
      render: (sayings, profile) => renderNotices(i18n, sayings, profile),
    },
  ).drainOnce;
});
afterAll(() => bot.close());
afterEach(() => bot.isWell());

const kinds = async (): Promise<string[]> =>
  (await alliance.deps.db.select().from(notice)).map(
    ({ kind, subject, state }) => `${kind} ${subject} ${state}`,
  );

const secondText = { ru: 'Мы, свободные <граждане>, за мир.', en: 'We, the free <citizens>, want peace.' };

test('an officer proposes a version in the chat: a decision, documents; what can’t be read is asked for again', async () => {
  const [first] = officers as [Chat, Chat];
  await first.say('/secretariat', 'Ваши роли');
  await first.go('Открыть остальное', 'Секретариат · остальное');
  await first.go('Предложить Декларацию', 'Каким решением Конгресс принял');
  await first.say('2026-К-3', 'новые подписи?');
  await first.go('По существу: нужны подписи', 'весь русский текст');
  await first.say('я'.repeat(3_900), 'Telegram разрезал длинный текст');
  await first.sendMedia('document', { fileName: 'ru.pdf', bytes: new TextEncoder().encode('x') });
  await first.sees('Нужен текстовый файл: .txt, .md');
  await first.sendMedia('document', { fileName: 'ru.txt', bytes: new Uint8Array([0xff, 0xfe, 0x41]) });
  await first.sees('не читается как текст');
  await first.sendMedia('document', { fileName: 'ru.txt', bytes: new Uint8Array(100_001).fill(0x41) });
  await first.sees('подойдёт до 100 КБ');
  await first.sendMedia('document', {
    fileName: 'RU.TXT',
    bytes: new TextEncoder().encode(`\uFEFF${secondText.ru}`),
  });
  await first.sees('весь английский текст');
  const summary = await first.say(secondText.en, 'Версия 2, решение Конгресса № 2026-К-3');
  expect(summary).toContain('По существу: нужны подписи');
  await first.go('Предложить эту версию', 'открыто');
  const shown = await first.go('Посмотреть дело', 'одобряет другой человек');
  expect(shown).toContain('каждый подписывает заново');
});

test('the other officer reads what it changes in both languages, and publishes it', async () => {
  const [, second] = officers as [Chat, Chat];
  await second.say('/secretariat', 'Ваши роли');
  await second.go('Разобрать предложения · 1', 'Предложения · 1 из 1');
  const russian = await second.go('№ 1 · декларация', 'Русский текст рядом с версией 1');
  expect(russian).toContain('Текст версии 1.');
  expect(russian).toContain(secondText.ru);
  expect(second.labels()).not.toContain('Одобрить');
  await second.go('Дальше: 2 из 2', secondText.en);
  await second.go('Одобрить', 'Декларация опубликована');
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
  const told = await member.sees('Вас ждёт новый текст');
  expect(told).not.toMatch(/Деклара|Альянс/);
  const shown = await member.go('Посмотреть, что изменилось', 'Что изменилось в Декларации · 1 из 1');
  expect(shown).toContain('Решение Конгресса № 2026-К-3');
  expect(shown).toContain('Текст версии 1.');
  expect(shown).toContain('за мир.');
  expect(member.last()?.entities?.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['strikethrough', 'underline']),
  );
  await member.go('Прочитать весь текст', 'Основополагающая декларация · 1 из 1');
  expect(await member.say('/start', 'Открытых голосований для вас нет')).toContain('действуют до');
  await member.go('Подписать новую Декларацию', 'Что изменилось');
  const later = await member.go('Не подписывать сейчас', 'Подпись отложена');
  expect(later).toContain('приостановятся два права');
  const me = await member.say('/me', 'Голосовать: можно.');
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
  await member.sees('Вас всё ещё ждёт новый текст');
  const [first] = officers as [Chat, Chat];
  await first.go('Посмотреть, что изменилось', 'Что изменилось');
  alliance.passDays(1);
  const rests = await member.say('/me', 'Голосовать: пока нельзя.');
  expect(rests).toContain('Ручаться за новых членов: пока нельзя.');
  expect(rests).toContain('приостановлены; подпись вернёт их сразу');
  const home = await member.say('/start', 'Открытых голосований для вас нет');
  expect(home).toContain('приостановлены; подпись вернёт их сразу');
  await member.go('Подписать новую Декларацию', 'Что изменилось');
  await member.go('Перейти к подписи', 'Подпись под Декларацией');
  await member.go('Подписать Декларацию', 'Подпись принята');
  const back = await member.say('/me', 'Голосовать: можно.');
  expect(back).toContain('Ручаться за новых членов: можно.');
});

test('notices are chosen by buttons, said in words; quiet hours ask for the zone first', async () => {
  const person = await bot.chatOf(await alliance.addMember());
  await person.say('/me', 'Мои права');
  const before = await person.go('Настроить уведомления', 'Тихих часов нет.');
  expect(before).toContain('одним сообщением в день, около 18:00');
  await person.go('Присылать новости сразу', 'Новости: приходят сразу');
  await person.go('Не присылать мои дела', 'Мои дела: не приходят');
  await person.go('Не присылать новости', 'Новости: не приходят');
  await person.go('Выбрать тихие часы', 'нужен ваш часовой пояс');
  await person.go('Выбрать часовой пояс', 'по времени которого показывать сроки');
  await person.go('Берлин', 'Часовой пояс: Берлин, UTC+');
  await person.go('Настроить уведомления', 'Тихих часов нет.');
  await person.go('Выбрать тихие часы', 'С какого часа');
  await person.go('22:00', 'До которого часа?');
  const after = await person.go('8:00', 'с 22:00 до 8:00 по вашему времени');
  expect(after).toContain('Мои дела: не приходят');
  await person.go('Убрать тихие часы', 'Тихих часов нет.');
});

test('an editorial version asks nobody to sign; an old button of the one before says that it changed', async () => {
  const [first, second] = officers as [Chat, Chat];
  await first.go('Не подписывать сейчас', 'Подпись отложена');
  await first.say('/secretariat', 'Ваши роли');
  await first.go('Открыть остальное', 'Секретариат · остальное');
  await first.go('Предложить Декларацию', 'Каким решением');
  await first.say('4', 'новые подписи?');
  await first.go('Только правка: без подписей', 'весь русский текст');
  await first.say('Мы, свободные «граждане», за мир.', 'весь английский текст');
  await first.say(secondText.en, 'Версия 3');
  await first.go('Предложить эту версию', 'открыто');
  await second.say('/secretariat', 'Ваши роли');
  await second.go('Разобрать предложения · 1', 'Предложения · 1 из 1');
  await second.go('№ 2 · декларация', 'Редакционная правка');
  await second.go('Дальше: 2 из 2', 'Слова этого текста не изменились');
  await second.go('Одобрить', 'Декларация опубликована');
  expect(await findCurrentDeclaration(alliance.deps.db)).toMatchObject({
    version: 3,
    required: 2,
    editorial: true,
  });
  const before = await kinds();
  await sweep();
  expect(await kinds()).toEqual(before);
  const desk = await member.say('/start', 'Открытых голосований для вас нет');
  expect(desk).not.toContain('подпись');
  await member.go('Узнать об Альянсе', 'Об Альянсе');
  await member.go('Прочитать Декларацию', 'подписывать заново не нужно');
  expect(member.labels()).not.toContain('Перейти к подписи');
});
