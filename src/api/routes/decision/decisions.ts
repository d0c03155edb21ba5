import { z } from '@hono/zod-openapi';
import { findDecision, listDecisions } from '../../../db/read/decision/decision.ts';
import type { Deps } from '../../../deps.ts';
import { decisionJson } from '../../../documents/decisionJson.ts';
import { movers } from '../../../governance/session/item.ts';
import type { Api } from '../../context.ts';
import { instantSchema, numberParams, pageFrom, pageOf, pageQuery, textsSchema } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { foundOr } from '../../problem.ts';

const queryMax = 100;
const path = '/api/v1/decisions';

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

/** What the public pages have too. */
export const decisionRoutes = (api: Api, { db }: Deps): void => {
  const { get } = operations(api, 'decisions');

  get({
    path,
    id: 'listDecisions',
    summary: 'The register of decisions, newest first; `q` is a number or words in any form',
    power: 'anyOfficer',
    takes: { query: pageQuery.extend({ q: z.string().max(queryMax).optional() }) },
    answer: [pageOf(line), 'A page of decisions'],
    handle: async ({ query: { q, limit, cursor: before } }) => {
      const rows = await listDecisions(db, { query: q?.replaceAll('\0', ''), before, limit });
      const lines = rows.map(({ decidedAt, ...row }) => ({ ...row, decidedAt: decidedAt.toISOString() }));
      return pageFrom(lines, limit, ({ number }) => number);
    },
  });
  get({
    path: `${path}/{number}`,
    id: 'getDecision',
    summary: 'One decision: arithmetic, roll call under public names, dissenting opinions',
    power: 'anyOfficer',
    refusals: ['decision.unknown'],
    takes: { params: numberParams },
    answer: [decision, 'The decision'],
    handle: async ({ params }) =>
      decisionJson(foundOr(await findDecision(db, params.number), 'decision.unknown')),
  });
};
