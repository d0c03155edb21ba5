import { createRoute, z } from '@hono/zod-openapi';
import { findNewestSnapshot } from '../../../db/read/statistics/statistics.ts';
import type { Deps } from '../../../deps.ts';
import { snapshotSchema } from '../../../governance/statistics/statistics.ts';
import type { Api } from '../../context.ts';
import { json, needs, notFound, readProblems, security } from '../../contract.ts';
import { foundOr } from '../../problem.ts';

const snapshot = z
  .object({
    takenOn: z.string().openapi({ example: '2026-11-22' }),
    content: z.object(snapshotSchema.shape).openapi({
      description:
        'Groups of at least `cell` people, rounded down to multiples of `step`; smaller ones are in `rest`',
    }),
  })
  .openapi('Statistics');

const get = createRoute({
  method: 'get',
  path: '/api/v1/statistics',
  operationId: 'getStatistics',
  summary: 'The newest published aggregates; no group smaller than the bylaws allow',
  tags: ['statistics'],
  security,
  ...needs('statistics.read', ['statistics.noPower', 'statistics.none']),
  responses: { 200: json(snapshot, 'The newest snapshot'), ...readProblems, ...notFound },
});

/** The Alliance in numbers, as the public page has them too. */
export const statisticsRoutes = (api: Api, deps: Pick<Deps, 'db'>): void => {
  api.openapi(get, async (c) => {
    const newest = foundOr(await findNewestSnapshot(deps.db), 'statistics.none');
    return c.json(newest, 200);
  });
};
