import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkIntoSession } from '../../src/actions/attendSession.ts';
import { castBallot } from '../../src/actions/castBallot.ts';
import { createApi } from '../../src/api/createApi.ts';
import { createI18n } from '../../src/i18n/translator.ts';
import { sweepBallots } from '../../src/jobs/sweepBallots.ts';
import { rawCall } from '../support/apiTown.ts';
import { createCongressAlliance } from '../support/congressAlliance.ts';
import { granted, makeToken } from '../support/officers.ts';

const minute = 60_000;
let alliance: Awaited<ReturnType<typeof createCongressAlliance>>;
let api: ReturnType<typeof createApi>;
let token: string;
beforeAll(async () => {
  alliance = await createCongressAlliance();
  const i18n = createI18n(['ru', 'en'], () => {});
  api = createApi(alliance.deps, { i18n, username: 'veche_bot', telegramCheck: async () => 'ok' });
  const [first, second] = [await alliance.addOfficer(), await alliance.addOfficer()];
  token = (await makeToken(alliance.deps, first, second)).secret;
});
afterAll(() => alliance.close());

const get = async (path: string) => {
  const { status, text } = await rawCall(api, 'GET', `/api/v1${path}`, { token });
  return { status, ...JSON.parse(text) };
};
const post = async (path: string, body: object = {}) => {
  const headers = { 'idempotency-key': randomUUID() };
  const { status, text } = await rawCall(api, 'POST', `/api/v1${path}`, {
    token,
    headers,
    body: JSON.stringify(body),
  });
  return { ...JSON.parse(text), status };
};

it('a session over the API: opened, an item called up, voted on, decided, closed; the same refusals as in the chat', async () => {
  const { deps } = alliance;
  const people = await alliance.addMembers(3);
  await alliance.addDelegates(people);
  const session = await alliance.addSession();
  const [item, later] = [
    await alliance.addItem('current', session),
    await alliance.addItem('strategic', session),
  ];
  expect(await post('/sessions/99/open')).toMatchObject({ status: 404, code: 'sitting.unknown' });
  expect(await post(`/sessions/${session}/open`)).toMatchObject({
    status: 409,
    code: 'sitting.chairMissing',
  });
  expect(await post(`/agenda-items/${item}/call-up`)).toMatchObject({ code: 'sitting.notUnderWay' });
  expect(await post(`/sessions/${session}/open`, { chair: 2 })).toMatchObject({
    status: 200,
    all: 3,
    quorum: 2,
  });
  for (const personId of people) granted(await checkIntoSession(deps, { personId, number: session }));
  expect(await get(`/sessions/${session}/presence`)).toMatchObject({
    present: 3,
    all: 3,
    needed: 2,
    met: true,
  });
  expect(await post(`/agenda-items/${item}/vote`, { durationMinutes: 1 })).toMatchObject({
    status: 409,
    errors: [{ code: 'sitting.itemNotOpen' }, { code: 'sitting.voteTooShort' }],
  });
  expect(await post(`/agenda-items/${item}/call-up`)).toMatchObject({ changed: true });
  const opened = await post(`/agenda-items/${item}/vote`, { durationMinutes: 5 });
  expect(opened).toMatchObject({ status: 200, rollSize: 3 });
  expect(await post(`/agenda-items/${item}/vote`, { durationMinutes: 5 })).toMatchObject({
    number: opened.number,
  });
  expect(await get(`/ballots/${opened.number}`)).toMatchObject({
    electorate: 'congress',
    item,
    session,
    decision: null,
  });
  expect(await post(`/sessions/${session}/close`)).toMatchObject({ code: 'sitting.voteRunning' });
  const received = { at: await deps.clock.now(), order: 1 };
  for (const personId of people)
    granted(await castBallot(deps, { personId, number: opened.number, choice: 'no', received }));
  for (const pass of [5, 3]) {
    alliance.pass(pass * minute);
    await sweepBallots(deps);
  }
  expect(await get('/decisions?q=%D1%80%D0%B5%D0%B3%D0%BB%D0%B0%D0%BC%D0%B5%D0%BD%D1%82')).toMatchObject({
    items: [{ number: 1, adopted: false }],
  });
  expect(await get('/decisions/1')).toMatchObject({
    number: 1,
    ballot: opened.number,
    session,
    dissents: [],
  });
  expect(await get('/decisions/2')).toMatchObject({ status: 404, code: 'decision.unknown' });
  expect(await post(`/agenda-items/${later}/decline-advisory`)).toMatchObject({ changed: true });
  expect(await post(`/agenda-items/${later}/call-up`)).toMatchObject({ changed: true });
  expect(await post(`/agenda-items/${later}/set-aside`)).toMatchObject({ changed: true });
  expect(await post(`/agenda-items/${later}/advisory`, { durationMinutes: 60 })).toMatchObject({
    status: 200,
  });
  expect(await post('/agenda-items/99/vote', { durationMinutes: 5 })).toMatchObject({
    status: 404,
    code: 'agenda.unknown',
  });
  expect(await post(`/sessions/${session}/close`)).toMatchObject({
    status: 200,
    changed: true,
    decisions: 1,
  });
  expect(await post(`/sessions/${session}/close`)).toMatchObject({ changed: false });
});
