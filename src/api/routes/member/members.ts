import { createRoute, z } from '@hono/zod-openapi';
import { searchMember } from '../../../actions/member/searchMember.ts';
import { listOutcomes } from '../../../db/read/audit/outcomes.ts';
import { listTraces } from '../../../db/read/audit/trace.ts';
import type { Deps } from '../../../deps.ts';
import { traceActs } from '../../../governance/audit/trace.ts';
import { caseKinds } from '../../../governance/person/role.ts';
import type { Api } from '../../context.ts';
import {
  json,
  needs,
  notFound,
  pageFrom,
  pageOf,
  pageQuery,
  readProblems,
  security,
} from '../../contract.ts';
import { valueOrThrow } from '../../problem.ts';

const member = z
  .object({
    memberNumber: z.string(),
    state: z.enum(['guest', 'signed', 'verifying', 'member', 'suspended', 'leaving']),
    verifiedSince: z.string().nullable().openapi({ example: '2026-11' }),
    signature: z.enum(['current', 'outdated', 'none']),
    reachable: z.boolean(),
  })
  .openapi('Member');
const trace = z
  .object({
    seq: z.int(),
    at: z.string(),
    officer: z.int(),
    act: z.enum(traceActs),
    about: z.string().nullable().openapi({ description: 'A member number, or case:12, question:7' }),
  })
  .openapi('Trace');
const outcome = z
  .object({
    month: z.string(),
    kind: z.enum(caseKinds),
    state: z.enum(['pending', 'approved', 'rejected', 'withdrawn']),
    count: z.int(),
  })
  .openapi('Outcome');

/** A year of outcomes fits on a page. */
const MONTHS = 12;
/** No written form of a number is longer. */
const MAX_NUMBER = 40;

const find = createRoute({
  method: 'get',
  path: '/api/v1/members/{number}',
  operationId: 'findMember',
  summary: 'One member by number. Every request leaves a trace that the auditor reads; at most 20 an hour',
  tags: ['members'],
  security,
  ...needs('member.search', ['search.noPower', 'search.tooMany', 'code.unreadable', 'member.notFound']),
  request: {
    params: z.strictObject({
      number: z
        .string()
        .max(MAX_NUMBER)
        .openapi({ param: { name: 'number', in: 'path' }, example: '4K7M-2XPA-C' }),
    }),
  },
  responses: { 200: json(member, 'What an officer may know'), ...readProblems, ...notFound },
});
const traces = createRoute({
  method: 'get',
  path: '/api/v1/traces',
  operationId: 'listTraces',
  summary: 'What officers did, newest first; for the auditor',
  tags: ['audit'],
  security,
  ...needs('trace.read', ['trace.noPower']),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(trace), 'A page of traces'), ...readProblems },
});
const outcomes = createRoute({
  method: 'get',
  path: '/api/v1/outcomes',
  operationId: 'listOutcomes',
  summary: 'How many proposals of each kind came to what, by month; for the auditor',
  tags: ['audit'],
  security,
  ...needs('trace.read', ['trace.noPower']),
  responses: {
    200: json(z.object({ items: z.array(outcome) }).openapi('Outcomes'), 'The last twelve months'),
    ...readProblems,
  },
});

/** Looking up one member, and what the auditor reads of that. There is no route that lists members. */
export const memberRoutes = (api: Api, deps: Deps): void => {
  api.openapi(find, async (c) => {
    const { number: memberNumber } = c.req.valid('param');
    const done = valueOrThrow(
      await searchMember(deps, { officerId: c.get('caller').holderId, memberNumber }),
    );
    return c.json(done, 200);
  });
  api.openapi(traces, async (c) => {
    const { limit, cursor: before } = c.req.valid('query');
    const rows = await listTraces(deps.db, deps.vault, { before, limit });
    const items = rows.map(({ at, about = null, ...row }) => ({ ...row, at: at.toISOString(), about }));
    return c.json(
      pageFrom(items, limit, ({ seq }) => seq),
      200,
    );
  });
  api.openapi(outcomes, async (c) => {
    return c.json({ items: await listOutcomes(deps.db, MONTHS) }, 200);
  });
};
