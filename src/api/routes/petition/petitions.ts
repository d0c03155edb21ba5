import { createRoute, z } from '@hono/zod-openapi';
import {
  countByState,
  countCommitments,
  findPetition,
  pagePetitions,
} from '../../../db/read/petition/petition.ts';
import { listPetitionAppeals, listReviews } from '../../../db/read/petition/petitionReview.ts';
import { searchPetitions } from '../../../db/read/petition/petitionSearch.ts';
import { viewPetition, viewPetitions } from '../../../db/read/petition/petitionView.ts';
import type { Deps } from '../../../deps.ts';
import { petitionJson, petitionLine } from '../../../documents/petitionJson.ts';
import { petitionStates, searchLimits } from '../../../governance/petition/petition.ts';
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
} from '../../contract.ts';
import { foundOr } from '../../problem.ts';

const APPEALS_SHOWN = 50;

const line = z
  .object({
    number: z.int(),
    state: z.enum(petitionStates),
    locale: z.enum(['ru', 'en']),
    title: z.string(),
    support: z.int(),
    needed: z.int().openapi({ description: 'Now, or at its end' }),
    members: z.int(),
    openedAt: instantSchema,
    closesAt: instantSchema,
  })
  .openapi('PetitionLine');
const verdict = z
  .object({
    rule: z.literal('petition'),
    base: z.object({ kind: z.literal('members'), number: z.int() }),
    number: z.int(),
    needed: z.int(),
    test: z.string().openapi({ example: '40 × 20 = 800 ≥ 790' }),
    reached: z.boolean(),
    bylawsVersion: z.int(),
  })
  .openapi('PetitionVerdict');
const outcome = z.object({
  close: z.int(),
  keep: z.int(),
  silent: z.int(),
  reasons: z.array(z.string()),
  bylawsVersion: z.int(),
});
const review = z
  .object({
    lot: z.int(),
    state: z.enum(['deciding', 'kept', 'closed']),
    openedAt: instantSchema,
    dueAt: instantSchema,
    outcome: outcome.nullable(),
    decidedOn: z.string().nullable(),
    appeal: z.string().nullable(),
    appealedOn: z.string().nullable(),
    appealItem: z.int().nullable().openapi({ description: 'The agenda’s item that the appeal became' }),
    appealVerdict: z.enum(['upheld', 'dismissed']).nullable(),
  })
  .openapi('PetitionReview');
const petition = line
  .extend({
    author: z.string().nullable().openapi({ description: 'The name the author chose; null: none' }),
    proposal: z.string(),
    reasons: z.string(),
    share: z.object({ numerator: z.int(), denominator: z.int() }),
    bylawsVersion: z.int(),
    reachedAt: instantSchema.nullable(),
    verdict: verdict.nullable(),
    commitments: z.object({ entries: z.int(), support: z.int() }),
    reviews: z.array(review),
  })
  .openapi('Petition');
const count = z.object({ petitions: z.int(), support: z.int() });
const numbers = z
  .object({ open: count, reached: count, closed: count, expired: count })
  .openapi('PetitionNumbers');
const appeal = z
  .object({
    petition: z.int(),
    lot: z.int(),
    text: z.string(),
    appealedOn: z.string(),
    item: z.int().nullable(),
    session: z.int().nullable().openapi({ description: 'null: it waits for the next one' }),
    verdict: z.enum(['upheld', 'dismissed']).nullable(),
  })
  .openapi('PetitionAppeal');

const tags = ['petitions'];
const path = '/api/v1/petitions';

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listPetitions',
  summary: 'Petitions, the newest first; with `q` those that the words are found in, the best first',
  tags,
  security,
  ...needs('anyOfficer'),
  request: {
    query: pageQuery.extend({
      state: z.enum(petitionStates).optional(),
      q: z.string().min(2).max(searchLimits.max).optional(),
    }),
  },
  responses: { 200: json(pageOf(line), 'A page; who supports is told to nobody'), ...readProblems },
});
const get = createRoute({
  method: 'get',
  path: `${path}/{number}`,
  operationId: 'getPetition',
  summary: 'A petition as everybody may read it, with its verdict and its reviews',
  tags,
  security,
  ...needs('anyOfficer', ['petition.unknown']),
  request: { params: numberParams },
  responses: { 200: json(petition, 'The petition'), ...readProblems, ...notFound },
});
const statistics = createRoute({
  method: 'get',
  path: `${path}/statistics`,
  operationId: 'getPetitionStatistics',
  summary: 'How many petitions there are in each state, and the support of each state together',
  tags,
  security,
  ...needs('anyOfficer'),
  responses: { 200: json(numbers, 'The numbers'), ...readProblems },
});
const appeals = createRoute({
  method: 'get',
  path: `${path}/appeals`,
  operationId: 'listPetitionAppeals',
  summary: 'Closings that their authors appealed against, for the next session; the newest 50',
  tags,
  security,
  ...needs('anyOfficer'),
  responses: { 200: json(z.object({ items: z.array(appeal) }), 'The appeals'), ...readProblems },
});

/** Petitions for officers: the same reads as everybody's, nothing more. There is no way from a petition to its supporters. */
export const petitionRoutes = (api: Api, { db }: Pick<Deps, 'db'>): void => {
  api.openapi(statistics, async (c) => c.json(await countByState(db), 200));
  api.openapi(appeals, async (c) => {
    const items = (await listPetitionAppeals(db, APPEALS_SHOWN)).map((one) => ({
      petition: one.petition,
      lot: one.number,
      text: one.appeal ?? '',
      appealedOn: one.appealedOn ?? '',
      item: one.item,
      session: one.session,
      verdict: one.appealVerdict,
    }));
    return c.json({ items }, 200);
  });
  api.openapi(list, async (c) => {
    const { q, state, cursor: before, limit } = c.req.valid('query');
    const found =
      q === undefined
        ? await pagePetitions(db, { before, state, limit })
        : (await searchPetitions(db, q, limit)).filter((one) => state === undefined || one.state === state);
    const items = (await viewPetitions(db, found)).map(petitionLine);
    return c.json(
      q === undefined ? pageFrom(items, limit, (one) => one.number) : { items, nextCursor: null },
      200,
    );
  });
  api.openapi(get, async (c) => {
    const found = foundOr(await findPetition(db, c.req.valid('param').number), 'petition.unknown');
    const reviews = await listReviews(db, found.id);
    const commitments = await countCommitments(db, found.id);
    return c.json(petitionJson(await viewPetition(db, found), { reviews, commitments }), 200);
  });
};
