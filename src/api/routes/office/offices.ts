import { z } from '@hono/zod-openapi';
import { proposeDismissal } from '../../../actions/office/dismissOfficer.ts';
import { proposeRole } from '../../../actions/office/proposeRole.ts';
import { resignOffice } from '../../../actions/office/resignOffice.ts';
import type { Deps } from '../../../deps.ts';
import { roles } from '../../../governance/person/role.ts';
import type { Api } from '../../context.ts';
import { operations } from '../../operation.ts';
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

/** Giving, taking and leaving roles; officers are numbers here. */
export const officeRoutes = (api: Api, deps: Deps): void => {
  const { post } = operations(api, 'offices');

  post({
    path: '/api/v1/roles',
    id: 'proposeRole',
    summary: 'Propose to invite somebody to a role; another officer approves and gets the link',
    power: 'role.propose',
    refusals: ['proposal.noPower'],
    takes: { body: wish },
    status: 201,
    answer: [proposed, 'The case'],
    handle: async ({ body }, { officerId }) => {
      const { number } = valueOrThrow(await proposeRole(deps, { officerId, ...body }));
      return { proposal: number };
    },
  });
  post({
    path: '/api/v1/dismissals',
    id: 'proposeDismissal',
    summary:
      'Propose to take a role from another officer; a third one or the rest decide, never that officer',
    power: 'dismissal.propose',
    refusals: [
      'proposal.noPower',
      'office.officerUnknown',
      'office.notHeld',
      'office.dismissYourself',
      'office.lastAppointers',
    ],
    takes: { body: dismissal },
    status: 201,
    answer: [proposed, 'The case'],
    handle: async ({ body }, { officerId }) => {
      const { number } = valueOrThrow(await proposeDismissal(deps, { officerId, ...body }));
      return { proposal: number };
    },
  });
  post({
    path: '/api/v1/resignations',
    id: 'resign',
    summary: 'Leave a role of your own, at once; without any role left this token stops working',
    power: 'anyOfficer',
    refusals: ['office.notHeld', 'office.lastAppointers'],
    takes: { body: wish },
    answer: [ended, 'It has ended'],
    handle: ({ body }, { officerId: personId }) => resignOffice(deps, { personId, ...body }),
  });
};
