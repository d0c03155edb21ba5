import { createRoute, z } from '@hono/zod-openapi';
import { draftBallot } from '../../actions/draftBallot.ts';
import { openBallot } from '../../actions/openBallot.ts';
import { scheduleBallot } from '../../actions/scheduleBallot.ts';
import { withdrawBallot } from '../../actions/withdrawBallot.ts';
import { type Ballot, findBallot, listBallots } from '../../db/read/ballot.ts';
import { findList } from '../../db/read/list.ts';
import type { Deps } from '../../deps.ts';
import { ballotClasses, ballotStates } from '../../governance/ballot.ts';
import { type Result, refuse } from '../../result.ts';
import type { Api, ApiContext } from '../context.ts';
import {
  emptyBody,
  instantSchema,
  json,
  jsonBody,
  notFound,
  numberParams,
  pageOf,
  pageQuery,
  readProblems,
  security,
  textsSchema,
  writeHeaders,
  writeProblems,
} from '../contract.ts';
import { RefusedError } from '../problem.ts';

const rules = ['strategic', 'current', 'statement', 'advisory'] as const;
const line = z
  .object({
    number: z.int(),
    class: z.enum(ballotClasses),
    rule: z.enum(rules),
    state: z.enum(ballotStates),
    list: z.int().nullable().openapi({ description: 'The named list that votes; null: the members' }),
    question: textsSchema,
    description: textsSchema.optional(),
    options: z.array(textsSchema).optional(),
    opensAt: z.string().nullable(),
    closesAt: z.string().nullable(),
    durationMinutes: z.int().nullable(),
    rollSize: z.int().nullable(),
    bylawsVersion: z.int().nullable(),
    result: z.record(z.string(), z.unknown()).nullable().openapi({
      description: 'Only after the publication; before it nobody sees a number',
    }),
  })
  .openapi('Ballot');

const draft = z
  .strictObject({
    class: z.enum(ballotClasses),
    electorate: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('members') }),
      z.strictObject({ kind: z.literal('list'), list: z.int().min(1) }),
    ]),
    rule: z.enum(rules),
    question: textsSchema,
    description: textsSchema.optional(),
    options: z.array(textsSchema).optional(),
    opensAt: instantSchema.optional(),
    closesAt: instantSchema.optional(),
    durationMinutes: z.int().min(1).optional(),
  })
  .openapi('BallotDraft');
const numbered = z.object({ number: z.int() });
const opened = numbered.extend({ rollSize: z.int(), closesAt: z.string() }).openapi('OpenedBallot');
const planned = numbered.extend({ opensAt: z.string(), closesAt: z.string() }).openapi('ScheduledBallot');

const tags = ['ballots'];
const path = '/api/v1/ballots';
const one = `${path}/{number}`;
const target = { params: numberParams, headers: writeHeaders };

const list = createRoute({
  method: 'get',
  path,
  operationId: 'listBallots',
  summary: "The officer's desk, newest first; the cursor is an offset",
  tags,
  security,
  request: { query: pageQuery },
  responses: { 200: json(pageOf(line), 'A page of ballots'), ...readProblems },
});
const get = createRoute({
  method: 'get',
  path: one,
  operationId: 'getBallot',
  summary: 'One ballot; no count before the publication',
  tags,
  security,
  request: { params: numberParams },
  responses: { 200: json(line, 'The ballot'), ...readProblems, ...notFound },
});
const create = createRoute({
  method: 'post',
  path,
  operationId: 'draftBallot',
  summary: 'Write a draft; exactly one of closesAt and durationMinutes',
  tags,
  security,
  request: { headers: writeHeaders, body: jsonBody(draft) },
  responses: { 201: json(numbered.openapi('DraftedBallot'), 'The draft'), ...writeProblems },
});
const schedule = createRoute({
  method: 'post',
  path: `${one}/schedule`,
  operationId: 'scheduleBallot',
  summary: 'Set the moment of opening; without one the draft’s own counts',
  tags,
  security,
  request: {
    ...target,
    body: jsonBody(z.strictObject({ opensAt: instantSchema.optional() }).openapi('Schedule')),
  },
  responses: { 200: json(planned, 'Planned'), ...writeProblems },
});
const open = createRoute({
  method: 'post',
  path: `${one}/open`,
  operationId: 'openBallot',
  summary: 'Open now: the roll is frozen, and nothing can be taken back',
  tags,
  security,
  request: { ...target, body: emptyBody },
  responses: { 200: json(opened, 'Open'), ...writeProblems },
});
const withdraw = createRoute({
  method: 'post',
  path: `${one}/withdraw`,
  operationId: 'withdrawBallot',
  summary: 'Take back what is not open yet',
  tags,
  security,
  request: { ...target, body: emptyBody },
  responses: { 200: json(numbered.openapi('WithdrawnBallot'), 'Withdrawn'), ...writeProblems },
});

