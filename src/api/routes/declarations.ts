import { createRoute, z } from '@hono/zod-openapi';
import { proposeDeclaration } from '../../actions/proposeDeclaration.ts';
import { findCurrentDeclaration } from '../../db/read/declaration.ts';
import { findDeclaration, listDeclarations } from '../../db/read/declarationList.ts';
import type { Deps } from '../../deps.ts';
import { refuse } from '../../result.ts';
import type { Api } from '../context.ts';
import {
  json,
  jsonBody,
  notFound,
  pageFrom,
  pageOf,
  pageQuery,
  readProblems,
  security,
  textsSchema,
  writeHeaders,
  writeProblems,
} from '../contract.ts';
import { RefusedError } from '../problem.ts';

const line = z
  .object({
    version: z.int(),
    publishedAt: z.string(),
    decisionNumber: z.int().nullable(),
    hashes: textsSchema,
  })
  .openapi('DeclarationVersion');
const whole = line.extend({ texts: textsSchema }).openapi('Declaration');
const draft = z
  .strictObject({ version: z.int().min(1), texts: textsSchema, decisionNumber: z.int().min(1).optional() })
  .openapi('DeclarationDraft');
const proposed = z.object({ proposal: z.int(), hashes: textsSchema }).openapi('ProposedDeclaration');

const tags = ['declarations'];
const path = '/api/v1/declarations';

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listDeclarations',
  summary: 'Published versions, newest first',
  tags,
  security,
  request: { query: pageQuery },
  responses: { 200: json(pageOf(line), 'A page of versions'), ...readProblems },
});

const current = createRoute({
  method: 'get',
  path: `${path}/current`,
  operationId: 'getCurrentDeclaration',
  summary: 'The version to sign, with its texts',
  tags,
  security,
  responses: { 200: json(whole, 'The version in force'), ...readProblems, ...notFound },
});

const propose = createRoute({
  method: 'post',
  path,
  operationId: 'proposeDeclaration',
  summary: 'Propose a version; another officer approves it before it is published',
  tags,
  security,
  request: { headers: writeHeaders, body: jsonBody(draft) },
  responses: { 201: json(proposed, 'The proposal'), ...writeProblems },
});

/** Versions of the Founding Declaration: read, and propose. */
export const declarationRoutes = (api: Api, deps: Deps): void => {
  api.openapi(list, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const rows = await listDeclarations(deps.db, { before: cursor, limit });
    return c.json(
      pageFrom(rows, limit, ({ version }) => version),
      200,
    );
  });
  api.openapi(current, async (c) => {
    const newest = await findCurrentDeclaration(deps.db);
    const found = newest && (await findDeclaration(deps.db, newest.version));
    if (found === undefined) throw new RefusedError(refuse('declaration.none').refusals);
    return c.json(found, 200);
  });
  api.openapi(propose, async (c) => {
    const { decisionNumber, ...rest } = c.req.valid('json');
    const input = {
      ...rest,
      ...(decisionNumber === undefined ? {} : { decisionNumber: String(decisionNumber) }),
    };
    const done = await proposeDeclaration(deps, { input, proposedBy: c.get('caller').holderId });
    if (!done.ok) throw new RefusedError(done.refusals);
    return c.json({ proposal: done.value.number, hashes: done.value.hashes }, 201);
  });
};
