import { z } from '@hono/zod-openapi';
import { proposeErasure } from '../../../actions/safety/proposeErasure.ts';
import type { Deps } from '../../../deps.ts';
import type { Api } from '../../context.ts';
import { operations } from '../../operation.ts';
import { valueOrThrow } from '../../problem.ts';

const wish = z
  .strictObject({ memberNumber: z.string().max(40).openapi({ example: '4K7M-2XPA-C' }) })
  .openapi('ErasureWish');
const proposed = z.object({ proposal: z.int() }).openapi('ProposedErasure');

/** Erasing another person: proposed by member number alone, approved among the cases. */
export const erasureRoutes = (api: Api, deps: Deps): void => {
  const { post } = operations(api, 'approvals');

  post({
    path: '/api/v1/erasures',
    id: 'proposeErasure',
    summary:
      'Propose to erase the account of somebody who lost it or asked by letter; another officer approves',
    power: 'erasure.propose',
    refusals: ['proposal.noPower', 'code.unreadable', 'erasure.oneself', 'erasure.unknown', 'search.tooMany'],
    takes: { body: wish },
    status: 201,
    answer: [proposed, 'The case'],
    handle: async ({ body }, { officerId }) => {
      const { number } = valueOrThrow(await proposeErasure(deps, { officerId, ...body }));
      return { proposal: number };
    },
  });
};
