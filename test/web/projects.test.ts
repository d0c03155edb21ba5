import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWeb } from '../../src/web/createWeb.ts';
import { createNewcomers, type Newcomers } from '../support/newcomers.ts';
import { appoint } from '../support/officers.ts';
import { addApplication, addVerifiedProject } from '../support/projects.ts';
import { i18n, plainSpaces } from '../support/texts.ts';

let alliance: Newcomers;
let web: ReturnType<typeof createWeb>;

beforeAll(async () => {
  alliance = await createNewcomers();
  await alliance.publish(1);
  const evaluatorId = await alliance.addMember();
  await appoint(alliance.deps, evaluatorId, 'evaluator');
  for (let count = 0; count < 11; count += 1) {
    const leaderId = await alliance.addMember();
    const change = { name: `Школа <${count}>`, kind: count < 10 ? ('media' as const) : ('civic' as const) };
    await addVerifiedProject(alliance.deps, { leaderId, evaluatorId }, change);
  }
  await addApplication(alliance.deps, await alliance.addMember(), { name: 'Непроверенный' });
  web = createWeb(alliance.deps, i18n);
});
afterAll(() => alliance.close());

const text = async (path: string) => plainSpaces(await (await web.request(`/public${path}`)).text());

it('U1 the registry shows verified projects without budget and people, escaped, in both languages', async () => {
  const list = await text('/projects?lang=ru');
  expect(list).toContain('Проверенных проектов: 11');
  expect(list).toContain('Школа &lt;0&gt;');
  expect(list).not.toContain('Непроверенный');
  const one = await text('/projects/1?lang=en');
  expect(one).toContain('Project No. 1');
  expect(one).toContain('Kind: media.');
  expect(one + (await text('/projects/1.json'))).not.toMatch(/Нет денег|преподавателей/);
  expect((await web.request('/public/projects/12')).status).toBe(404);
});

it('D7 kinds are published over ten projects at least', async () => {
  const { totals, verified } = JSON.parse(await text('/projects.json')) as {
    verified: number;
    totals: { kinds: object[] };
  };
  expect(verified).toBe(11);
  expect(totals.kinds).toEqual([{ kind: 'media', count: 10 }]);
  expect(await text('/projects?lang=ru')).toContain('Группы, где меньше 10, не показаны');
});
