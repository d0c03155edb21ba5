import { createRoute, z } from '@hono/zod-openapi';
import { enterCallOutcome } from '../../../actions/verification/enterCallOutcome.ts';
import { handBackCall, joinCall, takeCall } from '../../../actions/verification/takeCall.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { type Call, findCall, listCalls } from '../../../db/read/verification/call.ts';
import type { Deps } from '../../../deps.ts';
import { deskDeadline } from '../../../governance/question/desk.ts';
import { callOpensAt, callOutcomes, placeIn } from '../../../governance/verification/call.ts';
import { refuse } from '../../../result.ts';
import type { Api } from '../../context.ts';
import {
  emptyBody,
  instantSchema,
  json,
  jsonBody,
  needs,
  notFound,
  numberParams,
  pageFrom,
  pageOf,
  pageQuery,
  readProblems,
  security,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';
import { RefusedError, valueOrThrow } from '../../problem.ts';

const call = z
  .object({
    number: z.int().openapi({ description: "The applicant's case" }),
    state: z.enum(['wished', 'taken', 'agreed', 'missed']),
    offered: z.array(z.string()),
    startsAt: z.string().nullable(),
    yours: z.boolean().openapi({ description: 'The holder is one of its officers' }),
    waitingSince: z.string(),
    dueAt: z.string(),
    link: z.string().nullable().openapi({ description: 'For its own officers' }),
    words: z
      .object({ officers: z.string(), person: z.string() })
      .nullable()
      .openapi({ description: 'For its own officers, from 15 minutes before the start' }),
  })
  .openapi('Call');
const done = z.object({ number: z.int() }).openapi('CallChanged');
const outcomeDone = z
  .object({
    number: z.int(),
    step: z.enum(['approved', 'declined', 'freed', 'closed']),
    admitted: z.boolean(),
  })
  .openapi('CallOutcome');

const tags = ['calls'];
const path = '/api/v1/calls';
const one = `${path}/{number}`;
const common = { tags, security } as const;
const write = { params: numberParams, headers: writeHeaders } as const;

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listCalls',
  summary: 'Calls that applicants wait for, oldest case first',
  ...common,
  ...needs('admission.approve', ['call.noPower']),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(call), 'A page of calls'), ...readProblems },
});
const get = createRoute({
  method: 'get',
  path: one,
  operationId: 'getCall',
  summary: "One applicant's call",
  ...common,
  ...needs('admission.approve', ['call.noPower', 'call.none']),
  request: { params: numberParams },
  responses: { 200: json(call, 'The call'), ...readProblems, ...notFound },
});
const take = createRoute({
  method: 'post',
  path: `${one}/take`,
  operationId: 'takeCall',
  summary: 'Take one of the offered times and say where to talk',
  ...common,
  ...needs('admission.approve', [
    'call.none',
    'call.noPower',
    'call.ownCase',
    'call.alreadyTaken',
    'call.notOffered',
    'call.tooSoon',
    'call.linkInvalid',
  ]),
  request: { ...write, body: jsonBody(z.strictObject({ at: instantSchema, link: z.string() })) },
  responses: { 200: json(done, 'Taken; a second officer is needed'), ...writeProblems },
});
const join = createRoute({
  method: 'post',
  path: `${one}/join`,
  operationId: 'joinCall',
  summary: 'Join a call as its second officer',
  ...common,
  ...needs('admission.approve', [
    'call.none',
    'call.noPower',
    'call.ownCase',
    'call.sameOfficer',
    'call.alreadyTaken',
    'call.notTaken',
    'call.tooSoon',
  ]),
  request: { ...write, body: emptyBody },
  responses: { 200: json(done, 'Agreed'), ...writeProblems },
});
const handBack = createRoute({
  method: 'post',
  path: `${one}/hand-back`,
  operationId: 'handBackCall',
  summary: 'Withdraw from a call',
  ...common,
  ...needs('admission.approve', ['call.noPower', 'call.none', 'call.notYours', 'call.outcomeGiven']),
  request: { ...write, body: emptyBody },
  responses: { 200: json(done, 'Handed back'), ...writeProblems },
});
const outcome = createRoute({
  method: 'post',
  path: `${one}/outcome`,
  operationId: 'enterCallOutcome',
  summary: 'Enter, alone, what came of a call',
  ...common,
  ...needs('admission.approve', [
    'call.noPower',
    'call.none',
    'call.notYours',
    'call.notAgreed',
    'call.notStarted',
    'call.outcomeGiven',
    'call.contradicted',
    'text.tooShort',
  ]),
  request: {
    ...write,
    body: jsonBody(
      z.strictObject({
        outcome: z.enum(callOutcomes),
        reason: z.string().optional().openapi({ description: 'For notKnown: the applicant reads it' }),
      }),
    ),
  },
  responses: { 200: json(outcomeDone, 'What it led to'), ...writeProblems },
});

