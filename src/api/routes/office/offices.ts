import { createRoute, z } from '@hono/zod-openapi';
import { proposeDismissal } from '../../../actions/office/dismissOfficer.ts';
import { proposeRole } from '../../../actions/office/proposeRole.ts';
import { resignOffice } from '../../../actions/office/resignOffice.ts';
import type { Deps } from '../../../deps.ts';
import { roles } from '../../../governance/person/role.ts';
import type { Api } from '../../context.ts';
import { json, jsonBody, needs, security, writeHeaders, writeProblems } from '../../contract.ts';
import { valueOrThrow } from '../../problem.ts';

const role = z.enum(roles);
const wish = z.strictObject({ role }).openapi('RoleWish');
const dismissal = z
  .strictObject({ officer: z.int().min(1).openapi({ description: "The officer's number" }), role })
  .openapi('Dismissal');
const proposed = z.object({ proposal: z.int() }).openapi('ProposedCase');
const ended = z
  .object({
    role,
    returned: z
      .object({ questions: z.int(), calls: z.int(), alarms: z.int() })
      .openapi({ description: 'What went back to the queues' }),
  })
  .openapi('EndedRole');

const tags = ['offices'];

const give = createRoute({
  method: 'post',
  path: '/api/v1/roles',
  operationId: 'proposeRole',
  summary: 'Propose to invite somebody to a role; another officer approves and gets the link',
  tags,
  security,
  ...needs('role.propose', ['proposal.noPower']),
  request: { headers: writeHeaders, body: jsonBody(wish) },
  responses: { 201: json(proposed, 'The case'), ...writeProblems },
});
const dismiss = createRoute({
  method: 'post',
  path: '/api/v1/dismissals',
  operationId: 'proposeDismissal',
  summary: 'Propose to take a role from another officer; a third one or the rest decide, never that officer',
  tags,
  security,
  ...needs('dismissal.propose', [
    'proposal.noPower',
    'office.officerUnknown',
    'office.notHeld',
    'office.dismissYourself',
    'office.lastAppointers',
  ]),
  request: { headers: writeHeaders, body: jsonBody(dismissal) },
  responses: { 201: json(proposed, 'The case'), ...writeProblems },
});
const resign = createRoute({
  method: 'post',
  path: '/api/v1/resignations',
  operationId: 'resign',
  summary: 'Leave a role of your own, at once; without any role left this token stops working',
  tags,
  security,
  ...needs('anyOfficer', ['office.notHeld', 'office.lastAppointers']),
  request: { headers: writeHeaders, body: jsonBody(wish) },
  responses: { 200: json(ended, 'It has ended'), ...writeProblems },
});

/** Giving, taking and leaving roles; officers are numbers here. */
export const officeRoutes = (api: Api, deps: Deps): void => {
  api.openapi(give, async (c) => {
    const done = valueOrThrow(
      await proposeRole(deps, { officerId: c.get('caller').holderId, ...c.req.valid('json') }),
    );
    return c.json({ proposal: done.number }, 201);
  });
  api.openapi(dismiss, async (c) => {
    const command = { officerId: c.get('caller').holderId, ...c.req.valid('json') };
    const done = valueOrThrow(await proposeDismissal(deps, command));
    return c.json({ proposal: done.number }, 201);
  });
  api.openapi(resign, async (c) => {
    const done = valueOrThrow(
      await resignOffice(deps, { personId: c.get('caller').holderId, ...c.req.valid('json') }),
    );
    return c.json(done, 200);
  });
};
