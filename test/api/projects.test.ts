import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyProject } from '../../src/actions/applyProject.ts';
import { approveProposal } from '../../src/actions/approveProposal.ts';
import { criteria } from '../../src/governance/projectReview.ts';
import { type ApiTown, createApiTown, rawCall } from '../support/apiTown.ts';
import { appoint, granted, makeToken } from '../support/officers.ts';
import { projectAnswers } from '../support/projects.ts';

let town: ApiTown;
let evaluator: string;
let number: number;

beforeAll(async () => {
  town = await createApiTown();
  const { deps, first, second } = town;
  for (const id of [first, second]) await appoint(deps, id, 'evaluator');
  evaluator = (await makeToken(deps, first, second)).secret;
  const personId = await town.town.addMember();
  const submissionId = deps.random.uuid();
  number = granted(await applyProject(deps, { personId, submissionId, answers: projectAnswers() })).number;
});
afterAll(() => town.close());

const get = (path: string, token: string) => rawCall(town.api, 'GET', `/api/v1${path}`, { token });
const post = (path: string, token: string, body: object = {}) =>
  rawCall(town.api, 'POST', `/api/v1${path}`, { token, body: JSON.stringify(body) });

it('applications are listed, taken, handed back and judged by the same rule as in the chat', async () => {
  const { administrator } = town.tokens;
  expect((await get('/applications', administrator)).json.code).toBe('project.noPower');
  expect(JSON.parse((await get('/applications', evaluator)).text).items).toMatchObject([
    { number, mine: false },
  ]);
  const taken = await post(`/projects/${number}/take`, evaluator);
  expect(JSON.parse(taken.text)).toMatchObject({ state: 'submitted', application: { budget: 'Нет денег.' } });
  expect(taken.text).not.toMatch(/leader|person/i);
  expect((await post(`/projects/${number}/return-to-queue`, evaluator)).status).toBe(200);
  const early = await post(`/projects/${number}/judge`, evaluator, { outcome: 'verified', criteria: {} });
  expect(early.json.errors?.length).toBe(1 + criteria.length);
  await post(`/projects/${number}/take`, evaluator);
  const met = Object.fromEntries(criteria.map((criterion) => [criterion, { met: true }]));
  expect((await get(`/projects/${number}`, administrator)).status).toBe(404);
  const judged = await post(`/projects/${number}/judge`, evaluator, { outcome: 'verified', criteria: met });
  expect(JSON.parse(judged.text)).toEqual({ number, outcome: 'verified' });
  const entry = await get(`/projects/${number}`, administrator);
  expect(JSON.parse(entry.text)).toMatchObject({ number, participants: 12, content: { name: 'Школа' } });
  expect(entry.text).not.toContain('Нет денег');
});

it('the Fund’s support needs two officers', async () => {
  const { administrator } = town.tokens;
  expect((await post(`/projects/${number}/propose`, administrator, { act: 'support' })).status).toBe(403);
  const proposed = await post(`/projects/${number}/propose`, evaluator, { act: 'support' });
  const { number: caseNumber } = JSON.parse(proposed.text) as { number: number };
  granted(await approveProposal(town.deps, { officerId: town.second, number: caseNumber }));
  expect(JSON.parse((await get('/projects', administrator)).text).items).toMatchObject([{ supported: true }]);
  const again = await post(`/projects/${number}/propose`, evaluator, { act: 'support' });
  expect(again.json.code).toBe('project.alreadySupported');
});

it('a withdrawal gives its reason and takes the project out of the registry', async () => {
  expect((await post(`/projects/${number}/withdraw`, evaluator, { reason: '' })).status).toBe(400);
  expect((await post(`/projects/${number}/withdraw`, evaluator, { reason: 'Распущен.' })).status).toBe(200);
  expect(JSON.parse((await get('/projects', evaluator)).text).items).toEqual([]);
});
