import { z } from '@hono/zod-openapi';
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
import { pageFrom, pageOf, pageQuery, textsSchema } from '../../contract.ts';
import { operations } from '../../operation.ts';
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

const path = '/api/v1/declarations';

/** Versions of the Founding Declaration: read, and propose. */
export const declarationRoutes = (api: Api, deps: Deps): void => {
  const { db } = deps;
  const { get, post } = operations(api, 'declarations');

  get({
    path,
    id: 'listDeclarations',
    summary: 'Published versions, newest first',
    power: 'anyOfficer',
    takes: { query: pageQuery },
    answer: [pageOf(line), 'A page of versions'],
    handle: async ({ query: { limit, cursor: before } }) =>
      pageFrom(await listDeclarations(db, { before, limit }), limit, ({ version }) => version),
  });
  get({
    path: `${path}/current`,
    id: 'getCurrentDeclaration',
    summary: 'The version to sign, with its texts',
    power: 'anyOfficer',
    refusals: ['declaration.none'],
    takes: {},
    answer: [whole, 'The version in force'],
    handle: async () => {
      const newest = await findCurrentDeclaration(db);
      return foundOr(newest && (await findDeclaration(db, newest.version)), 'declaration.none');
    },
  });
  get({
    path: `${path}/{version}`,
    id: 'getDeclaration',
    summary: 'One version with its texts and what it changed',
    power: 'anyOfficer',
    refusals: ['declaration.notFound'],
    takes: { params: versionParams },
    answer: [compared, 'The version'],
    handle: async ({ params: { version } }) => {
      const { found, before } = foundOr(await findDeclarationPair(db, version), 'declaration.notFound');
      const changes = before && { before: before.version, ...compareBoth(before.texts, found.texts) };
      return { ...found, changes: changes ?? null };
    },
  });
  post({
    path,
    id: 'proposeDeclaration',
    summary: 'Propose a version; another officer approves it before it is published',
    power: 'declaration.propose',
    refusals: [
      'proposal.noPower',
      'declaration.invalid',
      'declaration.decisionMissing',
      'declaration.firstEditorial',
      'declaration.newerExists',
    ],
    takes: { body: draft },
    status: 201,
    answer: [proposed, 'The proposal'],
    handle: async ({ body: input }, { officerId: proposedBy }) => {
      const { number, hashes } = valueOrThrow(await proposeDeclaration(deps, { input, proposedBy }));
      return { proposal: number, hashes };
    },
  });
};
