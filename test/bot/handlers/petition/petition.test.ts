import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { supportPetition } from '../../../../src/actions/petition/supportPetition.ts';
import { findAccount } from '../../../../src/db/read/person/person.ts';
import { findReview } from '../../../../src/db/read/petition/petitionReview.ts';
import { petition, petitionSupport } from '../../../../src/db/schema/petition.ts';
import { updateProfile } from '../../../../src/db/write/person/person.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { type BallotAlliance, createBallotAlliance } from '../../../support/ballotAlliance.ts';
import { startPetition } from '../../../support/petitions.ts';
import { plainSpaces, startTestBot, type TestBot } from '../../../support/testBot.ts';

let alliance: BallotAlliance;
let bot: TestBot;
let members: string[];
beforeAll(async () => {
  alliance = await createBallotAlliance({ bylaws: { petitionShare: { numerator: 1, denominator: 4 } } });
  bot = await startTestBot(alliance.deps);
  members = await alliance.addMembers(12);
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
});
afterEach(() => {
  const violations = bot.api.violations.filter((line) => !line.includes('message is not modified'));
  expect({ violations, failures: bot.failures }).toEqual({ violations: [], failures: [] });
});

const WAIT_MS = 30_000;
const newestId = (person: Person): number =>
  Math.max(0, ...person.chat().map(({ message_id }) => message_id));
