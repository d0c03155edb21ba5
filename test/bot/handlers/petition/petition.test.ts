import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { supportPetition } from '../../../../src/actions/petition/supportPetition.ts';
import { findAccount } from '../../../../src/db/read/person/person.ts';
import { findReview } from '../../../../src/db/read/petition/petitionReview.ts';
import { petition, petitionSupport } from '../../../../src/db/schema/petition.ts';
import { updateProfile } from '../../../../src/db/write/person/person.ts';
import { type BallotAlliance, createBallotAlliance } from '../../../support/ballotAlliance.ts';
import type { Chat } from '../../../support/chat.ts';
import { startPetition } from '../../../support/petitions.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';
import { plainSpaces } from '../../../support/texts.ts';

let alliance: BallotAlliance;
let bot: TestBot;
let members: string[];
beforeAll(async () => {
  alliance = await createBallotAlliance({ bylaws: { petitionShare: { numerator: 1, denominator: 4 } } });
  bot = await startTestBot(alliance);
  members = await alliance.addMembers(12);
});
afterAll(() => bot.close());
afterEach(() => bot.isWell());

const english = async (id: string): Promise<void> => {
  const { deps } = alliance;
  const account = await findAccount(deps.db, deps.vault, id);
  if (account !== undefined)
    await deps.db.transaction((tx) => updateProfile(tx, deps, id, { ...account.profile, locale: 'en' }));
};

const proposal = 'Поручить Фонду оплатить консультацию юриста каждому, кому отказали в убежище.';
const reasons = 'За год отказали каждому пятому, и почти никто не успел подать жалобу в срок.';

test('T1: a member writes a petition: draft, similar ones, summary, receipt, link; in Russian', async () => {
  const phone = await bot.chatOf(members[0] ?? '');
  await phone.say('/petitions', 'Сейчас поддержку не собирает ни одна петиция');
  await phone.go('Написать петицию', 'Новая петиция · 1 из 4');
  await phone.say('мало', 'Слишком коротко: знаков 4, нужно хотя бы 10');
  await phone.say('Юрист тем, кому отказали', 'Новая петиция · 2 из 4');
  await phone.say(proposal, 'Новая петиция · 3 из 4');
  await phone.say('/cancel', 'Ответы сохранены');
  await phone.go('Продолжить: Новая петиция', 'Новая петиция · 3 из 4');
  await phone.say(reasons, 'Как подписать петицию?');
  await phone.go('Подписать именем', 'Каким именем подписать?');
  const summary = await phone.say('Наталья Н.', 'Изменить или убрать её потом нельзя');
  expect(summary).toContain('нужно 3: это 25 % от числа членов Альянса, сейчас их 12');
  expect(summary).toContain('Подпись: Наталья Н.');
  expect(summary).not.toContain('Похожие');
  const receipt = await phone.go('Открыть петицию', 'Петиция № 1 открыта');
  expect(receipt).toMatch(/Код проверки: [\w-]{29}\./);
  const screen = await phone.go('Открыть петицию № 1', 'Поддержали 1, нужно 3');
  expect(screen).toContain('Автор: Наталья Н.');
  expect(phone.labels()).toEqual([
    'Отозвать поддержку',
    'Показать код проверки',
    'Показать картинкой',
    'Позвать других',
    '‹ К петициям',
  ]);
  await phone.go('Позвать других', '?start=petition_1');
  await phone.go('‹ К петиции № 1', 'Это ваша петиция');
  await phone.go('Показать код проверки', 'SHA-256 трёх строк');
  // A similar one is shown before a second is sent.
  await phone.say('/petitions', 'Юрист тем, кому отказали — 1 из 3');
  await phone.go('Написать петицию', 'Новая петиция · 1 из 4');
  await phone.say('Юрист для отказанных тем', '2 из 4');
  await phone.say(proposal, '3 из 4');
  await phone.say(reasons, 'Как подписать');
  await phone.go('Оставить без подписи', 'Похожие петиции уже есть');
  await phone.go('Отменить', 'Вы вышли из формы');
  await phone.go('Удалить: Новая петиция', 'Открытых голосований для вас нет');
});

