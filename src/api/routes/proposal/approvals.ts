import { createRoute, z } from '@hono/zod-openapi';
import { approveProposal } from '../../../actions/approval/approveProposal.ts';
import { rejectProposal } from '../../../actions/approval/rejectProposal.ts';
import { visiblePayload } from '../../../actions/approval/visiblePayload.ts';
import { traceAdmissionRead } from '../../../actions/audit/traceReading.ts';
import { refuseParties } from '../../../actions/case/caseParties.ts';
import { findProposal, listPendingProposals } from '../../../db/read/proposal/proposal.ts';
import type { Deps } from '../../../deps.ts';
import { caseKinds, readableKinds } from '../../../governance/person/role.ts';
import { refuse } from '../../../result.ts';
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
import { RefusedError, valueOrThrow } from '../../problem.ts';

const kind = z.enum(caseKinds);
const line = z
  .object({
    number: z.int(),
    kind,
    approvals: z.int(),
    approvalsNeeded: z.int(),
    createdAt: z.string(),
  })
  .openapi('CaseLine');
const whole = line
  .extend({
    state: z.enum(['pending', 'approved', 'rejected', 'withdrawn']),
    proposedByYou: z.boolean(),
    approvedByYou: z.boolean(),
    content: z.record(z.string(), z.unknown()).nullable(),
  })
  .openapi('Case');
const outcome = z
  .object({
    number: z.int(),
    kind,
    approvals: z.int(),
    needed: z.int(),
    complete: z.boolean(),
    becameHolder: z.boolean(),
    link: z.string().optional().openapi({ description: 'An invitation to pass on; given once' }),
  })
  .openapi('ApprovalOutcome');

const approvalRefusals = [
  'proposal.notFound',
  'proposal.notPending',
  'proposal.noPower',
  'proposal.ownProposal',
  'proposal.alreadyApproved',
  'admission.notOfficer',
  'admission.ownAdmission',
  'admission.alreadyApproved',
  'call.inProgress',
  'finding.ownCase',
];

const tags = ['approvals'];
const path = '/api/v1/approvals';
const one = `${path}/{number}`;

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listApprovals',
  summary: 'Cases that wait for officers like the holder, oldest first',
  tags,
  security,
  ...needs('byKind'),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(line), 'A page of cases'), ...readProblems },
});
const get = createRoute({
  method: 'get',
  path: one,
  operationId: 'getApproval',
  summary: 'One case; nothing in it names a person',
  tags,
  security,
  ...needs('byKind', ['proposal.notFound']),
  request: { params: numberParams },
  responses: { 200: json(whole, 'The case'), ...readProblems, ...notFound },
});
const approve = createRoute({
  method: 'post',
  path: `${one}/approve`,
  operationId: 'approveCase',
  summary: 'Approve; the last approval needed does it. Never for a proposal of your own (409)',
  tags,
  security,
  ...needs('byKind', approvalRefusals),
  request: { params: numberParams, headers: writeHeaders, body: emptyBody },
  responses: { 200: json(outcome, 'What the approval did'), ...writeProblems },
});
const reject = createRoute({
  method: 'post',
  path: `${one}/reject`,
  operationId: 'rejectCase',
  summary: 'Decline; an applicant is told the reason',
  tags,
  security,
  ...needs('byKind', [
    'proposal.notFound',
    'proposal.notPending',
    'proposal.noPower',
    'text.empty',
    'text.tooLong',
  ]),
  request: {
    params: numberParams,
    headers: writeHeaders,
    body: jsonBody(z.strictObject({ reason: z.string().optional() }).openapi('Rejection')),
  },
  responses: {
    200: json(z.object({ number: z.int(), kind }).openapi('RejectedCase'), 'Closed'),
    ...writeProblems,
  },
});

/** What needs two persons, by the token's holder as one of them. */
export const approvalRoutes = (api: Api, deps: Deps, username: string): void => {
  api.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const kinds = readableKinds(c.get('caller').powers);
    const page = { afterNumber: cursor ?? 0, limit };
    const rows = kinds.length === 0 ? [] : await listPendingProposals(deps.db, kinds, page);
    const lines = rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
    return c.json(
      pageFrom(lines, limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(get, async (c) => {
    const { powers, holderId } = c.get('caller');
    const found = await findProposal(deps.db, deps.vault, c.req.valid('param').number);
    // Another office's case does not exist for this one.
    const isReadable = found !== undefined && readableKinds(powers).includes(found.kind);
    // A case of false vouching does not exist for an officer who is party to it.
    if (!isReadable || !(await refuseParties(deps.db, deps, found, holderId)).ok) {
      throw new RefusedError(refuse('proposal.notFound').refusals);
    }
    const { number, state, approvals, approvalsNeeded, createdAt, proposedBy } = found;
    if (found.kind === 'admission' && state === 'pending')
      await traceAdmissionRead(deps, { officerId: holderId, number });
    return c.json(
      {
        number,
        kind: found.kind,
        state,
        approvals: approvals.length,
        approvalsNeeded,
        createdAt: createdAt.toISOString(),
        proposedByYou: proposedBy === holderId,
        approvedByYou: approvals.includes(holderId),
        content: await visiblePayload(deps, found),
      },
      200,
    );
  });
  api.openapi(approve, async (c) => {
    const officerId = c.get('caller').holderId;
    const done = valueOrThrow(
      await approveProposal(deps, { officerId, number: c.req.valid('param').number }),
    );
    const { officeToken, founderToken, ...rest } = done;
    const start =
      officeToken === undefined ? founderToken && `founder_${founderToken}` : `office_${officeToken}`;
    const link = start === undefined ? {} : { link: `https://t.me/${username}?start=${start}` };
    return c.json({ ...rest, ...link }, 200);
  });
  api.openapi(reject, async (c) => {
    const { reason } = c.req.valid('json');
    const done = valueOrThrow(
      await rejectProposal(deps, {
        officerId: c.get('caller').holderId,
        number: c.req.valid('param').number,
        ...(reason === undefined ? {} : { reason }),
      }),
    );
    return c.json(done, 200);
  });
};
