import { z } from '@hono/zod-openapi';
import { revokeToken } from '../../../actions/token/revokeToken.ts';
import { listTokensOf } from '../../../db/read/token/token.ts';
import type { Deps } from '../../../deps.ts';
import { tokenStanding } from '../../../governance/token/token.ts';
import type { Api } from '../../context.ts';
import { nothing, pageFrom, pageOf, pageQueryBy } from '../../contract.ts';
import { operations } from '../../operation.ts';
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

const path = '/api/v1/tokens';
const idParams = z.strictObject({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' } }) });

/** Tokens: seen by their holder, revoked at once. New ones come from the command line and two officers. */
export const tokenRoutes = (api: Api, deps: Deps): void => {
  const { get, post } = operations(api, 'tokens');

  get({
    path,
    id: 'listTokens',
    summary: "The holder's own tokens, without secrets",
    power: 'anyOfficer',
    takes: { query: pageQueryBy(z.uuid()) },
    answer: [pageOf(line), 'A page of tokens that are not revoked'],
    handle: async ({ query: { limit, cursor: after } }, { officerId, tokenId }) => {
      const now = await deps.clock.now();
      const tokens = await listTokensOf(deps.db, officerId, { after, limit });
      const items = tokens.map((token) => ({
        id: token.id,
        label: token.label,
        state: tokenStanding(token, now),
        expiresAt: token.expiresAt.toISOString(),
        current: token.id === tokenId,
      }));
      return pageFrom(items, limit, ({ id }) => id);
    },
  });
  post({
    path: `${path}/{id}/revoke`,
    id: 'revokeToken',
    summary: 'End a token at once: your own, or any with the power over tokens',
    power: 'anyOfficer',
    refusals: ['proposal.noPower', 'token.notFound', 'token.alreadyRevoked'],
    takes: { params: idParams, body: nothing },
    answer: [z.object({ id: z.uuid() }).openapi('RevokedToken'), 'It no longer works'],
    handle: async ({ params: { id } }, { officerId: by }) => {
      valueOrThrow(await revokeToken(deps, { tokenId: id, by }));
      return { id };
    },
  });
};
