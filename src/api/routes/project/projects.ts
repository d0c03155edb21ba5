import { judgeProject, withdrawProject } from '../../../actions/project/judgeProject.ts';
import { proposeProject } from '../../../actions/project/proposeProject.ts';
import { giveBackApplication, takeApplication } from '../../../actions/project/takeApplication.ts';
import { listApplications } from '../../../db/read/project/project.ts';
import { findEntry, pageRegistry } from '../../../db/read/project/projectRegistry.ts';
import type { Deps } from '../../../deps.ts';
import { criteria, type Judgement } from '../../../governance/project/projectReview.ts';
import type { Api } from '../../context.ts';
import { nothing, numberParams } from '../../contract.ts';
import { operations } from '../../operation.ts';
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

const path = '/api/v1/projects';
const one = `${path}/{number}`;
const parties = ['project.unknown', 'project.ownProject'];
const judging = ['project.noPower', ...parties, 'project.notWaiting'];
const words = ['text.empty', 'text.tooShort', 'text.tooLong'];

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
  const { get, post, list } = operations(api, 'projects');

  list({
    path,
    id: 'listProjects',
    summary: 'The registry: verified projects by number, without budget and people',
    power: 'anyOfficer',
    items: [entrySchema, 'A page of projects'],
    handle: ({ limit, cursor: afterNumber = 0 }) => pageRegistry(deps.db, { afterNumber, limit }),
  });
  get({
    path: one,
    id: 'getProject',
    summary: 'One verified project',
    power: 'anyOfficer',
    refusals: ['project.unknown'],
    takes: { params: numberParams },
    answer: [entrySchema, 'The project'],
    handle: async ({ params }) => foundOr(await findEntry(deps.db, params.number), 'project.unknown'),
  });
  list({
    path: '/api/v1/applications',
    id: 'listApplications',
    summary: 'Applications that wait for the holder: their own and those nobody has taken, by number',
    power: 'project.judge',
    refusals: ['project.noPower'],
    items: [applicationLine, 'A page of applications, without content'],
    handle: async ({ limit, cursor: afterNumber = 0 }, { officerId }) => {
      const rows = await listApplications(deps.db, officerId, { afterNumber, limit });
      return rows.map((row) => ({ ...row, submittedAt: row.submittedAt.toISOString() }));
    },
  });
  post({
    path: `${one}/take`,
    id: 'takeApplication',
    summary: 'Take an application and read it; reading is traced for the auditor',
    power: 'project.judge',
    refusals: [...judging, 'project.taken'],
    takes: { params: numberParams, body: nothing },
    answer: [applicationSchema, 'The application, budget and people too'],
    handle: async ({ params: { number } }, { officerId }) => {
      const { project, earlier } = valueOrThrow(await takeApplication(deps, { officerId, number }));
      const { state, submittedAt, application } = project;
      const before = earlier && {
        outcome: earlier.outcome,
        decidedOn: earlier.decidedOn,
        criteria: earlier.criteria,
        reason: earlier.reason ?? null,
      };
      return {
        number,
        state,
        submittedAt: submittedAt.toISOString(),
        application,
        earlier: before ?? null,
      };
    },
  });
  post({
    path: `${one}/return-to-queue`,
    id: 'returnApplication',
    summary: 'Hand an application back to the queue',
    power: 'project.judge',
    refusals: [...judging, 'project.notTaken'],
    takes: { params: numberParams, body: nothing },
    answer: [projectNumber, 'Back in the queue'],
    handle: async ({ params }, { officerId }) => {
      valueOrThrow(await giveBackApplication(deps, { officerId, ...params }));
      return params;
    },
  });
  post({
    path: `${one}/judge`,
    id: 'judgeProject',
    summary:
      'Judge an application you have taken, criterion by criterion: verify, return with advice, or refuse',
    power: 'project.judge',
    refusals: [
      ...judging,
      'project.notTaken',
      'project.criterionOpen',
      'project.notAllMet',
      'project.adviceMissing',
      'project.nothingToAdvise',
      'project.reasonMissing',
      ...words,
    ],
    takes: { params: numberParams, body: judgementSchema },
    answer: [projectOutcome, 'Decided; the leader is told'],
    handle: ({ params, body }, { officerId, submissionId }) =>
      judgeProject(deps, { officerId, ...params, submissionId, judgement: judgementFrom(body) }),
  });
  post({
    path: `${one}/withdraw`,
    id: 'withdrawProject',
    summary: 'Withdraw a verification, with its reason; sitting mandates run out',
    power: 'project.judge',
    refusals: ['project.noPower', ...parties, 'project.notVerified', ...words],
    takes: { params: numberParams, body: reasonSchema },
    answer: [projectNumber, 'Withdrawn; the leader may appeal'],
    handle: ({ params, body }, { officerId, submissionId }) =>
      withdrawProject(deps, { officerId, ...params, submissionId, ...body }),
  });
  post({
    path: `${one}/propose`,
    id: 'proposeProject',
    summary: 'Propose what needs two officers: Fund support, the outcome of an appeal or of a dispute',
    power: 'project.propose',
    refusals: [
      'proposal.noPower',
      ...parties,
      'project.ownJudgement',
      'project.alreadySupported',
      'project.notWaiting',
      'project.noAppeal',
      'project.noClaim',
    ],
    takes: { params: numberParams, body: actSchema },
    answer: [proposedCase, 'The case that another officer approves'],
    handle: ({ params, body }, { officerId }) => proposeProject(deps, { officerId, ...params, ...body }),
  });
};
