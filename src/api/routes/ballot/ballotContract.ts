import { createRoute, z } from '@hono/zod-openapi';
import { ballotClasses, ballotStates } from '../../../governance/ballot/ballot.ts';
import { draftRefusals } from '../../../governance/ballot/ballotDraft.ts';
import { congressRefusals } from '../../../governance/ballot/congressVote.ts';
import { textRefusals } from '../../../governance/kit/text.ts';
import {
  emptyBody,
  instantSchema,
  json,
  jsonBody,
  needs,
  notFound,
  numberParams,
  pageOf,
  pageQuery,
  readProblems,
  security,
  textsSchema,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';

const rules = ['strategic', 'current', 'statement', 'advisory'] as const;
export const ballotLine = z
  .object({
    number: z.int(),
    class: z.enum(ballotClasses),
    rule: z.enum(rules),
    state: z.enum(ballotStates),
    electorate: z.enum(['members', 'list', 'congress']),
    list: z.int().nullable().openapi({ description: 'The named list that votes; null: no list does' }),
    item: z.int().nullable().openapi({
      description: 'The item that the Congress votes on, or that the members are asked about before it',
    }),
    session: z.int().nullable().openapi({ description: 'The session in which the Congress votes' }),
    decision: z.int().nullable().openapi({ description: 'Its number in the register of decisions' }),
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

export const ballotDraft = z
  .strictObject({
    class: z.enum(ballotClasses),
    electorate: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('members') }),
      z.strictObject({ kind: z.literal('list'), list: z.int().min(1) }),
      z.strictObject({ kind: z.literal('congress'), item: z.int().min(1) }),
    ]),
    rule: z.enum(rules),
    question: textsSchema,
    description: textsSchema.optional(),
    options: z.array(textsSchema).optional(),
    opensAt: instantSchema.optional(),
    closesAt: instantSchema.optional(),
    durationMinutes: z.int().min(1).optional(),
  })
  .openapi('BallotDraft', {
    example: {
      class: 'strawPoll',
      electorate: { kind: 'members' },
      rule: 'advisory',
      question: { ru: 'Поддержать обращение?', en: 'Support the appeal?' },
      durationMinutes: 4320,
    },
  });
const numbered = z.object({ number: z.int() });
const opened = numbered.extend({ rollSize: z.int(), closesAt: z.string() }).openapi('OpenedBallot');
const planned = numbered.extend({ opensAt: z.string(), closesAt: z.string() }).openapi('ScheduledBallot');

const windowRefusals = ['ballot.windowPast', 'ballot.windowBackwards', 'ballot.windowTooShort'];
const tags = ['ballots'];
const path = '/api/v1/ballots';
const one = `${path}/{number}`;
const target = { params: numberParams, headers: writeHeaders };

export const listRoute = createRoute({
  method: 'get',
  path,
  operationId: 'listBallots',
  summary: "The officer's desk, newest first",
  tags,
  security,
  ...needs('ballot.manage', ['ballot.noPower']),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(ballotLine), 'A page of ballots'), ...readProblems },
});
export const getRoute = createRoute({
  method: 'get',
  path: one,
  operationId: 'getBallot',
  summary: 'One ballot; no count before the publication',
  tags,
  security,
  ...needs('ballot.manage', ['ballot.noPower', 'ballot.unknown']),
  request: { params: numberParams },
  responses: { 200: json(ballotLine, 'The ballot'), ...readProblems, ...notFound },
});
export const draftRoute = createRoute({
  method: 'post',
  path,
  operationId: 'draftBallot',
  summary: 'Write a draft; exactly one of closesAt and durationMinutes',
  tags,
  security,
  ...needs('ballot.manage', [
    'ballot.noPower',
    'list.unknown',
    'agenda.unknown',
    'sitting.ruleOfItem',
    'ballot.rollCallOfMembers',
    'ballot.pollOfCongress',
    'ballot.ruleOfClass',
    ...draftRefusals,
    ...textRefusals,
  ]),
  request: { headers: writeHeaders, body: jsonBody(ballotDraft) },
  responses: { 201: json(numbered.openapi('DraftedBallot'), 'The draft'), ...writeProblems },
});
export const scheduleRoute = createRoute({
  method: 'post',
  path: `${one}/schedule`,
  operationId: 'scheduleBallot',
  summary: 'Set the moment of opening; without one the draft’s own counts',
  tags,
  security,
  ...needs('ballot.manage', [
    'ballot.noPower',
    'ballot.unknown',
    'ballot.notDraft',
    'sitting.needsSession',
    ...windowRefusals,
  ]),
  request: {
    ...target,
    body: jsonBody(z.strictObject({ opensAt: instantSchema.optional() }).openapi('Schedule')),
  },
  responses: { 200: json(planned, 'Planned'), ...writeProblems },
});
export const moveRoute = createRoute({
  method: 'post',
  path: `${one}/move`,
  operationId: 'moveBallot',
  summary: 'Another moment of opening for what is scheduled; the reason is published',
  tags,
  security,
  ...needs('ballot.manage', [
    'ballot.noPower',
    'ballot.unknown',
    'ballot.notScheduled',
    ...windowRefusals,
    ...textRefusals,
  ]),
  request: {
    ...target,
    body: jsonBody(z.strictObject({ opensAt: instantSchema, reason: textsSchema }).openapi('BallotMove')),
  },
  responses: { 200: json(planned, 'Moved'), ...writeProblems },
});
export const openRoute = createRoute({
  method: 'post',
  path: `${one}/open`,
  operationId: 'openBallot',
  summary: 'Open now: the roll is frozen, and nothing can be taken back',
  tags,
  security,
  ...needs('ballot.manage', [
    'ballot.noPower',
    'ballot.unknown',
    'ballot.notOpenable',
    'ballot.emptyRoll',
    'ballot.noQuorum',
    ...congressRefusals,
    ...windowRefusals,
  ]),
  request: { ...target, body: emptyBody },
  responses: { 200: json(opened, 'Open'), ...writeProblems },
});
export const withdrawRoute = createRoute({
  method: 'post',
  path: `${one}/withdraw`,
  operationId: 'withdrawBallot',
  summary: 'Take back what is not open yet',
  tags,
  security,
  ...needs('ballot.manage', [
    'ballot.noPower',
    'ballot.unknown',
    'ballot.notWithdrawable',
    'ballot.reasonMissing',
    ...textRefusals,
  ]),
  request: {
    ...target,
    body: jsonBody(
      z
        .strictObject({
          reason: textsSchema
            .optional()
            .openapi({ description: 'Published; needed for what was scheduled, not for a draft' }),
        })
        .openapi('Withdrawal'),
    ),
  },
  responses: { 200: json(numbered.openapi('WithdrawnBallot'), 'Withdrawn'), ...writeProblems },
});
