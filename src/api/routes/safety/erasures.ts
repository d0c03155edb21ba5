import { createRoute, z } from '@hono/zod-openapi';
import { proposeErasure } from '../../../actions/safety/proposeErasure.ts';
import type { Deps } from '../../../deps.ts';
import type { Api } from '../../context.ts';
import { json, jsonBody, needs, security, writeHeaders, writeProblems } from '../../contract.ts';
import { valueOrThrow } from '../../problem.ts';

const wish = z
  .strictObject({ memberNumber: z.string().max(40).openapi({ example: '4K7M-2XPA-C' }) })
  .openapi('ErasureWish');
const proposed = z.object({ proposal: z.int() }).openapi('ProposedErasure');

const propose = createRoute({
  method: 'post',
  path: '/api/v1/erasures',
  operationId: 'proposeErasure',
  summary:
    'Propose to erase the account of somebody who lost it or asked by letter; another officer approves',
  tags: ['approvals'],
  security,
  ...needs('erasure.propose', [
    'proposal.noPower',
    'code.unreadable',
    'erasure.oneself',
    'erasure.unknown',
    'search.tooMany',
  ]),
  request: { headers: writeHeaders, body: jsonBody(wish) },
  responses: { 201: json(proposed, 'The case'), ...writeProblems },
});

/** Erasing another person: proposed by member number alone, approved among the cases. */
export const erasureRoutes = (api: Api, deps: Deps): void => {
  api.openapi(propose, async (c) => {
    const { memberNumber } = c.req.valid('json');
    const done = valueOrThrow(
      await proposeErasure(deps, { officerId: c.get('caller').holderId, memberNumber }),
    );
    return c.json({ proposal: done.number }, 201);
  });
};
