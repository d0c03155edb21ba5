import { createRoute, z } from '@hono/zod-openapi';
import { roles } from '../../../governance/person/role.ts';
import type { Api } from '../../context.ts';
import { json, needs, readProblems, security } from '../../contract.ts';

const me = z.object({ roles: z.array(z.enum(roles)), powers: z.array(z.string()) }).openapi('Me');

const get = createRoute({
  method: 'get',
  path: '/api/v1/me',
  operationId: 'getMe',
  summary: "What the token's holder may do now",
  tags: ['me'],
  security,
  ...needs('anyOfficer'),
  responses: { 200: json(me, 'Roles and powers'), ...readProblems },
});

/** The token's holder, without anything that names them. */
export const meRoutes = (api: Api): void => {
  api.openapi(get, (c) => {
    const { roles: held, powers } = c.get('caller');
    return c.json({ roles: [...held], powers: [...powers].sort() }, 200);
  });
};
