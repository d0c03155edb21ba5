import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { approveProposal } from '../../../../src/actions/approval/approveProposal.ts';
import { appealProject } from '../../../../src/actions/project/appealProject.ts';
import { applyProject } from '../../../../src/actions/project/applyProject.ts';
import { project } from '../../../../src/db/schema/project.ts';
import { criteria } from '../../../../src/governance/project/projectReview.ts';
import { appoint, granted, makeToken } from '../../../support/officers.ts';
import { addApplication, projectAnswers } from '../../../support/projects.ts';
import { createTestApi, type TestApi } from '../../../support/testApi.ts';
import { type WatchedApi, watchApi } from '../../../support/watchedApi.ts';

let testApi: TestApi;
let api: WatchedApi;
let evaluator: string;
let colleague: string;
let leader: string;
let number: number;
let another: number;

const all = (met: boolean, advice?: string) =>
  Object.fromEntries(criteria.map((one) => [one, advice === undefined ? { met } : { met, advice }]));
const apply = async () => addApplication(testApi.deps, await testApi.alliance.addMember());
const take = (at: number, token = evaluator) => api.ask('takeApplication', at, { token });
const judge = (at: number, body: object, token = evaluator) => api.ask('judgeProject', at, { token, body });
const codes = ({ json }: { json: Record<string, unknown> }) =>
  (json.errors as { code: string }[]).map(({ code }) => code);

beforeAll(async () => {
  testApi = await createTestApi();
  api = await watchApi(testApi.api);
  const { deps, first, second } = testApi;
  // One of them leads a project of their own.
  for (const id of [first, second]) await appoint(deps, id, 'evaluator');
  leader = second;
  evaluator = (await makeToken(deps, first, second)).secret;
  colleague = (await makeToken(deps, second, first)).secret;
  number = await apply();
});
afterAll(() => testApi.close());

it('an application is listed, taken by one, handed back, and nobody else’s while it is taken', async () => {
  const listed = await api.ask('listApplications', '', { token: evaluator });
  expect(listed.json.items).toMatchObject([{ number, mine: false }]);
  expect((await judge(number, { outcome: 'verified', criteria: all(true) })).code).toBe('project.notTaken');
  expect((await api.ask('returnApplication', number, { token: evaluator })).code).toBe('project.notTaken');
  const taken = await take(number);
  expect(taken.json).toMatchObject({
    state: 'submitted',
    application: { budget: 'Нет денег.' },
    earlier: null,
  });
  expect(JSON.stringify(taken.json)).not.toMatch(/leader|person/i);
  expect((await take(number, colleague)).code).toBe('project.taken');
  expect((await api.ask('listApplications', '', { token: colleague })).json.items).toEqual([]);
  expect((await api.ask('returnApplication', number, { token: evaluator })).status).toBe(200);
  expect((await take(number, colleague)).status).toBe(200);
  expect((await api.ask('returnApplication', number, { token: colleague })).status).toBe(200);
});

it('D1 a judgement says of every criterion whether it is met, and what would help; all that is missing at once', async () => {
  await take(number);
  const open = await judge(number, { outcome: 'verified', criteria: {} });
  expect(codes(open)).toEqual(criteria.map(() => 'project.criterionOpen'));
  expect(codes(await judge(number, { outcome: 'verified', criteria: all(false) }))).toContain(
    'project.notAllMet',
  );
  expect(codes(await judge(number, { outcome: 'returned', criteria: all(false) }))).toEqual(
    criteria.map(() => 'project.adviceMissing'),
  );
  const words = (outcome: string, reason: string) => judge(number, { outcome, criteria: all(true), reason });
  expect((await judge(number, { outcome: 'returned', criteria: all(true) })).code).toBe(
    'project.nothingToAdvise',
  );
  expect((await judge(number, { outcome: 'refused', criteria: all(true) })).code).toBe(
    'project.reasonMissing',
  );
  expect(await words('refused', ' ')).toMatchObject({ status: 400, code: 'text.empty' });
  expect(await words('refused', 'ы')).toMatchObject({ status: 400, code: 'text.tooShort' });
  expect(await words('refused', 'ы'.repeat(1001))).toMatchObject({ status: 400, code: 'text.tooLong' });
});

it('a judgement is given once for a key, and after it nothing waits', async () => {
  const { administrator } = testApi.tokens;
  expect((await api.ask('getProject', number, { token: administrator })).status).toBe(404);
  const body = { outcome: 'verified', criteria: all(true) };
  const sent = { token: evaluator, key: 'judged', body };
  const [one, two] = [
    await api.ask('judgeProject', number, sent),
    await api.ask('judgeProject', number, sent),
  ];
  expect([one.json, two.json]).toEqual([
    { number, outcome: 'verified' },
    { number, outcome: 'verified' },
  ]);
  const other = await api.ask('judgeProject', number, { ...sent, body: { ...body, outcome: 'refused' } });
  expect(other).toMatchObject({ status: 422, code: 'api.keyReused' });
  expect(await judge(number, body)).toMatchObject({ status: 409, code: 'project.notWaiting' });
  expect((await take(number)).code).toBe('project.notWaiting');
  expect((await api.ask('returnApplication', number, { token: evaluator })).code).toBe('project.notWaiting');
  const entry = await api.ask('getProject', number, { token: administrator });
  expect(entry.json).toMatchObject({ number, participants: 12, content: { name: 'Школа' } });
  expect(JSON.stringify(entry.json)).not.toContain('Нет денег');
});

