import { z } from '@hono/zod-openapi';
import { roles } from '../../../governance/person/role.ts';
import type { Api } from '../../context.ts';
import { operations } from '../../operation.ts';

const me = z.object({ roles: z.array(z.enum(roles)), powers: z.array(z.string()) }).openapi('Me');

/** The token's holder, without anything that names them. */
export const meRoutes = (api: Api): void => {
  const { get } = operations(api, 'me');

  get({
    path: '/api/v1/me',
    id: 'getMe',
    summary: "What the token's holder may do now",
    power: 'anyOfficer',
    takes: {},
    answer: [me, 'Roles and powers'],
    handle: (_, { roles: held, powers }) => ({ roles: [...held], powers: [...powers].sort() }),
  });
};
