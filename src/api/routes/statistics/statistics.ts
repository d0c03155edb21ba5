import { z } from '@hono/zod-openapi';
import { findNewestSnapshot } from '../../../db/read/statistics/statistics.ts';
import type { Deps } from '../../../deps.ts';
import { snapshotSchema } from '../../../governance/statistics/statistics.ts';
import type { Api } from '../../context.ts';
import { operations } from '../../operation.ts';
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

/** The Alliance in numbers, as the public page has them too. */
export const statisticsRoutes = (api: Api, deps: Pick<Deps, 'db'>): void => {
  const { get } = operations(api, 'statistics');

  get({
    path: '/api/v1/statistics',
    id: 'getStatistics',
    summary: 'The newest published aggregates; no group smaller than the bylaws allow',
    power: 'statistics.read',
    refusals: ['statistics.noPower', 'statistics.none'],
    takes: {},
    answer: [snapshot, 'The newest snapshot'],
    handle: async () => foundOr(await findNewestSnapshot(deps.db), 'statistics.none'),
  });
};
