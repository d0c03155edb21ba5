import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApi } from '../../src/api/createApi.ts';
import { sweepBallots } from '../../src/jobs/sweepBallots.ts';
import { createWeb } from '../../src/web/createWeb.ts';
import { type BallotAlliance, createBallotAlliance } from '../support/ballotAlliance.ts';
import { makeToken } from '../support/officers.ts';
import { i18n, plainSpaces } from '../support/texts.ts';

const WINDOW_MS = 72 * 3_600_000;
const GRACE_MS = 180_000;

let alliance: BallotAlliance;
let token: string;
let list: { readonly id: string; readonly number: number };
beforeAll(async () => {
  alliance = await createBallotAlliance();
  const [first, second] = [await alliance.addOfficer(), await alliance.addOfficer()];
  list = await alliance.addList(await alliance.addMembers(3));
  token = (await makeToken(alliance.deps, first, second, 365)).secret;
});
afterAll(() => alliance.close());

it('an officer runs a vote over the API; the public sees it from the opening, and numbers only at the end', async () => {
  const web = createWeb(alliance.deps, i18n);
  const api = createApi(alliance.deps, { i18n, username: 'veche_bot', telegramCheck: async () => 'ok' });
  const send = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await api.request(`/api/v1/ballots${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json: { code?: string; number?: number } = JSON.parse(await answer.text());
    return { status: answer.status, json };
  };
  const see = async (path: string) => {
    const answer = await web.request(`/public/ballots${path}`);
    return { status: answer.status, text: plainSpaces(await answer.text()) };
  };
  const draft = {
    class: 'rollCall',
    electorate: { kind: 'list', list: list.number },
    rule: 'strategic',
    question: { ru: 'Принять <b>устав</b>?', en: 'Adopt the charter?' },
    durationMinutes: WINDOW_MS / 60_000,
  };
  const unknown = await send('POST', '', { ...draft, electorate: { kind: 'list', list: 999 } });
  expect([unknown.status, unknown.json.code]).toEqual([400, 'list.unknown']);

  const made = await send('POST', '', draft);
  expect(made.status).toBe(201);
  const { number } = made.json;
  expect((await see(`/${number}.json`)).status).toBe(404);
  expect((await see('.json')).text).not.toContain('устав');
  const other = (await send('POST', '', draft)).json.number;
  const planned = await send('POST', `/${other}/schedule`, { opensAt: '2099-01-01T00:00:00Z' });
  expect(planned.json).toEqual({
    number: other,
    opensAt: '2099-01-01T00:00:00.000Z',
    closesAt: '2099-01-04T00:00:00.000Z',
  });
  expect((await send('POST', `/${other}/open`, {})).json.code).toBe('ballot.notDue');
  const reason = { ru: 'Ошибка в <дате>.', en: 'A wrong date.' };
  const move = { opensAt: '2099-02-01T00:00:00Z', reason };
  expect((await send('POST', `/${other}/move`, move)).json).toMatchObject({
    opensAt: '2099-02-01T00:00:00.000Z',
  });
  expect((await send('POST', `/${other}/withdraw`, {})).json.code).toBe('ballot.reasonMissing');
  expect((await send('POST', `/${other}/withdraw`, { reason })).status).toBe(200);
  const corrected = (await see('?lang=ru')).text;
  expect(corrected).toContain(`Голосование № ${other}`);
  expect(corrected).toContain('перенесено, откроется 1 февраля');
  expect(corrected).toContain('отозвано. Ошибка в &lt;дате&gt;.');
  expect(JSON.parse((await see('.json')).text).corrections).toHaveLength(2);
  expect((await send('POST', `/${number}/open`, {})).json).toMatchObject({ number, rollSize: 3 });
  expect((await send('POST', `/${number}/withdraw`, {})).status).toBe(409);

  const running = await see(`/${number}?lang=ru`);
  expect(running.text).toContain('Принять &lt;b&gt;устав&lt;/b&gt;?');
  expect(running.text).toContain('чисел не видит никто');
  expect((await send('GET', `/${number}`)).json).toMatchObject({ state: 'open', result: null, rollSize: 3 });
  expect((await see(`/${number}.png`)).status).toBe(404);

  alliance.pass(WINDOW_MS + GRACE_MS);
  for (let sweeps = 0; sweeps < 4; sweeps += 1) await sweepBallots(alliance.deps);
  const done = await see(`/${number}?lang=en`);
  expect(done.text).toContain('Not adopted');
  expect(done.text).toContain('Имя 001');
  expect(done.text).not.toMatch(/&lt;b&gt;Not|\{\{|undefined/);
  const picture = await web.request(`/public/ballots/${number}.png?lang=en`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(JSON.parse((await see(`/${number}.json`)).text).result.notVoted).toBe(3);
  expect((await send('GET', `/${number}`)).json).toMatchObject({ state: 'published' });
});
