import { z } from '@hono/zod-openapi';
import { approveProposal } from '../../../actions/approval/approveProposal.ts';
import { rejectProposal } from '../../../actions/approval/rejectProposal.ts';
import { visiblePayload } from '../../../actions/approval/visiblePayload.ts';
import { traceAdmissionRead } from '../../../actions/audit/traceReading.ts';
import { refuseParties } from '../../../actions/case/caseParties.ts';
import { findProposal, listPendingProposals } from '../../../db/read/proposal/proposal.ts';
import type { Deps } from '../../../deps.ts';
import { caseKinds, readableKinds } from '../../../governance/person/role.ts';
import type { Api, Caller } from '../../context.ts';
import { nothing, numberParams } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';

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

const rejection = z.strictObject({ reason: z.string().optional() }).openapi('Rejection');
const rejected = z.object({ number: z.int(), kind }).openapi('RejectedCase');

const path = '/api/v1/approvals';
const one = `${path}/{number}`;

/** What needs two persons, by the token's holder as one of them. */
export const approvalRoutes = (api: Api, deps: Deps, username: string): void => {
  const { db, vault } = deps;
  const { get, post, list } = operations(api, 'approvals');

  /** Another office's case does not exist for this one; a case of false vouching not for an officer who is party to it. */
  const findReadable = async (number: number, { powers, officerId }: Caller) => {
    const found = await findProposal(db, vault, number);
    if (found === undefined || !readableKinds(powers).includes(found.kind)) return undefined;
    return (await refuseParties(db, deps, found, officerId)).ok ? found : undefined;
  };

  list({
    path,
    id: 'listApprovals',
    summary: 'Cases that wait for officers like the holder, oldest first',
    power: 'byKind',
    items: [line, 'A page of cases'],
    handle: async ({ limit, cursor: afterNumber = 0 }, { powers }) => {
      const kinds = readableKinds(powers);
      const rows = kinds.length === 0 ? [] : await listPendingProposals(db, kinds, { afterNumber, limit });
      return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
    },
  });
  get({
    path: one,
    id: 'getApproval',
    summary: 'One case; nothing in it names a person',
    power: 'byKind',
    refusals: ['proposal.notFound'],
    takes: { params: numberParams },
    answer: [whole, 'The case'],
    handle: async ({ params: { number } }, asker) => {
      const found = foundOr(await findReadable(number, asker), 'proposal.notFound');
      const { officerId } = asker;
      const { kind, state, approvals, approvalsNeeded, createdAt, proposedBy } = found;
      if (kind === 'admission' && state === 'pending') await traceAdmissionRead(deps, { officerId, number });
      return {
        number,
        kind,
        state,
        approvals: approvals.length,
        approvalsNeeded,
        createdAt: createdAt.toISOString(),
        proposedByYou: proposedBy === officerId,
        approvedByYou: approvals.includes(officerId),
        content: await visiblePayload(deps, found),
      };
    },
  });
  post({
    path: `${one}/approve`,
    id: 'approveCase',
    summary: 'Approve; the last approval needed does it. Never for a proposal of your own (409)',
    power: 'byKind',
    refusals: approvalRefusals,
    takes: { params: numberParams, body: nothing },
    answer: [outcome, 'What the approval did'],
    handle: async ({ params }, { officerId }) => {
      const done = valueOrThrow(await approveProposal(deps, { officerId, ...params }));
      const { officeToken, founderToken, ...rest } = done;
      const start =
        officeToken === undefined ? founderToken && `founder_${founderToken}` : `office_${officeToken}`;
      return { ...rest, ...(start === undefined ? {} : { link: `https://t.me/${username}?start=${start}` }) };
    },
  });
  post({
    path: `${one}/reject`,
    id: 'rejectCase',
    summary: 'Decline; an applicant is told the reason',
    power: 'byKind',
    refusals: ['proposal.notFound', 'proposal.notPending', 'proposal.noPower', 'text.empty', 'text.tooLong'],
    takes: { params: numberParams, body: rejection },
    answer: [rejected, 'Closed'],
    handle: ({ params, body: { reason } }, { officerId }) =>
      rejectProposal(deps, { officerId, ...params, ...(reason === undefined ? {} : { reason }) }),
  });
};