test('T1, T2: by the link: text, one confirmation, once; back; again; the threshold, in both languages', async () => {
  const [, second = '', third = '', fourth = ''] = members;
  const phone = await bot.chatOf(second);
  await phone.say('/start petition_1', 'Поддержали 1, нужно 3');
  await phone.go('Поддержать', 'Кто поддержал, не увидит никто');
  await phone.go('Да, поддержать', 'Поддержка принята');
  expect(phone.last()).toEqual(phone.chat().at(-1));
  await phone.go('‹ К петиции № 1', 'Отозвать её можно, пока порог не достигнут');
  await phone.go('Отозвать поддержку', 'Число уменьшится на один');
  await phone.go('Да, отозвать', 'Поддержка отозвана');
  await phone.say('/support 1', 'Поддержать петицию № 1?');
  await phone.go('Да, поддержать', '2 из 3');
  await english(third);
  const reader = await bot.chatOf(third);
  await reader.say('/petitions', 'Collecting support, most supported first:');
  await reader.go('No. 1 · Юрист тем, кому отказ…', 'The text is in Russian only.');
  await reader.press('Show as a picture');
  await bot.api.waitFor(() => reader.last()?.photo !== undefined);
  expect(plainSpaces(reader.last()?.caption ?? '')).toContain('Supported by 2, needed: 3. That is 25 %');
  await reader.go('‹ To petition No. 1', 'Author: Наталья Н.');
  await reader.go('Support this petition', 'Nobody sees who supported it');
  const receipt = await reader.go('Yes, support it', 'and the threshold is reached');
  expect(receipt).toContain('Petition No. 1: 3 of 3');
  await reader.go('‹ To petition No. 1', 'Test: 3 × 4 = 12 ≥ 12. Rule T1, bylaws 1.');
  expect(reader.labels()).toEqual(['Show my check code', '‹ To the petitions']);
  const late = await bot.chatOf(fourth);
  await late.say('/support 1', 'Порог уже достигнут');
  await phone.say('/petitions №1', 'Ваша поддержка учтена');
  await phone.go('‹ К петициям', 'Сейчас поддержку не собирает ни одна петиция');
  await phone.go('В повестке', 'порог достигнут, 3 из 3');
  await phone.go('Мои', 'Вы ещё ничего не написали');
  expect(await alliance.deps.db.$count(petitionSupport)).toBe(3);
});

test('lists are paged, searched with misspellings, and who lacks a right reads which', async () => {
  for (const at of [1, 2, 3, 4, 5, 6, 7])
    await startPetition(alliance.deps, members[at] ?? '', { title: `Предложение о школе номер ${at}` });
  const phone = await bot.chatOf(members[8] ?? '');
  await phone.say('/petitions', '№ 8 · Предложение о школе номер 7 — 1 из 3');
  await phone.go('2/2 ›', '№ 2 · Предложение о школе номер 1');
  await phone.go('Найти петицию', 'мелкие опечатки не важны');
  await phone.say('космонавтика', 'ничего не нашлось');
  await phone.go('Найти петицию', 'мелкие опечатки не важны');
  await phone.say('школы нумер', 'Нашлось по словам «школы нумер»');
  await phone.say('/petitions юристам', 'порог достигнут, 3 из 3');
  await phone.say('/petitions 999', 'Петиции с таким номером нет');
  await phone.say('/start petition_x', 'Петиции с таким номером нет');
  const [id = ''] = await alliance.addMembers(1, { signed: false });
  const newcomer = await bot.chatOf(id);
  await newcomer.say('/support 2', 'подпишите Основополагающую декларацию');
  expect(newcomer.labels()[0]).toBe('Перейти к следующему шагу');
  await newcomer.say('/petitions', 'у кого её больше');
  await newcomer.go('Написать петицию', 'подпишите Основополагающую декларацию');
});