it('what was advised is read with the next application', async () => {
  const leaderId = await testApi.alliance.addMember();
  const returned = await addApplication(testApi.deps, leaderId);
  await take(returned);
  const advised = await judge(returned, {
    outcome: 'returned',
    criteria: { ...all(true), budget: { met: false, advice: 'Назовите сумму.' } },
  });
  expect(advised.json).toEqual({ number: returned, outcome: 'returned' });
  const submissionId = testApi.deps.random.uuid();
  granted(
    await applyProject(testApi.deps, {
      personId: leaderId,
      submissionId,
      number: returned,
      answers: projectAnswers(),
    }),
  );
  expect((await take(returned)).json.earlier).toMatchObject({
    outcome: 'returned',
    criteria: { budget: { met: false, advice: 'Назовите сумму.' } },
  });
});

it('D1 nobody judges, hands back, withdraws or proposes anything about a project of their own', async () => {
  const own = await addApplication(testApi.deps, leader);
  const token = colleague;
  const acts = [
    take(own, token),
    api.ask('returnApplication', own, { token }),
    judge(own, { outcome: 'verified', criteria: all(true) }, token),
    api.ask('withdrawProject', own, { token, body: { reason: 'Распущен.' } }),
    api.ask('proposeProject', own, { token, body: { act: 'support' } }),
  ];
  for (const act of acts) expect(codes(await act)).toContain('project.ownProject');
});

it('the registry is paged by number, each project once', async () => {
  for (let more = 0; more < 2; more += 1) {
    another = await apply();
    await take(another);
    await judge(another, { outcome: 'verified', criteria: all(true) });
  }
  const seen: unknown[] = [];
  let query = '?limit=2';
  for (let page = 0; page < 5 && query !== ''; page += 1) {
    const { json } = await api.ask('listProjects', '', { token: evaluator, query });
    seen.push(...(json.items as { number: number }[]).map((one) => one.number));
    query = json.nextCursor === null ? '' : `?limit=2&cursor=${String(json.nextCursor)}`;
  }
  expect(seen).toHaveLength(3);
  expect(new Set(seen).size).toBe(3);
});

const propose = (at: number, act: string, token = evaluator) =>
  api.ask('proposeProject', at, { token, body: { act } });

it('the Fund’s support needs two officers, and is entered once', async () => {
  expect((await propose(number, 'claimUpheld')).code).toBe('project.noClaim');
  expect((await propose(number, 'appealUpheld', colleague)).code).toBe('project.noAppeal');
  const proposed = await propose(number, 'support');
  granted(
    await approveProposal(testApi.deps, { officerId: testApi.second, number: Number(proposed.json.number) }),
  );
  const { json } = await api.ask('listProjects', '', { token: evaluator, query: '?limit=1' });
  expect(json.items).toMatchObject([{ supported: true }]);
  expect((await propose(number, 'support')).code).toBe('project.alreadySupported');
});

it('D1 a withdrawal gives its reason and takes the project out of the registry; who decided it does not hear the appeal', async () => {
  const { deps } = testApi;
  const withdraw = (reason: string, key?: string) =>
    api.ask('withdrawProject', number, {
      token: evaluator,
      body: { reason },
      ...(key === undefined ? {} : { key }),
    });
  for (const [reason, code] of [
    ['', 'text.empty'],
    ['ы', 'text.tooShort'],
    ['ы'.repeat(1001), 'text.tooLong'],
  ] as const)
    expect(await withdraw(reason)).toMatchObject({ status: 400, code });
  expect((await withdraw('Распущен.', 'gone')).json).toEqual({ number });
  expect((await withdraw('Распущен.', 'gone')).json).toEqual({ number });
  expect((await withdraw('Распущен.')).code).toBe('project.notVerified');
  expect((await api.ask('getProject', number, { token: evaluator })).status).toBe(404);
  const [row] = await deps.db.select().from(project).where(eq(project.number, number));
  const write = () => ({ title: { ru: 'О', en: 'A' }, text: { ru: 'Т', en: 'T' } });
  const personId = row?.leaderId ?? '';
  granted(await appealProject(deps, { personId, number, words: 'Он работает.', write }));
  expect((await propose(number, 'appealDismissed')).code).toBe('project.ownJudgement');
  expect((await propose(number, 'appealDismissed', colleague)).status).toBe(200);
});

it('what is over gets no support', async () => {
  const body = { reason: 'Распущен.' };
  expect((await api.ask('withdrawProject', another, { token: evaluator, body })).status).toBe(200);
  expect((await propose(another, 'support')).code).toBe('project.notWaiting');
});

it('every answer was of the form that the document says, and every refusal it names was met', () => {
  expect(api.amiss).toEqual([]);
  expect(api.unmet('projects')).toEqual([]);
});