/** What the newest message says, once it says `text`. */
const answer = async (person: Person, text: string, after: number): Promise<string> => {
  const shown = () => {
    const last = person.last();
    return last === undefined || last.message_id < after ? '' : plainSpaces(last.text ?? last.caption ?? '');
  };
  await bot.api
    .waitFor(() => shown().includes(text), WAIT_MS)
    .catch(() => {
      throw new Error(`Waited for "${text}", but the chat says: ${plainSpaces(person.last()?.text ?? '')}`);
    });
  return shown();
};
const go = async (person: Person, label: string, seen: string): Promise<string> => {
  const before = newestId(person);
  const pressed = await bot.press(person, label);
  expect(pressed.answered, `"${label}" is answered`).toBe(true);
  return answer(person, seen, before);
};
const say = async (person: Person, text: string, seen: string): Promise<string> => {
  const before = newestId(person);
  await person.send(text);
  return answer(person, seen, before + 1);
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
const phones = new Map<string, Person>();
const phoneOf = async (id = ''): Promise<Person> => {
  const known = phones.get(id) ?? (await bot.phoneOf(id));
  phones.set(id, known);
  return known;
};
const english = async (id: string): Promise<void> => {
  const { deps } = alliance;
  const account = await findAccount(deps.db, deps.vault, id);
  if (account !== undefined)
    await deps.db.transaction((tx) => updateProfile(tx, deps, id, { ...account.profile, locale: 'en' }));
};

const proposal = 'Поручить Фонду оплатить консультацию юриста каждому, кому отказали в убежище.';
const reasons = 'За год отказали каждому пятому, и почти никто не успел подать жалобу в срок.';

test('T1: a member writes a petition: draft, similar ones, summary, receipt, link; in Russian', async () => {
  const phone = await phoneOf(members[0]);
  await say(phone, '/petitions', 'Сейчас поддержку не собирает ни одна петиция');
  await go(phone, 'Написать петицию', 'Новая петиция · 1 из 4');
  await say(phone, 'мало', 'Слишком коротко: знаков 4, нужно хотя бы 10');
  await say(phone, 'Юрист тем, кому отказали', 'Новая петиция · 2 из 4');
  await say(phone, proposal, 'Новая петиция · 3 из 4');
  await say(phone, '/cancel', 'Ответы сохранены');
  await go(phone, 'Продолжить: Новая петиция', 'Новая петиция · 3 из 4');
  await say(phone, reasons, 'Как подписать петицию?');
  await go(phone, 'Подписать именем', 'Каким именем подписать?');
  const summary = await say(phone, 'Наталья Н.', 'Изменить или убрать её потом нельзя');
  expect(summary).toContain('нужно 3: это 25 % от числа членов Альянса, сейчас их 12');
  expect(summary).toContain('Подпись: Наталья Н.');
  expect(summary).not.toContain('Похожие');
  const receipt = await go(phone, 'Открыть петицию', 'Петиция № 1 открыта');
  expect(receipt).toMatch(/Код проверки: [\w-]{29}\./);
  const screen = await go(phone, 'Открыть петицию № 1', 'Поддержали 1, нужно 3');
  expect(screen).toContain('Автор: Наталья Н.');
  expect(labels(phone)).toEqual([
    'Отозвать поддержку',
    'Показать код проверки',
    'Показать картинкой',
    'Позвать других',
    '‹ К петициям',
  ]);
  await go(phone, 'Позвать других', '?start=petition_1');
  await go(phone, '‹ К петиции № 1', 'Это ваша петиция');
  await go(phone, 'Показать код проверки', 'SHA-256 трёх строк');
  // A similar one is shown before a second is sent.
  await say(phone, '/petitions', 'Юрист тем, кому отказали — 1 из 3');
  await go(phone, 'Написать петицию', 'Новая петиция · 1 из 4');
  await say(phone, 'Юрист для отказанных тем', '2 из 4');
  await say(phone, proposal, '3 из 4');
  await say(phone, reasons, 'Как подписать');
  await go(phone, 'Оставить без подписи', 'Похожие петиции уже есть');
  await go(phone, 'Отменить', 'Вы вышли из формы');
  await go(phone, 'Удалить: Новая петиция', 'Открытых голосований для вас нет');
});

test('T1, T2: by the link: text, one confirmation, once; back; again; the threshold, in both languages', async () => {
  const [, second = '', third = '', fourth = ''] = members;
  const phone = await phoneOf(second);
  await say(phone, '/start petition_1', 'Поддержали 1, нужно 3');
  await go(phone, 'Поддержать', 'Кто поддержал, не увидит никто');
  await go(phone, 'Да, поддержать', 'Поддержка принята');
  const before = newestId(phone);
  expect(phone.last()?.message_id).toBe(before);
  await go(phone, '‹ К петиции № 1', 'Отозвать её можно, пока порог не достигнут');
  await go(phone, 'Отозвать поддержку', 'Число уменьшится на один');
  await go(phone, 'Да, отозвать', 'Поддержка отозвана');
  await say(phone, '/support 1', 'Поддержать петицию № 1?');
  await go(phone, 'Да, поддержать', '2 из 3');
  await english(third);
  const reader = await phoneOf(third);
  await say(reader, '/petitions', 'Collecting support, most supported first:');
  await go(reader, 'No. 1 · Юрист тем, кому отказ…', 'The text is in Russian only.');
  await bot.press(reader, 'Show as a picture');
  await bot.api.waitFor(() => reader.last()?.photo !== undefined, WAIT_MS);
  expect(plainSpaces(reader.last()?.caption ?? '')).toContain('Supported by 2, needed: 3. That is 25 %');
  await go(reader, '‹ To petition No. 1', 'Author: Наталья Н.');
  await go(reader, 'Support this petition', 'Nobody sees who supported it');
  const receipt = await go(reader, 'Yes, support it', 'and the threshold is reached');
  expect(receipt).toContain('Petition No. 1: 3 of 3');
  await go(reader, '‹ To petition No. 1', 'Test: 3 × 4 = 12 ≥ 12. Rule T1, bylaws 1.');
  expect(labels(reader)).toEqual(['Show my check code', '‹ To the petitions']);
  const late = await phoneOf(fourth);
  await say(late, '/support 1', 'Порог уже достигнут');
  await say(phone, '/petitions №1', 'Ваша поддержка учтена');
  await go(phone, '‹ К петициям', 'Сейчас поддержку не собирает ни одна петиция');
  await go(phone, 'В повестке', 'порог достигнут, 3 из 3');
  await go(phone, 'Мои', 'Вы ещё ничего не написали');
  expect(await alliance.deps.db.$count(petitionSupport)).toBe(3);
});

test('lists are paged, searched with misspellings, and who lacks a right reads which', async () => {
  for (const at of [1, 2, 3, 4, 5, 6, 7])
    await startPetition(alliance.deps, members[at] ?? '', { title: `Предложение о школе номер ${at}` });
  const phone = await phoneOf(members[8]);
  await say(phone, '/petitions', '№ 8 · Предложение о школе номер 7 — 1 из 3');
  await go(phone, '2/2 ›', '№ 2 · Предложение о школе номер 1');
  await go(phone, 'Найти петицию', 'мелкие опечатки не важны');
  await say(phone, 'космонавтика', 'ничего не нашлось');
  await go(phone, 'Найти петицию', 'мелкие опечатки не важны');
  await say(phone, 'школы нумер', 'Нашлось по словам «школы нумер»');
  await say(phone, '/petitions юристам', 'порог достигнут, 3 из 3');
  await say(phone, '/petitions 999', 'Петиции с таким номером нет');
  await say(phone, '/start petition_x', 'Петиции с таким номером нет');
  const [id = ''] = await alliance.addMembers(1, { signed: false });
  const newcomer = await phoneOf(id);
  await say(newcomer, '/support 2', 'подпишите Основополагающую декларацию');
  expect(labels(newcomer)[0]).toBe('Перейти к следующему шагу');
  await say(newcomer, '/petitions', 'у кого её больше');
  await go(newcomer, 'Написать петицию', 'подпишите Основополагающую декларацию');
});

test('T3: a report, three drawn by lot, their screens, the closing and its appeal', async () => {
  const author = await phoneOf(members[1]);
  const reporter = await phoneOf(members[9]);
  await say(reporter, '/petitions 2', 'Предложение о школе номер 1');
  await go(reporter, 'Пожаловаться на петицию', 'Чем петиция № 2 противоречит Декларации?');
  await say(reporter, 'Она против пункта 3 Декларации.', 'Пожаловаться на эту петицию можно один раз');
  await go(reporter, 'Отправить жалобу', 'Жребий № 1 брошен');
  await go(reporter, '‹ К петиции № 2', 'Сбор поддержки продолжается');
  const jurors: Person[] = [];
  for (const id of members) {
    const phone = await phoneOf(id);
    const home = await say(phone, '/start', id === members[2] ? 'Veche' : 'Вече');
    const label = labels(phone).find((one) => one.includes('етици') && one.startsWith('Решить'));
    if (label !== undefined || home.includes('By lot')) jurors.push(phone);
  }
  expect(jurors).toHaveLength(3);
  for (const [at, phone] of jurors.entries()) {
    const isEnglish = labels(phone).includes('Decide on petition No. 2');
    if (isEnglish) {
      await go(phone, 'Decide on petition No. 2', 'The lot fell on you');
      await go(phone, 'Close it with a reason', 'How does petition No. 2 contradict');
      await say(phone, 'It is against point 3.', 'You are for closing petition No. 2');
      await go(phone, 'Close the petition', at < 2 ? 'Your decision is recorded' : 'is closed');
    } else {
      const duty = await go(phone, 'Решить о петиции № 2', 'Жребий выпал вам');
      expect(duty).toContain('Она против пункта 3 Декларации.');
      await go(phone, 'Закрыть с причиной', 'Чем петиция № 2 противоречит');
      await say(phone, 'Это против пункта 3.', 'Вы за то, чтобы закрыть');
      await go(phone, 'Закрыть петицию', at < 2 ? 'Решение записано' : 'Так решили все трое');
    }
  }
  expect(await findReview(alliance.deps.db, 1)).toMatchObject({ state: 'closed' });
  const closed = await say(author, '/petitions 2', 'трое вместе закрыли петицию');
  expect(closed).toContain('против пункта 3');
  await go(author, 'Обжаловать закрытие', 'Что сказать сессии Конгресса');
  await say(author, 'Пункт 3 говорит о другом.', 'Его рассмотрит ближайшая сессия');
  const done = await go(author, 'Обжаловать закрытие', 'Обжалование записано');
  expect(done).toContain('он ждёт ближайшей сессии');
  const shown = await go(author, '‹ К петиции № 2', 'Автор обжаловал закрытие');
  expect(shown).toContain('Пункт 3 говорит о другом.');
  expect(await alliance.deps.db.$count(petition)).toBe(8);
});

test('T3: one of the three keeps it open in two presses; an old button shows that it is over', async () => {
  const reporter = await phoneOf(members[10]);
  await say(reporter, '/petitions 3', 'номер 2');
  await go(reporter, 'Пожаловаться на петицию', 'Чем петиция № 3 противоречит');
  await say(reporter, 'Она против пункта 3 Декларации.', 'можно один раз');
  await go(reporter, 'Отправить жалобу', 'Жребий № 2 брошен');
  const duties: Person[] = [];
  for (const id of members) {
    const phone = await phoneOf(id);
    await say(phone, '/start', id === members[2] ? 'Veche' : 'Вече');
    if (id !== members[2] && labels(phone).includes('Решить о петиции № 3')) duties.push(phone);
  }
  const [first, second] = duties;
  if (first === undefined || second === undefined) throw new Error('Nobody was drawn.');
  await go(second, 'Решить о петиции № 3', 'Жребий выпал вам');
  await go(first, 'Решить о петиции № 3', 'Жребий выпал вам');
  await go(first, 'Оставить открытой', 'Рассмотрение на этом закончится');
  await go(first, 'Да, оставить открытой', 'остаётся открытой');
  await go(second, 'Закрыть с причиной', 'Рассмотрение закончено');
  const done = await supportPetition(alliance.deps, { personId: members[10] ?? '', number: 3 });
  expect(done.ok).toBe(true);
});
