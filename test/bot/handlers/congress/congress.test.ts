import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApi } from '../../../../src/api/createApi.ts';
import { session } from '../../../../src/db/schema/session.ts';
import { createWeb } from '../../../../src/web/createWeb.ts';
import { type BallotAlliance, createBallotAlliance } from '../../../support/ballotAlliance.ts';
import type { Chat } from '../../../support/chat.ts';
import { addMandate, addProject } from '../../../support/congress.ts';
import { makeToken } from '../../../support/officers.ts';
import { startTestBot, type TestBot } from '../../../support/testBot.ts';
import { i18n, plainSpaces } from '../../../support/texts.ts';

const DAY_MS = 86_400_000;

let alliance: BallotAlliance;
let bot: TestBot;
let phone: Chat;
let begins: Date;
const dayAfter = (days: number): string =>
  new Date(begins.getTime() + days * DAY_MS).toISOString().slice(0, 10);
const typed = (day: string): string => day.split('-').reverse().join('.');

beforeAll(async () => {
  alliance = await createBallotAlliance();
  bot = await startTestBot(alliance);
  const { deps } = alliance;
  begins = new Date((await deps.clock.now()).getTime() - 10 * DAY_MS);
  const people = await alliance.addMembers(8);
  for (const [index, personId] of people.slice(0, 7).entries()) {
    const large = index === 0 ? { participants: 60, activeParticipants: 60 } : {};
    const { id } = await addProject(deps, { name: `Проект <${index + 1}>`, ...large });
    await addMandate(deps, {
      projectId: id,
      personId,
      publicName: `Имя & ${index + 1}`,
      begins,
      term: index + 1,
      ...(index === 0 ? { substituteName: 'Запасной' } : {}),
    });
  }
  await deps.db.insert(session).values({
    id: randomUUID(),
    number: 1,
    submissionId: randomUUID(),
    state: 'planned',
    startsAt: new Date(begins.getTime() + 20 * DAY_MS),
    zone: 'Europe/Berlin',
    lengthMinutes: 240,
    placeSealed: new Uint8Array(0),
  });
  phone = await bot.chatOf(people[7] ?? '');
});
afterAll(() => bot.close());

it('in the chat: numbers, delegates by page, a picture, other days by buttons and typed (G10, D5, G11)', async () => {
  await phone.say('/start', 'Открытых голосований');
  await phone.go('Узнать об Альянсе', 'Альянс');
  const now = await phone.go('Посмотреть состав Конгресса', 'Мест: 19. Занято 7, свободно 12.');
  expect(now).toContain('От проектов: мест 15, занято 7. Проектов с местами: 7.');
  expect(now).toContain('От индивидуальных членов: мест 4, все свободны до выборов.');
  expect(now).toContain('не хватает для стратегического голосования: нужно не меньше 13');

  const list = await phone.go('Посмотреть делегатов', '1 из 3');
  expect(list).toContain('№ 1 · Проект <1>\nКрупный проект, занято 1 из 3\n— Имя & 1, до');
  expect(list).toContain('первый срок. Запасной делегат: Запасной');
  expect(list).toContain('2-й срок подряд');
  await phone.go(phone.labelOf('', '›'), 'Проект <7>');
  const members = await phone.go(phone.labelOf('', '›'), 'Индивидуальные члены');
  expect(members).toContain('Мест 4, все свободны до выборов.');
  await phone.go('‹ К составу', 'Занято 7');

  await phone.press('Показать картинкой');
  await bot.api.waitFor(() => phone.last()?.photo !== undefined);
  await phone.sees('Мест: 19. Занято 7, свободно 12.');
  expect(phone.labels()).not.toContain('Показать картинкой');

  await phone.go('Выбрать другой день', 'На какой день');
  expect(phone.labels().some((label) => label.startsWith('Сессия '))).toBe(true);
  expect(await phone.go(phone.labelOf('Через 3 месяца'), 'Этот день впереди')).toContain('Занято 7');
  await phone.go('Выбрать другой день', 'На какой день');
  await phone.go('Ввести дату', 'Напишите дату цифрами');
  await phone.say('послезавтра', 'Дату не разобрать');
  await phone.say('01.01.1990', 'с 2020 по');
  await phone.send(typed(dayAfter(400)));
  // The mandates have run out; the seats are there.
  expect(await phone.sees('Этот день впереди')).toContain('Мест: 19. Занято 0, свободно 19.');
  await phone.go('Выбрать другой день', 'На какой день');
  await phone.go('Ввести дату', 'Напишите дату цифрами');
  expect(await phone.say(typed(dayAfter(-1)), 'Каким Конгресс был')).toContain('Занято 0');
});

it('on the public page, as JSON and over the API: public names alone, a wrong day said', async () => {
  const { deps } = alliance;
  const web = createWeb(deps, i18n);
  const see = async (path: string) => {
    const answer = await web.request(`/public/congress${path}`);
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      text: plainSpaces(await answer.text()),
    };
  };
  const page = (await see('?lang=ru')).text;
  expect(page).toContain('Мест: 19. Занято 7, свободно 12.');
  expect(page).toContain('№ 1 · Проект &lt;1&gt;');
  expect(page).toContain('Имя &amp; 1, до');
  expect((await see(`?lang=en&at=${dayAfter(400)}`)).text).toContain('Seats: 19. Filled 0, vacant 19.');
  expect((await see('.png')).type).toBe('image/png');
  const wrong = await see('?lang=ru&at=31.02.2026');
  expect([wrong.status, wrong.text.includes('Дату не разобрать')]).toEqual([400, true]);

  const json = JSON.parse((await see('.json')).text);
  expect(json).toMatchObject({
    all: { entitled: 19, filled: 7, vacant: 12 },
    strategicNeeds: 13,
    nextCursor: null,
  });
  expect(json.items).toHaveLength(8);
  expect(json.items[0]).toMatchObject({
    project: { number: 1, name: 'Проект <1>', size: 'large' },
    mandates: [{ publicName: 'Имя & 1', substituteName: 'Запасной', term: 1 }],
  });
  expect(json.items[7]).toMatchObject({ project: null, entitled: 4, mandates: [] });
  expect(Object.keys(json.items[0].mandates[0])).not.toContain('personId');
  const bad = await see('.json?at=1990-01-01');
  expect([bad.status, JSON.parse(bad.text).code]).toEqual([400, 'congress.dayOutOfRange']);

  const [first, second] = [await alliance.addOfficer(), await alliance.addOfficer()];
  const { secret } = await makeToken(deps, first, second);
  const api = createApi(deps, { i18n, username: 'veche_bot', telegramCheck: async () => 'ok' });
  const call = async (query: string) => {
    const headers = { authorization: `Bearer ${secret}` };
    const answer = await api.request(`/api/v1/congress${query}`, { headers });
    return { status: answer.status, json: JSON.parse(await answer.text()) };
  };
  const whole = await call(`?at=${json.at}`);
  expect(whole.json).toEqual(json);
  const part = await call('?limit=5');
  expect(part.json.items).toHaveLength(5);
  const rest = await call(`?limit=5&cursor=${part.json.nextCursor}`);
  expect(rest.json.items.map((item: { project: { number: number } | null }) => item.project?.number)).toEqual(
    [6, 7, undefined],
  );
  expect(await call('?at=tomorrow')).toMatchObject({
    status: 400,
    json: { code: 'congress.dayUnreadable', errors: [{ path: 'at' }] },
  });
  expect((await call('?at=2026-01-01T00:00:00%2B03:00')).json.at).toBe('2025-12-31T21:00:00.000Z');
});
