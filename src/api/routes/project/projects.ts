import { createRoute } from '@hono/zod-openapi';
import { judgeProject, withdrawProject } from '../../../actions/project/judgeProject.ts';
import { proposeProject } from '../../../actions/project/proposeProject.ts';
import { giveBackApplication, takeApplication } from '../../../actions/project/takeApplication.ts';
import { listApplications } from '../../../db/read/project/project.ts';
import { findEntry, pageRegistry } from '../../../db/read/project/projectRegistry.ts';
import type { Deps } from '../../../deps.ts';
import { criteria, type Judgement } from '../../../governance/project/projectReview.ts';
import type { Api } from '../../context.ts';
import {
  emptyBody,
  json,
  jsonBody,
  needs,
  notFound,
  numberParams,
  pageFrom,
  pageOf,
  pageQuery,
  readProblems,
  security,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';
import {
  actSchema,
  applicationLine,
  applicationSchema,
  entrySchema,
  judgementSchema,
  projectNumber,
  projectOutcome,
  proposedCase,
  reasonSchema,
} from './projectContract.ts';

const tags = ['projects'];
const path = '/api/v1/projects';
const one = `${path}/{number}`;
const parties = ['project.unknown', 'project.ownProject'];
const judging = ['project.noPower', ...parties, 'project.notWaiting'];
const words = ['text.empty', 'text.tooShort', 'text.tooLong'];

const registry = createRoute({
  method: 'get',
  path,
  operationId: 'listProjects',
  summary: 'The registry: verified projects by number, without budget and people',
  tags,
  security,
  ...needs('anyOfficer'),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(entrySchema), 'A page of projects'), ...readProblems },
});
const get = createRoute({
  method: 'get',
  path: one,
  operationId: 'getProject',
  summary: 'One verified project',
  tags,
  security,
  ...needs('anyOfficer', ['project.unknown']),
  request: { params: numberParams },
  responses: { 200: json(entrySchema, 'The project'), ...readProblems, ...notFound },
});
const applications = createRoute({
  method: 'get',
  path: '/api/v1/applications',
  operationId: 'listApplications',
  summary: 'Applications that wait for the holder: their own and those nobody has taken, by number',
  tags,
  security,
  ...needs('project.judge', ['project.noPower']),
  request: { query: pageQuery },
  responses: {
    200: json(pageOf(applicationLine), 'A page of applications, without content'),
    ...readProblems,
  },
});
const take = createRoute({
  method: 'post',
  path: `${one}/take`,
  operationId: 'takeApplication',
  summary: 'Take an application and read it; reading is traced for the auditor',
  tags,
  security,
  ...needs('project.judge', [...judging, 'project.taken']),
  request: { params: numberParams, headers: writeHeaders, body: emptyBody },
  responses: { 200: json(applicationSchema, 'The application, budget and people too'), ...writeProblems },
});
const giveBack = createRoute({
  method: 'post',
  path: `${one}/return-to-queue`,
  operationId: 'returnApplication',
  summary: 'Hand an application back to the queue',
  tags,
  security,
  ...needs('project.judge', [...judging, 'project.notTaken']),
  request: { params: numberParams, headers: writeHeaders, body: emptyBody },
  responses: { 200: json(projectNumber, 'Back in the queue'), ...writeProblems },
});
const judge = createRoute({
  method: 'post',
  path: `${one}/judge`,
  operationId: 'judgeProject',
  summary:
    'Judge an application you have taken, criterion by criterion: verify, return with advice, or refuse',
  tags,
  security,
  ...needs('project.judge', [
    ...judging,
    'project.notTaken',
    'project.criterionOpen',
    'project.notAllMet',
    'project.adviceMissing',
    'project.nothingToAdvise',
    'project.reasonMissing',
    ...words,
  ]),
  request: { params: numberParams, headers: writeHeaders, body: jsonBody(judgementSchema) },
  responses: { 200: json(projectOutcome, 'Decided; the leader is told'), ...writeProblems },
});
const withdraw = createRoute({
  method: 'post',
  path: `${one}/withdraw`,
  operationId: 'withdrawProject',
  summary: 'Withdraw a verification, with its reason; sitting mandates run out',
  tags,
  security,
  ...needs('project.judge', ['project.noPower', ...parties, 'project.notVerified', ...words]),
  request: { params: numberParams, headers: writeHeaders, body: jsonBody(reasonSchema) },
  responses: { 200: json(projectNumber, 'Withdrawn; the leader may appeal'), ...writeProblems },
});
const propose = createRoute({
  method: 'post',
  path: `${one}/propose`,
  operationId: 'proposeProject',
  summary: 'Propose what needs two officers: Fund support, the outcome of an appeal or of a dispute',
  tags,
  security,
  ...needs('project.propose', [
    'proposal.noPower',
    ...parties,
    'project.ownJudgement',
    'project.alreadySupported',
    'project.notWaiting',
    'project.noAppeal',
    'project.noClaim',
  ]),
  request: { params: numberParams, headers: writeHeaders, body: jsonBody(actSchema) },
  responses: { 200: json(proposedCase, 'The case that another officer approves'), ...writeProblems },
});

