import { createRoute, z } from '@hono/zod-openapi';
import { advisoryRefusals } from '../../../governance/ballot/advisory.ts';
import { congressRefusals } from '../../../governance/ballot/congressVote.ts';
import {
  emptyBody,
  instantSchema,
  json,
  jsonBody,
  needs,
  notFound,
  numberParams,
  readProblems,
  security,
  writeHeaders,
  writeProblems,
} from '../../contract.ts';

const minutesMax = 129_600;
const tags = ['sessions'];
const session = '/api/v1/sessions/{number}';
const item = '/api/v1/agenda-items/{number}';
const target = { params: numberParams, headers: writeHeaders };
const power = 'ballot.manage';

const changed = z.object({ changed: z.boolean().openapi({ description: 'false: it was so already' }) });
const duration = jsonBody(
  z
    .strictObject({ durationMinutes: z.int().min(1).max(minutesMax) })
    .openapi('VoteDuration', { example: { durationMinutes: 5 } }),
);
const opened = z
  .object({ number: z.int(), rollSize: z.int(), closesAt: z.string() })
  .openapi('OpenedItemVote', { description: 'The ballot; while it runs a second opening answers with it' });
const openingRefusals = [
  'sitting.noPower',
  'agenda.unknown',
  'ballot.emptyRoll',
  'ballot.noQuorum',
  'ballot.windowTooShort',
  ...congressRefusals,
];

export const presenceRoute = createRoute({
  method: 'get',
  path: `${session}/presence`,
  operationId: 'getPresence',
  summary: 'How many delegates are there now, the quorum, and how they answered; no names',
  tags,
  security,
  ...needs(power, ['sitting.noPower', 'sitting.unknown']),
  request: { params: numberParams },
  responses: {
    200: json(
      z
        .object({
          number: z.int(),
          state: z.enum(['planned', 'frozen', 'called', 'open', 'closed', 'cancelled']),
          all: z.int(),
          present: z.int(),
          needed: z.int(),
          met: z.boolean(),
          plans: z.object({ comes: z.int(), absent: z.int(), substitute: z.int() }),
          votes: z.array(z.int()).openapi({ description: 'Ballots that run now' }),
          decisions: z.int(),
        })
        .openapi('Presence'),
      'As of now',
    ),
    ...readProblems,
    ...notFound,
  },
});

export const openSessionRoute = createRoute({
  method: 'post',
  path: `${session}/open`,
  operationId: 'openSession',
  summary: 'Open a session on the chair’s word; `chair` is the number of the chair’s mandate',
  tags,
  security,
  ...needs(power, [
    'sitting.noPower',
    'sitting.unknown',
    'sitting.chairUnknown',
    'sitting.chairMissing',
    'sitting.notCalled',
    'sitting.notYet',
    'sitting.over',
  ]),
  request: {
    ...target,
    body: jsonBody(z.strictObject({ chair: z.int().min(1).optional() }).openapi('SessionOpening')),
  },
  responses: {
    200: json(changed.extend({ all: z.int(), quorum: z.int() }).openapi('OpenedSession'), 'Open'),
    ...writeProblems,
  },
});

export const closeSessionRoute = createRoute({
  method: 'post',
  path: `${session}/close`,
  operationId: 'closeSession',
  summary: 'Close a session on the chair’s word; undecided items go to the next one',
  tags,
  security,
  ...needs(power, ['sitting.noPower', 'sitting.unknown', 'sitting.notUnderWay', 'sitting.voteRunning']),
  request: { ...target, body: emptyBody },
  responses: {
    200: json(
      changed.extend({ decisions: z.int(), dissentUntil: instantSchema }).openapi('ClosedSession'),
      'Closed',
    ),
    ...writeProblems,
  },
});

const itemAct = (given: {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly refusals: readonly string[];
}) =>
  createRoute({
    method: 'post',
    path: `${item}/${given.path}`,
    operationId: given.operationId,
    summary: given.summary,
    tags,
    security,
    ...needs(power, ['sitting.noPower', 'agenda.unknown', ...given.refusals]),
    request: { ...target, body: emptyBody },
    responses: { 200: json(changed.openapi('ItemAct'), 'Done'), ...writeProblems },
  });

export const callUpRoute = itemAct({
  path: 'call-up',
  operationId: 'callItemUp',
  summary: 'Call an item up on the chair’s word; one at a time',
  refusals: ['sitting.notUnderWay', 'sitting.itemNotListed', 'sitting.itemElsewhere'],
});
export const setAsideRoute = itemAct({
  path: 'set-aside',
  operationId: 'setItemAside',
  summary: 'Put an open item aside on the chair’s word',
  refusals: ['sitting.itemNotListed', 'sitting.voteRunning'],
});
export const declineRoute = itemAct({
  path: 'decline-advisory',
  operationId: 'declineAdvisory',
  summary: 'Note on the chair’s word that the members are not asked; it goes into the journal',
  refusals: advisoryRefusals,
});

export const voteRoute = createRoute({
  method: 'post',
  path: `${item}/vote`,
  operationId: 'openItemVote',
  summary: 'Open the Congress’s vote on an item: in its open session, else outside of one (strategic only)',
  tags,
  security,
  ...needs(power, openingRefusals),
  request: { ...target, body: duration },
  responses: { 200: json(opened, 'Open'), ...writeProblems },
});
export const advisoryRoute = createRoute({
  method: 'post',
  path: `${item}/advisory`,
  operationId: 'askMembers',
  summary: 'Ask the members about a strategic item before the Congress votes: a straw poll',
  tags,
  security,
  ...needs(power, ['sitting.noPower', 'agenda.unknown', 'ballot.emptyRoll', ...advisoryRefusals]),
  request: { ...target, body: duration },
  responses: { 200: json(opened, 'Open'), ...writeProblems },
});
