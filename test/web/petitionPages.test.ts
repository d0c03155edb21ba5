import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishCommitments } from '../../src/actions/petition/publishCommitments.ts';
import { reportPetition } from '../../src/actions/petition/reportPetition.ts';
import { supportPetition } from '../../src/actions/petition/supportPetition.ts';
import { createApi } from '../../src/api/createApi.ts';
import { supportCommitment } from '../../src/governance/petition/petition.ts';
import { runCli } from '../../src/scripts/runCli.ts';
import { createWeb } from '../../src/web/createWeb.ts';
import { addPetition } from '../support/agenda.ts';
import { type BallotAlliance, createBallotAlliance } from '../support/ballotAlliance.ts';
import { makeToken } from '../support/officers.ts';
import { startPetition } from '../support/petitions.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { i18n, plainSpaces } from '../support/texts.ts';

let alliance: BallotAlliance;
let token: string;
let members: string[];
const folder = temporaryFolder();
beforeAll(async () => {
  alliance = await createBallotAlliance({ bylaws: { petitionShare: { numerator: 1, denominator: 2 } } });
  const [first, second] = [await alliance.addOfficer(), await alliance.addOfficer()];
  token = (await makeToken(alliance.deps, first, second, 365)).secret;
  members = await alliance.addMembers(30);
});
afterAll(async () => {
  await alliance.close();
  await folder.remove();
});

const see = async (path: string) => {
  const answer = await createWeb(alliance.deps, i18n).request(`/public${path}`);
  return { status: answer.status, text: plainSpaces(await answer.text()) };
};
/** One page of those that reached their threshold. */
const listed = async (page: number | string) => {
  const { text } = await see(`/petitions?lang=ru&list=reached&page=${page}`);
  return { titles: text.match(/Петиция \d+/g) ?? [], next: text.includes('class="more"') };
};
const ask = async (path: string) => {
  const api = createApi(alliance.deps, { i18n, username: 'veche_bot', telegramCheck: async () => 'ok' });
  const answer = await api.request(`/api/v1/petitions${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: answer.status, json: JSON.parse(await answer.text()) };
};

it('T1, T2: pages, JSON, picture and API show the number and the list that it is counted from, and no supporter', async () => {
  const [author = '', ...others] = members;
  const evil = { title: '<b>Юрист</b> & {{x}} для всех', authorName: 'Наталья <i>Н.</i>' };
  const { number, code } = await startPetition(alliance.deps, author, evil);
  const codes = [code];
  for (const personId of others.slice(0, 6)) {
    const done = await supportPetition(alliance.deps, { personId, number });
    if (done.ok) codes.push(done.value.code);
  }
  await publishCommitments(alliance.deps);
  const list = await see('/petitions?lang=ru');
  expect(list.text).toContain('&lt;b&gt;Юрист&lt;/b&gt; &amp; {{x}} для всех — 7 из 15');
  expect((await see('/petitions?q=юристам')).text).toContain('7 из 15');
  expect((await see('/petitions?list=reached')).text).toContain('ни одна петиция не набрала');
  const page = await see(`/petitions/${number}?lang=en`);
  expect(page.text).toContain('Supported by 7, needed: 15. That is 1/2'.replace('1/2', '50 %'));
  expect(page.text).toContain('Наталья &lt;i&gt;Н.&lt;/i&gt;');
  expect(page.text).not.toContain('<i>Н.</i>');
  const published = JSON.parse((await see(`/petitions/${number}/commitments`)).text);
  expect(published.nextCursor).toBeNull();
  expect(published.items.map(({ commitment }: { commitment: string }) => commitment).toSorted()).toEqual(
    codes.map((one) => supportCommitment(number, one)).toSorted(),
  );
  const json = JSON.parse((await see(`/petitions/${number}.json`)).text);
  expect(json).toMatchObject({
    number,
    support: 7,
    needed: 15,
    members: 30,
    commitments: { entries: 7, support: 7 },
  });
  const api = await ask(`/${number}`);
  expect(api).toMatchObject({ status: 200, json });
  expect((await ask('?q=юристом')).json.items).toMatchObject([{ number }]);
  expect((await ask('?state=reached')).json).toEqual({ items: [], nextCursor: null });
  expect((await ask('/statistics')).json.open).toEqual({ petitions: 1, support: 7 });
  expect((await ask('/appeals')).json).toEqual({ items: [] });
  expect((await ask('/99')).json).toMatchObject({ status: 404, code: 'petition.unknown' });
  for (const id of members) expect(JSON.stringify([json, published, page])).not.toContain(id);
  const picture = await createWeb(alliance.deps, i18n).request(`/public/petitions/${number}.png?dark=1`);
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect((await see('/petitions/99')).status).toBe(404);
  expect((await see('/petitions.json')).text).toContain('"support":7');
});

it('T3: a lot is published and drawn again by whoever has the file; a changed one is found out', async () => {
  const [personId = ''] = members.slice(1);
  const reason = 'Пункт 2 Декларации говорит обратное.';
  const done = await reportPetition(alliance.deps, {
    personId,
    number: 1,
    reason,
    submissionId: randomUUID(),
  });
  expect(done.ok).toBe(true);
  expect((await see('/lots?lang=ru')).text).toContain('Жребий № 1');
  const page = await see('/lots/1?lang=ru');
  expect(page.text).toContain('отметок тех, кто мог войти, — 28');
  expect((await see('/lots/2')).status).toBe(404);
  const lot = JSON.parse((await see('/lots/1.json')).text);
  const path = join(folder.path, 'lot.json');
  const verify = async (content: string) => {
    await mkdir(folder.path, { recursive: true });
    await writeFile(path, content);
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const terminal = { env: {}, out: write, err: write, serve: async () => 0 };
    return { code: await runCli(['lot', 'verify', path], terminal), said: lines.join('\n') };
  };
  expect(await verify(JSON.stringify(lot))).toEqual({
    code: 0,
    said: `The lot holds: 3 of 28, commitment ${lot.commitment}.`,
  });
  const other = { ...lot, drawn: lot.roll.slice(0, 3) };
  expect(await verify(JSON.stringify(other))).toEqual({
    code: 1,
    said: 'The lot does not hold: others are drawn.',
  });
  expect((await verify('{}')).code).toBe(2);
  expect((await verify('not JSON')).code).toBe(2);
  expect((await see('/petitions/1?lang=ru')).text).toContain('рассматривают трое, на кого выпал жребий № 1');
});

it('the list goes on page by page: none twice, none left out, and no link to a page that is not there', async () => {
  const before = await listed(0);
  for (let at = 0; at < 23; at += 1) await addPetition(alliance.deps);
  const [first, second, third] = [await listed(0), await listed(1), await listed(2)];
  expect(before.titles).toEqual([]);
  expect([first.titles.length, second.titles.length, third.titles.length]).toEqual([20, 3, 0]);
  expect(new Set([...first.titles, ...second.titles]).size).toBe(23);
  expect([before.next, first.next, second.next]).toEqual([false, true, false]);
  expect((await listed('x')).titles).toEqual(first.titles);
});
