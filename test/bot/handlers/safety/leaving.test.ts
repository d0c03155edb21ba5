import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { giveMemberNumber } from '../../../../src/actions/member/becomeMember.ts';
import { meetPerson } from '../../../../src/actions/person/meetPerson.ts';
import { takeSnapshot } from '../../../../src/actions/statistics/takeSnapshot.ts';
import { findAccount, findAccountByTelegram, findRecipient } from '../../../../src/db/read/person/person.ts';
import { type MyDataSection, myDataSections } from '../../../../src/db/read/safety/myData/source.ts';
import { myDataSources } from '../../../../src/db/read/safety/myData.ts';
import { findNewestSnapshot } from '../../../../src/db/read/statistics/statistics.ts';
import { type BallotAlliance, createBallotAlliance } from '../../../support/ballotAlliance.ts';
import { giveEverything, ownNumber, ownWord, personReferences } from '../../../support/everythingOf.ts';
import { type AccountChat, startTestBot, type TestBot } from '../../../support/testBot.ts';
import { plainSpaces } from '../../../support/texts.ts';

const hour = 3_600_000;
let alliance: BallotAlliance;
let bot: TestBot;
beforeAll(async () => {
  alliance = await createBallotAlliance();
  bot = await startTestBot(alliance);
});
afterAll(() => bot.close());
afterEach(() => bot.isWell());

const addMember = async (): Promise<AccountChat> => {
  const [id = ''] = await alliance.addMembers(1);
  return bot.chatOf(id);
};
const isThere = async (id: string): Promise<boolean> =>
  (await findAccount(alliance.deps.db, alliance.deps.vault, id)) !== undefined;

test('M6 /leave says what goes and what stays, waits, asks again, erases, and the way back is a new beginning', async () => {
  const phone = await addMember();
  const { personId: id } = phone;
  const first = await phone.say('/leave', 'Стирается');
  expect(first).toContain('Остаётся: голоса');
  expect(first).toContain('72 часа на раздумье');
  expect(phone.labels()).toEqual(['Попросить о выходе', '‹ На главную']);
  await phone.go('Попросить о выходе', 'Права до решения приостановлены');
  expect(phone.labels()).toEqual(['Остаться', '‹ На главную']);
  expect(await phone.say('/leave', 'второй раз ничего не изменилось')).toContain('Подтвердить выход можно с');
  expect(await phone.say('/me', 'права приостановлены')).toContain('Остаться можно в один шаг');
  await phone.say('/join', 'Права до решения приостановлены');
  await phone.go('Остаться', 'Права снова действуют');
  await phone.say('/leave', '72 часа на раздумье');
  await phone.go('Попросить о выходе', 'Права до решения приостановлены');
  alliance.pass(72 * hour);
  await phone.say('/start', 'Вече');
  expect(phone.labels()).toContain('Остаться или выйти');
  await phone.go('Остаться или выйти', 'Время на раздумье прошло');
  expect(phone.labels()).toEqual(['Остаться', 'Стереть навсегда', '‹ На главную']);
  await phone.go('Стереть навсегда', 'аккаунт стёрт');
  expect(await isThere(id)).toBe(false);

  // Within the same minute, and with the old button still in the chat.
  await phone.say('/start', 'Выберите язык');
  await phone.go('Русский', 'Вступить можно здесь');
  await phone.press('Стереть навсегда');
  // The old screen is edited where it stands.
  await phone.finds('Членства у вас нет');
  const found = await findAccountByTelegram(alliance.deps.db, alliance.deps.vault, phone.id);
  expect(found).toMatchObject({ status: 'guest' });
  expect(found?.id).not.toBe(id);
  // A guest is erased after one question.
  await phone.go('Стереть навсегда', 'аккаунт стёрт');
  expect(await isThere(found?.id ?? '')).toBe(false);
});

test('an officer is told first what their leaving means', async () => {
  const phone = await bot.chatOf(await alliance.addOfficer());
  expect(await phone.say('/leave', 'Вы работаете в секретариате')).toContain('вернутся в очередь');
});