test('T3: a report, three drawn by lot, their screens, the closing and its appeal', async () => {
  const author = await bot.chatOf(members[1] ?? '');
  const reporter = await bot.chatOf(members[9] ?? '');
  await reporter.say('/petitions 2', 'Предложение о школе номер 1');
  await reporter.go('Пожаловаться на петицию', 'Чем петиция № 2 противоречит Декларации?');
  await reporter.say('Она против пункта 3 Декларации.', 'Пожаловаться на эту петицию можно один раз');
  await reporter.go('Отправить жалобу', 'Жребий № 1 брошен');
  await reporter.go('‹ К петиции № 2', 'Сбор поддержки продолжается');
  const jurors: Chat[] = [];
  for (const id of members) {
    const phone = await bot.chatOf(id);
    const home = await phone.say('/start', id === members[2] ? 'Veche' : 'Вече');
    const label = phone.labels().find((one) => one.includes('етици') && one.startsWith('Решить'));
    if (label !== undefined || home.includes('By lot')) jurors.push(phone);
  }
  expect(jurors).toHaveLength(3);
  for (const [at, phone] of jurors.entries()) {
    const isEnglish = phone.labels().includes('Decide on petition No. 2');
    if (isEnglish) {
      await phone.go('Decide on petition No. 2', 'The lot fell on you');
      await phone.go('Close it with a reason', 'How does petition No. 2 contradict');
      await phone.say('It is against point 3.', 'You are for closing petition No. 2');
      await phone.go('Close the petition', at < 2 ? 'Your decision is recorded' : 'is closed');
    } else {
      const duty = await phone.go('Решить о петиции № 2', 'Жребий выпал вам');
      expect(duty).toContain('Она против пункта 3 Декларации.');
      await phone.go('Закрыть с причиной', 'Чем петиция № 2 противоречит');
      await phone.say('Это против пункта 3.', 'Вы за то, чтобы закрыть');
      await phone.go('Закрыть петицию', at < 2 ? 'Решение записано' : 'Так решили все трое');
    }
  }
  expect(await findReview(alliance.deps.db, 1)).toMatchObject({ state: 'closed' });
  const closed = await author.say('/petitions 2', 'трое вместе закрыли петицию');
  expect(closed).toContain('против пункта 3');
  await author.go('Обжаловать закрытие', 'Что сказать сессии Конгресса');
  await author.say('Пункт 3 говорит о другом.', 'Его рассмотрит ближайшая сессия');
  const done = await author.go('Обжаловать закрытие', 'Обжалование записано');
  expect(done).toContain('он ждёт ближайшей сессии');
  const shown = await author.go('‹ К петиции № 2', 'Автор обжаловал закрытие');
  expect(shown).toContain('Пункт 3 говорит о другом.');
  expect(await alliance.deps.db.$count(petition)).toBe(8);
});

test('T3: one of the three keeps it open in two presses; an old button shows that it is over', async () => {
  const reporter = await bot.chatOf(members[10] ?? '');
  await reporter.say('/petitions 3', 'номер 2');
  await reporter.go('Пожаловаться на петицию', 'Чем петиция № 3 противоречит');
  await reporter.say('Она против пункта 3 Декларации.', 'можно один раз');
  await reporter.go('Отправить жалобу', 'Жребий № 2 брошен');
  const duties: Chat[] = [];
  for (const id of members) {
    const phone = await bot.chatOf(id);
    await phone.say('/start', id === members[2] ? 'Veche' : 'Вече');
    if (id !== members[2] && phone.labels().includes('Решить о петиции № 3')) duties.push(phone);
  }
  const [first, second] = duties;
  if (first === undefined || second === undefined) throw new Error('Nobody was drawn.');
  await second.go('Решить о петиции № 3', 'Жребий выпал вам');
  await first.go('Решить о петиции № 3', 'Жребий выпал вам');
  await first.go('Оставить открытой', 'Рассмотрение на этом закончится');
  await first.go('Да, оставить открытой', 'остаётся открытой');
  await second.go('Закрыть с причиной', 'Рассмотрение закончено');
  const done = await supportPetition(alliance.deps, { personId: members[10] ?? '', number: 3 });
  expect(done.ok).toBe(true);
});
