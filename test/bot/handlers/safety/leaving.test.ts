import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { giveMemberNumber } from '../../../../src/actions/member/becomeMember.ts';
import { meetPerson } from '../../../../src/actions/person/meetPerson.ts';
import { takeSnapshot } from '../../../../src/actions/statistics/takeSnapshot.ts';
import { findAccount, findAccountByTelegram, findRecipient } from '../../../../src/db/read/person/person.ts';
import { type MyDataSection, myDataSections } from '../../../../src/db/read/safety/myData/source.ts';
import { myDataSources } from '../../../../src/db/read/safety/myData.ts';
import { findNewestSnapshot } from '../../../../src/db/read/statistics/statistics.ts';
import type { Person } from '../../../../src/playground/types.ts';
import { type BallotAlliance, createBallotAlliance } from '../../../support/ballotAlliance.ts';
import { giveEverything, ownNumber, ownWord, personReferences } from '../../../support/everythingOf.ts';
import { plainSpaces, startTestBot, type TestBot } from '../../../support/testBot.ts';

const hour = 3_600_000;
let alliance: BallotAlliance;
let bot: TestBot;
beforeAll(async () => {
  alliance = await createBallotAlliance();
  bot = await startTestBot(alliance.deps);
});
afterAll(async () => {
  await bot.close();
  await alliance.close();
});
afterEach(() => {
  const violations = bot.api.violations.filter((line) => !line.includes('message is not modified'));
  expect({ violations, failures: bot.failures }).toEqual({ violations: [], failures: [] });
});

const newestId = (person: Person): number =>
  Math.max(0, ...person.chat().map(({ message_id }) => message_id));
/** Waits for the bot's answer: a message newer than `before`, or one that an edit made say `text`. */
const answered = async (person: Person, text: string, before: number): Promise<string> => {
  const shown = () => {
    const last = person.last();
    return last !== undefined && last.message_id >= before
      ? plainSpaces(last.text ?? last.caption ?? '')
      : '';
  };
  await bot.api
    .waitFor(() => shown().includes(text))
    .catch(() => {
      throw new Error(`Waited for "${text}", but the chat says: ${plainSpaces(person.last()?.text ?? '')}`);
    });
  return shown();
};
const go = async (person: Person, label: string, seen: string): Promise<string> => {
  const before = newestId(person);
  const pressed = await bot.press(person, label);
  expect(pressed.answered, `"${label}" is answered`).toBe(true);
  return answered(person, seen, before);
};
const say = async (person: Person, text: string, seen: string): Promise<string> => {
  const before = newestId(person);
  await person.send(text);
  return answered(person, seen, before + 1);
};
const labels = (person: Person): string[] => {
  const last = person.last();
  const rows = last === undefined ? [] : person.keyboardOf(last);
  return rows.flat().map(({ text }) => plainSpaces(text));
};
const addMember = async (): Promise<{ id: string; phone: Person }> => {
  const [id = ''] = await alliance.addMembers(1);
  return { id, phone: await bot.phoneOf(id) };
};
const isThere = async (id: string): Promise<boolean> =>
  (await findAccount(alliance.deps.db, alliance.deps.vault, id)) !== undefined;

