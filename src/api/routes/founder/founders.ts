import { z } from '@hono/zod-openapi';
import { proposeFounder } from '../../../actions/founder/proposeFounder.ts';
import type { Deps } from '../../../deps.ts';
import type { Api } from '../../context.ts';
import { nothing } from '../../contract.ts';
import { operations } from '../../operation.ts';

/** Founders (rule M5). */
export const founderRoutes = (api: Api, deps: Deps): void => {
  const { post } = operations(api, 'founders');

  post({
    path: '/api/v1/founders',
    id: 'proposeFounder',
    summary: 'Propose to invite a founder; the second officer gets the link on approving',
    power: 'founder.propose',
    refusals: ['proposal.noPower', 'founder.full', 'founder.closed'],
    takes: { body: nothing },
    answer: [z.object({ number: z.int() }).openapi('FounderProposed'), 'Its number among the approvals'],
    handle: (_, { officerId }) => proposeFounder(deps, { officerId }),
  });
};
