import { createRoute, z } from '@hono/zod-openapi';
import { revokeToken } from '../../../actions/token/revokeToken.ts';
import { listTokensOf } from '../../../db/read/token/token.ts';
import type { Deps } from '../../../deps.ts';
import { tokenStanding } from '../../../governance/token/token.ts';
import type { Api } from '../../context.ts';
import {
  emptyBody,
  json,
  needs,
  pageFrom,
  pageOf,
  pageQueryBy,
  readProblems,
  security,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';
import { valueOrThrow } from '../../problem.ts';

const line = z
  .object({
    id: z.uuid(),
    label: z.string(),
    state: z.enum(['proposed', 'active', 'expired', 'revoked']),
    expiresAt: z.string(),
    current: z.boolean().openapi({ description: 'The token of this request' }),
  })
  .openapi('Token');

const tags = ['tokens'];

const list = createRoute({
  method: 'get',
  path: '/api/v1/tokens',
  operationId: 'listTokens',
  summary: "The holder's own tokens, without secrets",
  tags,
  security,
  ...needs('anyOfficer'),
  request: { query: pageQueryBy(z.uuid()) },
  responses: {
    200: json(pageOf(line), 'A page of tokens that are not revoked'),
    ...readProblems,
  },
});

const revoke = createRoute({
  method: 'post',
  path: '/api/v1/tokens/{id}/revoke',
  operationId: 'revokeToken',
  summary: 'End a token at once: your own, or any with the power over tokens',
  tags,
  security,
  ...needs('anyOfficer', ['proposal.noPower', 'token.notFound', 'token.alreadyRevoked']),
  request: {
    params: z.strictObject({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) }),
    headers: writeHeaders,
    body: emptyBody,
  },
  responses: {
    200: json(z.object({ id: z.uuid() }).openapi('RevokedToken'), 'It no longer works'),
    ...writeProblems,
  },
});

/** Tokens: seen by their holder, revoked at once. New ones come from the command line and two officers. */
export const tokenRoutes = (api: Api, deps: Deps): void => {
  api.openapi(list, async (c) => {
    const { holderId, tokenId } = c.get('caller');
    const { limit, cursor: after } = c.req.valid('query');
    const now = await deps.clock.now();
    const tokens = await listTokensOf(deps.db, holderId, { after, limit });
    const items = tokens.map((token) => ({
      id: token.id,
      label: token.label,
      state: tokenStanding(token, now),
      expiresAt: token.expiresAt.toISOString(),
      current: token.id === tokenId,
    }));
    return c.json(
      pageFrom(items, limit, ({ id }) => id),
      200,
    );
  });
  api.openapi(revoke, async (c) => {
    const { id } = c.req.valid('param');
    valueOrThrow(await revokeToken(deps, { tokenId: id, by: c.get('caller').holderId }));
    return c.json({ id }, 200);
  });
};