/** Criteria as they came, without the absent ones: the rule says which of them are missing. */
const judgementFrom = ({
  outcome,
  criteria: given,
  reason,
}: ReturnType<typeof judgementSchema.parse>): Judgement => ({
  outcome,
  criteria: Object.fromEntries(
    criteria.flatMap((criterion) => {
      const one = given[criterion];
      if (one === undefined) return [];
      const { met, advice } = one;
      return [[criterion, advice === undefined ? { met } : { met, advice }]];
    }),
  ),
  ...(reason === undefined ? {} : { reason }),
});

/** Projects for the token's holder: the registry, the evaluators' queue, and what two officers enter. */
export const projectRoutes = (api: Api, deps: Deps): void => {
  api.openapi(registry, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const rows = await pageRegistry(deps.db, { afterNumber: cursor ?? 0, limit });
    return c.json(
      pageFrom(rows, limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(get, async (c) => {
    const found = foundOr(await findEntry(deps.db, c.req.valid('param').number), 'project.unknown');
    return c.json(found, 200);
  });
  api.openapi(applications, async (c) => {
    const { holderId } = c.get('caller');
    const { limit, cursor } = c.req.valid('query');
    const rows = await listApplications(deps.db, holderId, { afterNumber: cursor ?? 0, limit });
    const lines = rows.map((row) => ({ ...row, submittedAt: row.submittedAt.toISOString() }));
    return c.json(
      pageFrom(lines, limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(take, async (c) => {
    const { number } = c.req.valid('param');
    const officerId = c.get('caller').holderId;
    const { project, earlier } = valueOrThrow(await takeApplication(deps, { officerId, number }));
    const { state, submittedAt, application } = project;
    const before =
      earlier === undefined
        ? null
        : {
            outcome: earlier.outcome,
            decidedOn: earlier.decidedOn,
            criteria: earlier.criteria,
            reason: earlier.reason ?? null,
          };
    const shown = { number, state, submittedAt: submittedAt.toISOString(), application, earlier: before };
    return c.json(shown, 200);
  });
  api.openapi(giveBack, async (c) => {
    const { number } = c.req.valid('param');
    valueOrThrow(await giveBackApplication(deps, { officerId: c.get('caller').holderId, number }));
    return c.json({ number }, 200);
  });
  api.openapi(judge, async (c) => {
    const { number } = c.req.valid('param');
    const submissionId = c.get('submissionId');
    const officerId = c.get('caller').holderId;
    const judgement = judgementFrom(c.req.valid('json'));
    return c.json(
      valueOrThrow(await judgeProject(deps, { officerId, number, submissionId, judgement })),
      200,
    );
  });
  api.openapi(withdraw, async (c) => {
    const { number } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    const submissionId = c.get('submissionId');
    const officerId = c.get('caller').holderId;
    return c.json(
      valueOrThrow(await withdrawProject(deps, { officerId, number, submissionId, reason })),
      200,
    );
  });
  api.openapi(propose, async (c) => {
    const { number } = c.req.valid('param');
    const { act } = c.req.valid('json');
    const officerId = c.get('caller').holderId;
    return c.json(valueOrThrow(await proposeProject(deps, { officerId, number, act })), 200);
  });
};
