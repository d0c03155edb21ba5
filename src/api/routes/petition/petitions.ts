import { z } from '@hono/zod-openapi';
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
import { instantSchema, numberParams, pageFrom, pageOf, pageQuery } from '../../contract.ts';
import { operations } from '../../operation.ts';
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

const query = pageQuery.extend({
  state: z.enum(petitionStates).optional(),
  q: z.string().min(2).max(searchLimits.max).optional(),
});

const path = '/api/v1/petitions';

/** Petitions for officers: the same reads as everybody's, nothing more. There is no way from a petition to its supporters. */
export const petitionRoutes = (api: Api, { db }: Pick<Deps, 'db'>): void => {
  const { get } = operations(api, 'petitions');

  get({
    path: `${path}/statistics`,
    id: 'getPetitionStatistics',
    summary: 'How many petitions there are in each state, and the support of each state together',
    power: 'anyOfficer',
    takes: {},
    answer: [numbers, 'The numbers'],
    handle: () => countByState(db),
  });
  get({
    path: `${path}/appeals`,
    id: 'listPetitionAppeals',
    summary: 'Closings that their authors appealed against, for the next session; the newest 50',
    power: 'anyOfficer',
    takes: {},
    answer: [z.object({ items: z.array(appeal) }), 'The appeals'],
    handle: async () => {
      const items = (await listPetitionAppeals(db, APPEALS_SHOWN)).map((one) => ({
        petition: one.petition,
        lot: one.number,
        text: one.appeal ?? '',
        appealedOn: one.appealedOn ?? '',
        item: one.item,
        session: one.session,
        verdict: one.appealVerdict,
      }));
      return { items };
    },
  });
  get({
    path,
    id: 'listPetitions',
    summary: 'Petitions, the newest first; with `q` those that the words are found in, the best first',
    power: 'anyOfficer',
    takes: { query },
    answer: [pageOf(line), 'A page; who supports is told to nobody'],
    handle: async ({ query: { q, state, cursor: before, limit } }) => {
      const found =
        q === undefined
          ? await pagePetitions(db, { before, state, limit })
          : (await searchPetitions(db, q, limit)).filter((one) => state === undefined || one.state === state);
      const items = (await viewPetitions(db, found)).map(petitionLine);
      return q === undefined ? pageFrom(items, limit, ({ number }) => number) : { items, nextCursor: null };
    },
  });
  get({
    path: `${path}/{number}`,
    id: 'getPetition',
    summary: 'A petition as everybody may read it, with its verdict and its reviews',
    power: 'anyOfficer',
    refusals: ['petition.unknown'],
    takes: { params: numberParams },
    answer: [petition, 'The petition'],
    handle: async ({ params }) => {
      const found = foundOr(await findPetition(db, params.number), 'petition.unknown');
      const reviews = await listReviews(db, found.id);
      const commitments = await countCommitments(db, found.id);
      return petitionJson(await viewPetition(db, found), { reviews, commitments });
    },
  });
};
