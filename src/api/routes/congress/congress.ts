import { z } from '@hono/zod-openapi';
import { findComposition, listSeatGroups, seatGroupKey } from '../../../db/read/congress/congress.ts';
import type { Deps } from '../../../deps.ts';
import { congressJson, seatGroupJson } from '../../../documents/congressJson.ts';
import { parseCongressMoment } from '../../../governance/congress/congressDay.ts';
import { type Result, refuse } from '../../../result.ts';
import type { Api } from '../../context.ts';
import { instantSchema, pageFrom, pageOf, pageQuery } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { valueOrThrow } from '../../problem.ts';

const atMax = 40;

const seats = z.object({ entitled: z.int(), filled: z.int(), vacant: z.int() }).openapi('Seats');
const mandate = z
  .object({
    number: z.int(),
    publicName: z.string(),
    substituteName: z.string().nullable().openapi({ description: 'Votes only while the delegate is absent' }),
    protocolNumber: z.int().nullable(),
    seat: z.int(),
    term: z.int().openapi({ description: 'Consecutive terms, this one included' }),
    begins: instantSchema,
    ends: instantSchema,
  })
  .openapi('Mandate');
const group = z
  .object({
    project: z
      .object({ number: z.int(), name: z.string(), size: z.enum(['none', 'small', 'medium', 'large']) })
      .nullable()
      .openapi({ description: 'null: the individual members' }),
    ...seats.shape,
    mandates: z.array(mandate),
  })
  .openapi('SeatGroup');
const congress = pageOf(group)
  .extend({
    at: instantSchema,
    bylawsVersion: z.int(),
    all: seats,
    ofProjects: seats,
    ofMembers: seats,
    strategicNeeds: z.int().openapi({ description: 'Filled seats that a strategic vote needs' }),
  })
  .openapi('Congress');

const query = pageQuery.extend({
  at: z.string().max(atMax).optional().openapi({
    description: 'A day (noon UTC; today: now) or an exact instant; a day to come counts what is known now',
    example: '2026-11-24',
  }),
});

const atPath = <Value>(done: Result<Value>): Result<Value> => {
  if (done.ok) return done;
  const [first, ...rest] = done.refusals;
  return refuse({ ...first, path: 'at' }, ...rest);
};

/** The composition, as the public page has it too. */
export const congressRoutes = (api: Api, { db, vault, clock }: Deps): void => {
  const { get } = operations(api, 'congress');

  get({
    path: '/api/v1/congress',
    id: 'getCongress',
    summary:
      'Who sits in the Congress on any day: seats entitled, filled and vacant, by project, under public names',
    power: 'anyOfficer',
    refusals: ['congress.dayUnreadable', 'congress.dayOutOfRange'],
    takes: { query },
    answer: [congress, 'The Congress, and a page of its seats'],
    handle: async ({ query: { at: given, limit, cursor } }) => {
      const now = await clock.now();
      const at = given === undefined ? now : valueOrThrow(atPath(parseCongressMoment(given, now)));
      const composition = await findComposition(db, at);
      const groups = await listSeatGroups(db, vault, { at, composition }, { after: cursor ?? 0, limit });
      const { items, nextCursor } = pageFrom(groups, limit, seatGroupKey);
      return { ...congressJson(at, composition), items: items.map(seatGroupJson), nextCursor };
    },
  });
};
