import { createRoute, z } from '@hono/zod-openapi';
import { findDecision, listDecisions } from '../../../db/read/decision/decision.ts';
import type { Deps } from '../../../deps.ts';
import { decisionJson } from '../../../documents/decisionJson.ts';
import { movers } from '../../../governance/session/item.ts';
import type { Api } from '../../context.ts';
import {
  instantSchema,
  json,
  needs,
  notFound,
  numberParams,
  pageFrom,
  pageOf,
  pageQuery,
  readProblems,
  security,
  textsSchema,
} from '../../contract.ts';
import { foundOr } from '../../problem.ts';

const queryMax = 100;
const tags = ['decisions'];

const line = z
  .object({ number: z.int(), question: textsSchema, adopted: z.boolean(), decidedAt: instantSchema })
  .openapi('DecisionLine');
const decision = z
  .object({
    number: z.int(),
    decidedAt: instantSchema,
    adopted: z.boolean(),
    rule: z.enum(['strategic', 'current', 'statement', 'advisory']),
    ballot: z.int(),
    item: z.object({
      number: z.int(),
      title: textsSchema,
      mover: z.enum(movers),
      petition: z.int().nullable(),
    }),
    session: z.int().nullable().openapi({ description: 'null: outside a session' }),
    question: textsSchema,
    // A union: `nullable` of a schema with a name would say that it is an object all the same.
    description: z.union([textsSchema, z.null()]),
    bylawsVersion: z.int(),
    rollSize: z.int(),
    rollHash: z.string(),
    base: z.object({ all: z.int(), present: z.int().nullable() }),
    result: z.record(z.string(), z.unknown()).openapi({ description: 'Arithmetic and roll call' }),
    resultHash: z.string().nullable(),
    dissents: z.array(
      z.object({
        by: z.enum(['delegate', 'project']),
        name: z.string(),
        text: z.string(),
        locale: z.string(),
        declines: z.boolean().openapi({ description: 'Declines to take part in carrying it out' }),
      }),
    ),
  })
  .openapi('Decision');

const list = createRoute({
  method: 'get',
  path: '/api/v1/decisions',
  operationId: 'listDecisions',
  summary: 'The register of decisions, newest first; `q` is a number or words in any form',
  tags,
  security,
  ...needs('anyOfficer'),
  request: { query: pageQuery.extend({ q: z.string().max(queryMax).optional() }) },
  responses: { 200: json(pageOf(line), 'A page of decisions'), ...readProblems },
});
const get = createRoute({
  method: 'get',
  path: '/api/v1/decisions/{number}',
  operationId: 'getDecision',
  summary: 'One decision: arithmetic, roll call under public names, dissenting opinions',
  tags,
  security,
  ...needs('anyOfficer', ['decision.unknown']),
  request: { params: numberParams },
  responses: { 200: json(decision, 'The decision'), ...readProblems, ...notFound },
});

/** What the public pages have too. */
export const decisionRoutes = (api: Api, { db }: Deps): void => {
  api.openapi(list, async (c) => {
    const { q, limit, cursor: before } = c.req.valid('query');
    const rows = await listDecisions(db, { query: q?.replaceAll('\0', ''), before, limit });
    const lines = rows.map(({ decidedAt, ...row }) => ({ ...row, decidedAt: decidedAt.toISOString() }));
    return c.json(
      pageFrom(lines, limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(get, async (c) => {
    const found = foundOr(await findDecision(db, c.req.valid('param').number), 'decision.unknown');
    const shown: z.infer<typeof decision> = decisionJson(found);
    return c.json(shown, 200);
  });
};