test('M6 /leave says what goes and what stays, waits, asks again, erases, and the way back is a new beginning', async () => {
  const { id, phone } = await addMember();
  const first = await say(phone, '/leave', 'Стирается');
  expect(first).toContain('Остаётся: голоса');
  expect(first).toContain('72 часа на раздумье');
  expect(labels(phone)).toEqual(['Попросить о выходе', '‹ На главную']);
  await go(phone, 'Попросить о выходе', 'Права до решения приостановлены');
  expect(labels(phone)).toEqual(['Остаться', '‹ На главную']);
  expect(await say(phone, '/leave', 'второй раз ничего не изменилось')).toContain(
    'Подтвердить выход можно с',
  );
  expect(await say(phone, '/me', 'права приостановлены')).toContain('Остаться можно в один шаг');
  await say(phone, '/join', 'Права до решения приостановлены');
  await go(phone, 'Остаться', 'Права снова действуют');
  await say(phone, '/leave', '72 часа на раздумье');
  await go(phone, 'Попросить о выходе', 'Права до решения приостановлены');
  alliance.pass(72 * hour);
  await say(phone, '/start', 'Вече');
  expect(labels(phone)).toContain('Остаться или выйти');
  await go(phone, 'Остаться или выйти', 'Время на раздумье прошло');
  expect(labels(phone)).toEqual(['Остаться', 'Стереть навсегда', '‹ На главную']);
  await go(phone, 'Стереть навсегда', 'аккаунт стёрт');
  expect(await isThere(id)).toBe(false);

  // Within the same minute, and with the old button still in the chat.
  await say(phone, '/start', 'Выберите язык');
  await go(phone, 'Русский', 'Вступить можно здесь');
  await bot.press(phone, 'Стереть навсегда');
  // The old screen is edited where it stands.
  const isAsked = () =>
    phone.chat().some(({ text }) => plainSpaces(text ?? '').includes('Членства у вас нет'));
  await bot.api.waitFor(isAsked);
  const found = await findAccountByTelegram(alliance.deps.db, alliance.deps.vault, phone.id);
  expect(found).toMatchObject({ status: 'guest' });
  expect(found?.id).not.toBe(id);
  // A guest is erased after one question.
  await go(phone, 'Стереть навсегда', 'аккаунт стёрт');
  expect(await isThere(found?.id ?? '')).toBe(false);
});

test('an officer is told first what their leaving means', async () => {
  const phone = await bot.phoneOf(await alliance.addOfficer());
  expect(await say(phone, '/leave', 'Вы работаете в секретариате')).toContain('вернутся в очередь');
});

test('/me shows the member number to copy, and whom to tell it', async () => {
  const { id, phone } = await addMember();
  const { deps } = alliance;
  const account = await findAccount(deps.db, deps.vault, id);
  if (account === undefined) throw new Error('There is no account.');
  await deps.db.transaction((tx) => giveMemberNumber(tx, deps, account));
  const shown = await say(phone, '/me', 'Ваш номер');
  expect(shown).toMatch(/Ваш номер: [2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]\. .*только секретариату/);
  expect(phone.last()?.entities?.some(({ type }) => type === 'code')).toBe(true);
  expect(labels(phone)).toContain('Получить данные о себе');
});

test('I4 traits are declared, found by letters, and taken back in one press', async () => {
  const { id, phone } = await addMember();
  await say(phone, '/me', 'Мои права');
  await go(phone, 'Открыть настройки', 'Настройки');
  expect(await go(phone, 'Рассказать о себе', 'Только по желанию')).toContain('групп от 10 человек');
  await go(phone, 'Указать пол', 'Выберите или вернитесь');
  expect(await go(phone, 'Женщина', 'Пол: Женщина')).toContain('Страна: не сообщаю');
  await go(phone, 'Указать страну', 'Страна · 1 из');
  await go(phone, 'Найти по буквам', 'первые буквы');
  await say(phone, 'груз', 'Выберите из найденного');
  await go(phone, 'Грузия', 'Страна: Грузия');
  await go(phone, 'Указать происхождение', 'К какому народу');
  await go(phone, 'Другой народ России', 'Происхождение: Другой народ России');
  const profile = async () => (await findAccount(alliance.deps.db, alliance.deps.vault, id))?.profile;
  expect(await profile()).toMatchObject({ country: 'GE', gender: 'woman', origin: 'other' });
  await go(phone, 'Убрать страну', 'Страна: не сообщаю');
  await go(phone, 'Убрать пол', 'Пол: не сообщаю');
  expect(await profile()).not.toHaveProperty('country');
});

