import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { castBallot } from '../../src/actions/ballot/castBallot.ts';
import { openItemVote } from '../../src/actions/ballot/openItemVote.ts';
import { writeDissent } from '../../src/actions/decision/writeDissent.ts';
import { checkIntoSession } from '../../src/actions/sitting/attendSession.ts';
import { openItem } from '../../src/actions/sitting/steerItem.ts';
import { openSession } from '../../src/actions/sitting/steerSession.ts';
import { sweepBallots } from '../../src/jobs/sweepBallots.ts';
import { createWeb } from '../../src/web/createWeb.ts';
import { createCongressAlliance } from '../support/congressAlliance.ts';
import { granted } from '../support/officers.ts';
import { i18n, plainSpaces } from '../support/texts.ts';

const minute = 60_000;
let alliance: Awaited<ReturnType<typeof createCongressAlliance>>;
let web: ReturnType<typeof createWeb>;
beforeAll(async () => {
  alliance = await createCongressAlliance();
  web = createWeb(alliance.deps, i18n);
});
afterAll(() => alliance.close());

const get = async (path: string) => {
  const response = await web.request(path);
  return { status: response.status, text: plainSpaces(await response.text()) };
};

test('a decision is a page and JSON: arithmetic, roll call, dissents; the register is searched', async () => {
  const { deps } = alliance;
  const officerId = await alliance.addOfficer();
  const people = await alliance.addMembers(3);
  const [chairId = ''] = await alliance.addDelegates(people);
  const session = await alliance.addSession({ chairId });
  const item = await alliance.addItem('current', session);
  granted(await openSession(deps, { officerId, number: session }));
  for (const personId of people) granted(await checkIntoSession(deps, { personId, number: session }));
  granted(await openItem(deps, { officerId, number: item }));
  const opening = { officerId, number: item, durationMinutes: 5, submissionId: randomUUID() };
  const { number } = granted(await openItemVote(deps, opening));
  const received = { at: await deps.clock.now(), order: 1 };
  for (const personId of people)
    granted(await castBallot(deps, { personId, number, choice: 'yes', received }));
  expect((await get('/public/decisions?lang=en')).text).toContain('Nothing');
  for (const pass of [5, 3]) {
    alliance.pass(pass * minute);
    await sweepBallots(deps);
  }
  const opinion = { as: 'delegate', text: 'Слишком <рано>.', declines: true, locale: 'ru' } as const;
  const submissionId = randomUUID();
  granted(await writeDissent(deps, { ...opinion, personId: people[0] ?? '', decision: 1, submissionId }));

  const page = await get('/public/decisions/1?lang=ru');
  // A record, not the words of a button.
  expect(page.text).toContain('<td>за</td>');
  expect(page.status).toBe(200);
  expect(page.text).toContain('Решение № 1');
  expect(page.text).toContain('3 из 3');
  expect(page.text).toContain('Делегат 001');
  expect(page.text).toContain('Слишком &lt;рано&gt;.');
  expect(page.text).toContain('Отказ участвовать в исполнении решения.');
  const data = JSON.parse((await get('/public/decisions/1.json')).text);
  expect(data).toMatchObject({ number: 1, adopted: true, ballot: number, session, item: { number: item } });
  expect(data.result.rollCall).toHaveLength(3);
  expect(data.dissents).toEqual([{ by: 'delegate', name: 'Делегат 001', ...opinion, as: undefined }]);
  for (const [query, found] of [
    ['регламент', true],
    ['procedures', true],
    ['1', true],
    ['пингвин', false],
  ] as const) {
    const { text } = await get(`/public/decisions?lang=ru&q=${encodeURIComponent(query)}`);
    expect(text.includes('/public/decisions/1?'), query).toBe(found);
  }
  expect((await get('/public/decisions/2')).status).toBe(404);
  expect(JSON.parse((await get('/public/decisions.json?q=a%00b')).text)).toEqual({
    items: [],
    nextCursor: null,
  });
});
