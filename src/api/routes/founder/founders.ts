import { createRoute, z } from '@hono/zod-openapi';
import { proposeFounder } from '../../../actions/founder/proposeFounder.ts';
import type { Deps } from '../../../deps.ts';
import type { Api } from '../../context.ts';
import { emptyBody, json, needs, security, writeHeaders, writeProblems } from '../../contract.ts';
import { valueOrThrow } from '../../problem.ts';

const propose = createRoute({
  method: 'post',
  path: '/api/v1/founders',
  operationId: 'proposeFounder',
  summary: 'Propose to invite a founder; the second officer gets the link on approving',
  tags: ['founders'],
  security,
  ...needs('founder.propose', ['proposal.noPower', 'founder.full', 'founder.closed']),
  request: { headers: writeHeaders, body: emptyBody },
  responses: {
    200: json(z.object({ number: z.int() }).openapi('FounderProposed'), 'Its number among the approvals'),
    ...writeProblems,
  },
});

/** Founders (rule M5). */
export const founderRoutes = (api: Api, deps: Deps): void => {
  api.openapi(propose, async (c) => {
    const proposed = valueOrThrow(await proposeFounder(deps, { officerId: c.get('caller').holderId }));
    return c.json(proposed, 200);
  });
};