test('/mydata sends everything there is as a page and as JSON, opened, and of nobody else', async () => {
  const { deps } = alliance;
  const { id, phone } = await addMember();
  const { id: otherId } = await addMember();
  const other = await findRecipient(deps.db, deps.vault, otherId);
  await giveEverything(deps, { id, otherId, telegramId: phone.id });

  // A table that comes later and knows people is told here, or this fails.
  const references = (await personReferences(deps)).map(({ table, column }) => `${table}.${column}`);
  expect(myDataSources.flatMap(({ covers }) => covers).toSorted()).toEqual(references.toSorted());
  expect(myDataSources.map(({ section }) => section).toSorted()).toEqual([...myDataSections].toSorted());

  expect(await say(phone, '/mydata', 'Все данные о вас')).toContain('через серверы Telegram');
  await go(phone, 'Прислать файлы', 'Файлы присланы');
  const files = phone.chat().flatMap(({ document }) => (document === undefined ? [] : [document]));
  expect(files.map(({ file_name }) => file_name?.split('.').at(-1))).toEqual(['html', 'json']);
  const [page = '', json = ''] = await Promise.all(
    files.map(async ({ file_id }) => {
      const { url, token } = bot.api;
      const asked = await fetch(`${url}/bot${token}/getFile?file_id=${file_id}`);
      const { result } = (await asked.json()) as { result: { file_path: string } };
      return (await fetch(`${url}/file/bot${token}/${result.file_path}`)).text();
    }),
  );
  const data = JSON.parse(json) as { format: string; sections: Record<MyDataSection, unknown> };
  expect(data.format).toBe('veche-mydata/1');
  const empty = myDataSections.filter((section) => {
    const value = JSON.stringify(data.sections[section]);
    return value === 'null' || value === '[]' || value === '{}';
  });
  // Nothing was declared; everything else has something.
  expect(empty).toEqual(['declared']);
  for (const section of [
    'requests',
    'call',
    'cases',
    'questions',
    'notices',
    'drafts',
    'lists',
    'mandates',
    'office',
  ] as const) {
    expect([section, JSON.stringify(data.sections[section]).includes(ownWord)]).toEqual([section, true]);
  }
  expect(data.sections.ballots).toEqual([{ choice: 'yes', number: 1001, onRoll: true, state: 'open' }]);
  expect(data.sections.petitions).toEqual({
    written: [{ number: 1001, state: 'open' }],
    supported: [{ number: 1002, state: 'open', checkCode: '2345-6789-ACEH' }],
    reported: [{ number: 1003, state: 'deciding' }],
    drawn: [{ lot: 1001, petition: 1003, state: 'deciding', verdict: 'close', reason: ownWord }],
  });
  expect(data.sections.account).toMatchObject({ memberNumber: '2345-6789-C', telegramId: phone.id });
  expect(data.sections.lookUps).toEqual([{ act: 'member.searched', day: expect.any(String) }]);
  for (const text of [page, json]) {
    expect(text).not.toContain(String(other?.telegramId));
    expect(text).not.toContain(otherId);
    expect(text).not.toContain('чужое');
    expect(text).not.toContain('Чужое');
    expect(text).toContain(ownWord);
  }
  expect(page).toContain('<html lang="ru">');
  expect(page).not.toContain('<script');
  expect(page).toContain('номер члена Альянса');
  expect(page).not.toMatch(/<dt>[a-z]+[A-Z]/);
  expect(ownNumber).toHaveLength(9);
});

test('I4 the Alliance in numbers: nothing before there are ten, then large groups only, and a picture', async () => {
  const { deps } = alliance;
  const guest = bot.api.createPerson({ id: 5_000_001, firstName: 'G', opened: true });
  await meetPerson(deps, { telegramId: guest.id, locale: 'ru' });
  await say(guest, '/start', 'Вступить можно здесь');
  await go(guest, 'Узнать об Альянсе', 'Об Альянсе');
  await go(guest, 'Посмотреть числа Альянса', 'Чисел пока нет');
  await alliance.addMembers(31);
  await takeSnapshot(deps);
  const members = (await findNewestSnapshot(deps.db))?.content.members ?? 0;
  expect(members).toBeGreaterThanOrEqual(30);
  await say(guest, '/start', 'Вступить можно здесь');
  await go(guest, 'Узнать об Альянсе', 'Об Альянсе');
  const shown = await go(guest, 'Посмотреть числа Альянса', 'Альянс в числах');
  expect(shown).toContain(`: ${members}`);
  expect(shown).not.toContain('Не указано');
  expect(shown).not.toMatch(/: [1-9](\D|$)/m);
  await bot.press(guest, 'Показать картинкой');
  await bot.api.waitFor(() => guest.last()?.photo !== undefined);
  expect(plainSpaces(guest.last()?.caption ?? '')).toContain(`: ${members}`);
});