test('/me shows the member number to copy, and whom to tell it', async () => {
  const phone = await addMember();
  const { personId: id } = phone;
  const { deps } = alliance;
  const account = await findAccount(deps.db, deps.vault, id);
  if (account === undefined) throw new Error('There is no account.');
  await deps.db.transaction((tx) => giveMemberNumber(tx, deps, account));
  const shown = await phone.say('/me', 'Ваш номер');
  expect(shown).toMatch(/Ваш номер: [2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]\. .*только секретариату/);
  expect(phone.last()?.entities?.some(({ type }) => type === 'code')).toBe(true);
  expect(phone.labels()).toContain('Получить данные о себе');
});

test('I4 traits are declared, found by letters, and taken back in one press', async () => {
  const phone = await addMember();
  const { personId: id } = phone;
  await phone.say('/me', 'Мои права');
  await phone.go('Открыть настройки', 'Настройки');
  expect(await phone.go('Рассказать о себе', 'Только по желанию')).toContain('групп от 10 человек');
  await phone.go('Указать пол', 'Выберите или вернитесь');
  expect(await phone.go('Женщина', 'Пол: Женщина')).toContain('Страна: не сообщаю');
  await phone.go('Указать страну', 'Страна · 1 из');
  await phone.go('Найти по буквам', 'первые буквы');
  await phone.say('груз', 'Выберите из найденного');
  await phone.go('Грузия', 'Страна: Грузия');
  await phone.go('Указать происхождение', 'К какому народу');
  await phone.go('Другой народ России', 'Происхождение: Другой народ России');
  const profile = async () => (await findAccount(alliance.deps.db, alliance.deps.vault, id))?.profile;
  expect(await profile()).toMatchObject({ country: 'GE', gender: 'woman', origin: 'other' });
  await phone.go('Убрать страну', 'Страна: не сообщаю');
  await phone.go('Убрать пол', 'Пол: не сообщаю');
  expect(await profile()).not.toHaveProperty('country');
});

test('/mydata sends everything there is as a page and as JSON, opened, and of nobody else', async () => {
  const { deps } = alliance;
  const phone = await addMember();
  const { personId: id } = phone;
  const { personId: otherId } = await addMember();
  const other = await findRecipient(deps.db, deps.vault, otherId);
  await giveEverything(deps, { id, otherId, telegramId: phone.id });

  // A table that comes later and knows people is told here, or this fails.
  const references = (await personReferences(deps)).map(({ table, column }) => `${table}.${column}`);
  expect(myDataSources.flatMap(({ covers }) => covers).toSorted()).toEqual(references.toSorted());
  expect(myDataSources.map(({ section }) => section).toSorted()).toEqual([...myDataSections].toSorted());

  expect(await phone.say('/mydata', 'Все данные о вас')).toContain('через серверы Telegram');
  await phone.go('Прислать файлы', 'Файлы присланы');
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
  const guest = bot.newChat({ id: 5_000_001, firstName: 'G', opened: true });
  await meetPerson(deps, { telegramId: guest.id, locale: 'ru' });
  await guest.say('/start', 'Вступить можно здесь');
  await guest.go('Узнать об Альянсе', 'Об Альянсе');
  await guest.go('Посмотреть числа Альянса', 'Чисел пока нет');
  await alliance.addMembers(31);
  await takeSnapshot(deps);
  const members = (await findNewestSnapshot(deps.db))?.content.members ?? 0;
  expect(members).toBeGreaterThanOrEqual(30);
  await guest.say('/start', 'Вступить можно здесь');
  await guest.go('Узнать об Альянсе', 'Об Альянсе');
  const shown = await guest.go('Посмотреть числа Альянса', 'Альянс в числах');
  expect(shown).toContain(`: ${members}`);
  expect(shown).not.toContain('Не указано');
  expect(shown).not.toMatch(/: [1-9](\D|$)/m);
  await guest.press('Показать картинкой');
  await bot.api.waitFor(() => guest.last()?.photo !== undefined);
  expect(plainSpaces(guest.last()?.caption ?? '')).toContain(`: ${members}`);
});
