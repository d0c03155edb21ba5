import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveMemberNumber } from '../../../../src/actions/member/becomeMember.ts';
import { takeSnapshot } from '../../../../src/actions/statistics/takeSnapshot.ts';
import { findAccount } from '../../../../src/db/read/person/person.ts';
import { createWeb } from '../../../../src/web/createWeb.ts';
import { createTestApi, rawCall, type TestApi } from '../../../support/testApi.ts';
import { i18n } from '../../../support/texts.ts';

let testApi: TestApi;
beforeAll(async () => {
  testApi = await createTestApi();
});
afterAll(() => testApi.close());

const call = (method: string, path: string, token: string, body?: object) =>
  rawCall(testApi.api, method, `/api/v1${path}`, {
    token,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });

test('M6 an account is erased by its number: proposed with one token, approved with another', async () => {
  const { deps, alliance, tokens } = testApi;
  const id = await alliance.addMember();
  const account = await findAccount(deps.db, deps.vault, id);
  if (account === undefined) throw new Error('There is no account.');
  await deps.db.transaction((tx) => giveMemberNumber(tx, deps, account));
  const memberNumber = (await findAccount(deps.db, deps.vault, id))?.memberNumber ?? '';
  const path = '/erasures';
  expect((await call('POST', path, tokens.administrator, { memberNumber })).status).toBe(403);
  expect((await call('POST', path, tokens.first, { memberNumber: '2345' })).json.code).toBe(
    'code.unreadable',
  );
  const proposed = await call('POST', path, tokens.first, { memberNumber });
  expect(proposed.status).toBe(201);
  const { proposal } = proposed.json as { proposal?: number };
  const found = await call('GET', `/approvals/${proposal}`, tokens.second);
  expect(found.json).toMatchObject({ kind: 'erasure', content: { memberNumber } });
  expect((await call('POST', `/approvals/${proposal}/approve`, tokens.first, {})).status).toBe(409);
  expect((await call('POST', `/approvals/${proposal}/approve`, tokens.second, {})).status).toBe(200);
  expect(await findAccount(deps.db, deps.vault, id)).toBeUndefined();
});

test('I4 numbers by the API and on the public page: none before there are ten, then the same everywhere', async () => {
  const { deps, alliance, tokens } = testApi;
  const web = createWeb(deps, i18n);
  expect((await call('GET', '/statistics', tokens.first)).status).toBe(404);
  expect(await (await web.request('/public/statistics?lang=en')).text()).toContain(
    'There are no numbers yet',
  );
  for (let count = 0; count < 9; count += 1) await alliance.addMember();
  expect(await takeSnapshot(deps)).toBe(true);
  expect(await takeSnapshot(deps)).toBe(false);
  const answer = await call('GET', '/statistics', tokens.first);
  expect(answer.json).toMatchObject({ content: { cell: 10, members: 10, tables: { gender: { rest: 10 } } } });
  const json = await (await web.request('/public/statistics.json')).json();
  expect(json).toEqual(answer.json);
  const page = await (await web.request('/public/statistics?lang=en')).text();
  expect(page).toMatch(/Members of the Alliance on [^<:]+: 10/);
  expect(page).toContain('<h2>At which step</h2>');
  const picture = await web.request('/public/statistics.png?lang=en');
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
});