/** What an officer sees: nothing of who voted, and no number before the publication. */
const toLine = (ballot: Ballot): z.infer<typeof line> => {
  const { plan, content } = ballot;
  return {
    number: ballot.number,
    class: ballot.class,
    rule: ballot.rule,
    state: ballot.state,
    list: ballot.list?.number ?? null,
    question: content.question,
    ...(content.description === undefined ? {} : { description: content.description }),
    ...(content.choices.kind === 'options' ? { options: content.choices.options } : {}),
    opensAt: (ballot.openedAt?.toISOString() ?? plan.opensAt) || null,
    closesAt: ballot.closesAt?.toISOString() ?? null,
    durationMinutes: 'durationMinutes' in plan ? plan.durationMinutes : null,
    rollSize: ballot.rollSize,
    bylawsVersion: ballot.bylawsVersion,
    result: ballot.state === 'published' && ballot.result !== null ? { ...ballot.result } : null,
  };
};

const needPower = (c: ApiContext): void => {
  if (!c.get('caller').powers.has('ballot.manage')) throw new RefusedError(refuse('ballot.noPower').refusals);
};

const valueOrThrow = <Value>(done: Result<Value>): Value => {
  if (!done.ok) throw new RefusedError(done.refusals);
  return done.value;
};

/** Officers call lists by number; the rule knows ids. An unknown number is left for the rule to refuse. */
const withListId = async (deps: Deps, { electorate, ...rest }: z.infer<typeof draft>) => {
  if (electorate.kind === 'members') return { ...rest, electorate };
  const found = await findList(deps.db, electorate.list);
  return { ...rest, electorate: { kind: 'list', listId: found?.id ?? 'unknown' } };
};

/** Ballots as officers run them; the actions are the chat's own. */
export const ballotRoutes = (api: Api, deps: Deps): void => {
  api.openapi(list, async (c) => {
    needPower(c);
    const { limit, cursor: offset = 0 } = c.req.valid('query');
    const rows = await listBallots(deps.db, deps.vault, { offset, limit });
    const nextCursor = rows.length === limit ? String(offset + limit) : null;
    return c.json({ items: rows.map(toLine), nextCursor }, 200);
  });
  api.openapi(get, async (c) => {
    needPower(c);
    const found = await findBallot(deps.db, deps.vault, c.req.valid('param').number);
    if (found === undefined) throw new RefusedError(refuse('ballot.unknown').refusals);
    return c.json(toLine(found), 200);
  });
  api.openapi(create, async (c) => {
    const input = await withListId(deps, c.req.valid('json'));
    const officerId = c.get('caller').holderId;
    const done = await draftBallot(deps, { officerId, submissionId: deps.random.uuid(), input });
    return c.json(valueOrThrow(done), 201);
  });
  const commandOf = (c: ApiContext, number: number) => ({ officerId: c.get('caller').holderId, number });
  api.openapi(schedule, async (c) => {
    const { number } = c.req.valid('param');
    const { opensAt } = c.req.valid('json');
    const moment = opensAt === undefined ? {} : { opensAt: new Date(opensAt).toISOString() };
    return c.json(
      { number, ...valueOrThrow(await scheduleBallot(deps, { ...commandOf(c, number), ...moment })) },
      200,
    );
  });
  api.openapi(open, async (c) => {
    const { number } = c.req.valid('param');
    return c.json({ number, ...valueOrThrow(await openBallot(deps, commandOf(c, number))) }, 200);
  });
  api.openapi(withdraw, async (c) => {
    const { number } = c.req.valid('param');
    valueOrThrow(await withdrawBallot(deps, commandOf(c, number)));
    return c.json({ number }, 200);
  });
};
