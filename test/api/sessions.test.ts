import { afterAll, beforeAll, expect, test } from 'vitest';
import { createI18n } from '../../src/i18n/translator.ts';
import { createWeb } from '../../src/web/createWeb.ts';
import { type ApiTown, createApiTown, rawCall } from '../support/apiTown.ts';

let town: ApiTown;
beforeAll(async () => {
  town = await createApiTown();
});
afterAll(() => town.close());

const DAY_MS = 86_400_000;
const i18n = createI18n(['ru', 'en'], (what) => {
  throw new Error(`Missing: ${what}`);
});

const call = (method: string, path: string, token: string, body?: object, key?: string) =>
  rawCall(town.api, method, `/api/v1${path}`, {
    token,
    ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const plan = async (days: number) => ({
  startsAt: new Date((await town.deps.clock.now()).getTime() + days * DAY_MS).toISOString(),
  zone: 'Europe/Berlin',
  lengthMinutes: 180,
  place: 'Дом у вокзала, второй этаж',
});

test('G2 a session is planned once by a key, with the refusals of the chat, and its place is on no public page', async () => {
  const { tokens, deps } = town;
  const path = '/sessions';
  const wanted = await plan(30);
  expect((await call('POST', path, tokens.administrator, wanted)).json.code).toBe('session.noPower');
  expect((await call('POST', path, tokens.first, await plan(-1))).json.code).toBe('session.past');
  expect((await call('POST', path, tokens.first, { ...wanted, zone: 'Europe/Nowhere' })).json.code).toBe(
    'zone.unknown',
  );
  const made = await call('POST', path, tokens.first, wanted, 'plan-of-the-next');
  expect(made.status).toBe(201);
  const again = await call('POST', path, tokens.first, wanted, 'plan-of-the-next');
  expect([again.status, again.json]).toEqual([made.status, made.json]);
  expect((await call('POST', path, tokens.second, wanted)).json.code).toBe('session.overlaps');
  expect((await call('GET', `${path}/1`, tokens.second)).json).toMatchObject({
    number: 1,
    state: 'planned',
    place: wanted.place,
  });
  expect((await call('GET', `${path}/99`, tokens.first)).status).toBe(404);
  const web = createWeb(deps, i18n);
  for (const page of [
    '/public/sessions',
    '/public/sessions/1',
    '/public/sessions/1.json',
    '/public/sessions/1.ics',
  ]) {
    const answer = await web.request(page);
    expect([page, answer.status]).toEqual([page, 200]);
    expect(await answer.text()).not.toContain('вокзала');
  }
});

test('K5 without a recorded chair the secretariat writes nothing on an agenda, and an empty one is not frozen', async () => {
  const { tokens } = town;
  const item = {
    title: { ru: 'Приоритеты на два месяца' },
    text: { ru: 'Утвердить приоритеты Альянса до следующей сессии.' },
    class: 'current',
  };
  expect((await call('POST', '/sessions/1/items', tokens.first, item)).json.code).toBe('agenda.noChair');
  expect((await call('POST', '/sessions/1/chair', tokens.first, { mandate: 5 })).json.code).toBe(
    'session.chairUnknown',
  );
  expect((await call('POST', '/sessions/1/freeze', tokens.first, {})).json.code).toBe('agenda.empty');
  expect((await call('POST', '/sessions/1/send', tokens.first, {})).json.code).toBe('agenda.empty');
});

test('D3 protocols are the secretariat’s to check: others have no power, and what is not there is not found', async () => {
  const { tokens } = town;
  expect((await call('GET', '/protocols', tokens.administrator)).status).toBe(403);
  expect((await call('GET', '/protocols', tokens.first)).json).toMatchObject({ items: [] });
  expect((await call('GET', '/protocols/7', tokens.first)).status).toBe(404);
  expect((await call('POST', '/protocols/7/accept', tokens.first, {})).status).toBe(404);
});