const shown = (found: Call, holderId: string, now: Date, dueAt: Date) => {
  const { number, state, wishes, startsAt, createdAt, link, words } = found;
  const yours = placeIn(found, holderId) !== undefined;
  const isOpen = startsAt !== null && now >= callOpensAt(startsAt);
  return {
    number,
    state,
    offered: [...wishes],
    startsAt: startsAt?.toISOString() ?? null,
    yours,
    waitingSince: createdAt.toISOString(),
    dueAt: dueAt.toISOString(),
    link: yours ? (link ?? null) : null,
    words: yours && isOpen ? (words ?? null) : null,
  };
};

/** Calls of officers with applicants (rule M5): the same actions as in the chat. */
export const callRoutes = (api: Api, deps: Deps): void => {
  const { db, vault } = deps;
  api.openapi(list, async (c) => {
    const { holderId } = c.get('caller');
    const { limit, cursor: afterNumber = 0 } = c.req.valid('query');
    const now = await deps.clock.now();
    const { bylaws } = await currentBylaws(db, now);
    const calls = await listCalls(db, vault, holderId, { limit, afterNumber });
    const items = calls.map((found) => shown(found, holderId, now, deskDeadline(found.createdAt, bylaws)));
    return c.json(
      pageFrom(items, limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(get, async (c) => {
    const { holderId } = c.get('caller');
    const found = await findCall(db, vault, c.req.valid('param').number);
    if (found === undefined || found.candidateId === holderId)
      throw new RefusedError(refuse('call.none').refusals);
    const now = await deps.clock.now();
    const { bylaws } = await currentBylaws(db, now);
    return c.json(shown(found, holderId, now, deskDeadline(found.createdAt, bylaws)), 200);
  });
  api.openapi(take, async (c) => {
    const { at, link } = c.req.valid('json');
    const { number } = c.req.valid('param');
    const officerId = c.get('caller').holderId;
    const taken = valueOrThrow(await takeCall(deps, { officerId, number, at: new Date(at), link }));
    return c.json(taken, 200);
  });
  api.openapi(join, async (c) => {
    const { number } = c.req.valid('param');
    const joined = valueOrThrow(await joinCall(deps, { officerId: c.get('caller').holderId, number }));
    return c.json(joined, 200);
  });
  api.openapi(handBack, async (c) => {
    const { number } = c.req.valid('param');
    const back = valueOrThrow(await handBackCall(deps, { officerId: c.get('caller').holderId, number }));
    return c.json(back, 200);
  });
  api.openapi(outcome, async (c) => {
    const { number } = c.req.valid('param');
    const { outcome: said, reason } = c.req.valid('json');
    const entered = valueOrThrow(
      await enterCallOutcome(deps, {
        officerId: c.get('caller').holderId,
        number,
        outcome: said,
        ...(reason === undefined ? {} : { reason }),
      }),
    );
    return c.json(entered, 200);
  });
};
