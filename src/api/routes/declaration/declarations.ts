import { createRoute, z } from '@hono/zod-openapi';
import { proposeDeclaration } from '../../../actions/declaration/proposeDeclaration.ts';
import { findCurrentDeclaration } from '../../../db/read/declaration/declaration.ts';
import {
  findDeclaration,
  findDeclarationPair,
  listDeclarations,
} from '../../../db/read/declaration/declarationList.ts';
import type { Deps } from '../../../deps.ts';
import { compareBoth } from '../../../messages/kit/textDiff.ts';
import type { Api } from '../../context.ts';
import {
  json,
  jsonBody,
  needs,
  notFound,
  pageFrom,
  pageOf,
  pageQuery,
  readProblems,
  security,
  textsSchema,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';

const line = z
  .object({
    version: z.int(),
    publishedAt: z.string(),
    decisionNumber: z.string().nullable(),
    editorial: z.boolean().openapi({ description: 'Asks for no new signature' }),
    hashes: textsSchema,
  })
  .openapi('DeclarationVersion');
const whole = line.extend({ texts: textsSchema }).openapi('Declaration');
const changed = z
  .array(
    z.object({
      skipped: z.int().openapi({ description: 'Unchanged paragraphs before this one' }),
      pieces: z.array(z.object({ mark: z.enum(['same', 'gone', 'new']), text: z.string() })),
    }),
  )
  .openapi('ChangedParagraphs');
const compared = whole
  .extend({
    changes: z
      .object({ before: z.int(), ru: changed, en: changed })
      .nullable()
      .openapi({ description: 'Beside the version before; null for the first' }),
  })
  .openapi('ComparedDeclaration');
const versionParams = z.strictObject({
  version: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number)
    .openapi({ type: 'integer', minimum: 1, param: { name: 'version', in: 'path' } }),
});
const draft = z
  .strictObject({
    version: z.int().min(1),
    texts: textsSchema,
    decisionNumber: z
      .string()
      .optional()
      .openapi({ description: "The Congress's decision as it numbers it, up to 40 characters" }),
    editorial: z.boolean().optional().openapi({ description: 'Asks for no new signatures' }),
  })
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
  ...needs('anyOfficer'),
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
  ...needs('anyOfficer', ['declaration.none']),
  responses: { 200: json(whole, 'The version in force'), ...readProblems, ...notFound },
});

const one = createRoute({
  method: 'get',
  path: `${path}/{version}`,
  operationId: 'getDeclaration',
  summary: 'One version with its texts and what it changed',
  tags,
  security,
  ...needs('anyOfficer', ['declaration.notFound']),
  request: { params: versionParams },
  responses: { 200: json(compared, 'The version'), ...readProblems, ...notFound },
});

const propose = createRoute({
  method: 'post',
  path,
  operationId: 'proposeDeclaration',
  summary: 'Propose a version; another officer approves it before it is published',
  tags,
  security,
  ...needs('declaration.propose', [
    'proposal.noPower',
    'declaration.invalid',
    'declaration.decisionMissing',
    'declaration.firstEditorial',
    'declaration.newerExists',
  ]),
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
    return c.json(foundOr(found, 'declaration.none'), 200);
  });
  api.openapi(one, async (c) => {
    const { version } = c.req.valid('param');
    const pair = foundOr(await findDeclarationPair(deps.db, version), 'declaration.notFound');
    const { found, before } = pair;
    const changes =
      before === undefined ? null : { before: before.version, ...compareBoth(before.texts, found.texts) };
    return c.json({ ...found, changes }, 200);
  });
  api.openapi(propose, async (c) => {
    const input = c.req.valid('json');
    const done = valueOrThrow(
      await proposeDeclaration(deps, { input, proposedBy: c.get('caller').holderId }),
    );
    return c.json({ proposal: done.number, hashes: done.hashes }, 201);
  });
};
