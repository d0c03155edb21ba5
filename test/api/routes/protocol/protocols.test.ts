import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimProject } from '../../../../src/actions/project/claimProject.ts';
import { granted } from '../../../support/officers.ts';
import {
  createProjectAlliance,
  type ProjectAlliance,
  type VerifiedProject,
} from '../../../support/projectAlliance.ts';
import { protocolSteps } from '../../../support/protocols.ts';
import { createTestApi, type TestApi } from '../../../support/testApi.ts';
import { type WatchedApi, watchApi } from '../../../support/watchedApi.ts';

let projects: ProjectAlliance;
let testApi: TestApi;
let api: WatchedApi;
let protocols: ReturnType<typeof protocolSteps>;

const submitted = async (project: VerifiedProject) =>
  protocols.submitted(project, await protocols.draftFor(project));
const accept = (at: number, given: { key?: string; token?: string } = {}) =>
  api.ask('acceptProtocol', at, { token: testApi.tokens.first, ...given });
const giveBack = (at: number, reason: string, given: { key?: string; token?: string } = {}) =>
  api.ask('returnProtocol', at, { token: testApi.tokens.first, body: { reason }, ...given });
const listed = async (query = '', token = testApi.tokens.first) => {
  const { json } = await api.ask('listProtocols', '', { token, query });
  return { numbers: (json.items as { number: number }[]).map(({ number }) => number), next: json.nextCursor };
};

beforeAll(async () => {
  projects = await createProjectAlliance();
  testApi = await createTestApi(projects);
  api = await watchApi(testApi.api);
  protocols = protocolSteps(projects, testApi.first);
});
afterAll(() => testApi.close());

it('D3 what was signed is listed by pages and read under public names; what is not handed in does not exist', async () => {
  const project = await projects.addProject();
  const numbers = [await submitted(project)];
  for (let more = 0; more < 2; more += 1) numbers.push(await submitted(await projects.addProject()));
  const page = await listed('?limit=2');
  expect(page.numbers).toEqual(numbers.slice(0, 2));
  expect((await listed(`?limit=2&cursor=${String(page.next)}`)).numbers).toEqual(numbers.slice(2));
  const read = await api.ask('readProtocol', numbers[0] ?? 0, { token: testApi.tokens.first });
  expect(read.json).toMatchObject({ project: project.number, source: 'elsewhere', seats: 2, hasScan: true });
  const text = JSON.stringify(read.json);
  expect(text).toContain('Делегат 1');
  for (const person of [project.leader, ...project.people]) expect(text).not.toContain(person);
  const other = await projects.addProject();
  const { number: unsigned } = granted(await protocols.submit(other, await protocols.draftFor(other)));
  expect((await api.ask('readProtocol', unsigned, { token: testApi.tokens.first })).code).toBe(
    'protocol.unknown',
  );
});

it('D3 accepted once for a key: the mandates are given, and nothing waits any more', async () => {
  const number = await submitted(await projects.addProject());
  const [one, two] = [await accept(number, { key: 'accepted' }), await accept(number, { key: 'accepted' })];
  expect(one.json).toMatchObject({ number, mandates: 2 });
  expect(two.json).toEqual(one.json);
  expect(await accept(number)).toMatchObject({ status: 409, code: 'protocol.notSubmitted' });
  expect((await giveBack(number, 'Нет числа голосов.')).code).toBe('protocol.notSubmitted');
  expect((await listed()).numbers).not.toContain(number);
  expect((await api.ask('readProtocol', number, { token: testApi.tokens.first })).status).toBe(404);
});

it('D3 returned with every fault in words, once for a key; other words under it are another request', async () => {
  const number = await submitted(await projects.addProject());
  for (const [reason, code] of [
    ['', 'text.empty'],
    ['ы', 'text.tooShort'],
    ['ы'.repeat(10_000), 'text.tooLong'],
  ] as const)
    expect(await giveBack(number, reason)).toMatchObject({ status: 400, code });
  const words = 'Не сказано, сколько голосов подано против.';
  expect((await giveBack(number, words, { key: 'back' })).json).toEqual({ number });
  expect((await giveBack(number, words, { key: 'back' })).json).toEqual({ number });
  expect(await giveBack(number, `${words} И нет даты.`, { key: 'back' })).toMatchObject({ status: 422 });
  expect((await accept(number)).code).toBe('protocol.notSubmitted');
});

it('D3 nobody checks the protocol of a project that they lead: for them it is not in the list', async () => {
  const project = await projects.addProject({ leader: testApi.second });
  const number = await submitted(project);
  const { second } = testApi.tokens;
  expect((await listed('', second)).numbers).not.toContain(number);
  expect((await api.ask('readProtocol', number, { token: second })).status).toBe(404);
  expect((await accept(number, { token: second })).code).toBe('protocol.ownProtocol');
  expect((await giveBack(number, 'Нет даты.', { token: second })).code).toBe('protocol.ownProtocol');
  expect((await listed()).numbers).toContain(number);
});

it('D3 while two say that they lead the project nothing is accepted', async () => {
  const project = await projects.addProject();
  const number = await submitted(project);
  const submissionId = testApi.deps.random.uuid();
  const grounds = 'Собрание избрало меня.';
  granted(
    await claimProject(testApi.deps, {
      personId: project.deputy,
      number: project.number,
      submissionId,
      grounds,
    }),
  );
  expect((await accept(number)).code).toBe('protocol.disputed');
});

it('every answer was of the form that the document says, and every refusal it names was met', () => {
  expect(api.amiss).toEqual([]);
  expect(api.unmet('protocols')).toEqual([]);
});
