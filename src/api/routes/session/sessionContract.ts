import { createRoute, z } from '@hono/zod-openapi';
import { agendaChangeSchema } from '../../../governance/session/agendaChange.ts';
import { itemClasses, itemStates, itemSubjects, movers } from '../../../governance/session/item.ts';
import { lengthLimits, sessionStates } from '../../../governance/session/session.ts';
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

const session = z
  .object({
    number: z.int(),
    state: z.enum(sessionStates),
    startsAt: instantSchema,
    lengthMinutes: z.int(),
    zone: z.string(),
    place: z.string().openapi({ description: 'For delegates and officers; on no public page' }),
    agendaHash: z.string().nullable(),
    agendaFrozenAt: instantSchema.nullable(),
  })
  .openapi('Session');
const item = z
  .object({
    number: z.int(),
    state: z.enum(itemStates),
    class: z.enum(itemClasses),
    classDemanded: z.boolean(),
    subject: z.enum(itemSubjects),
    mover: z.enum(movers),
    enteredBy: z.enum(['mover', 'secretariat']),
    petition: z.int().nullable(),
    locale: z.enum(['ru', 'en']).nullable(),
    title: textsSchema,
    text: textsSchema,
  })
  .openapi('AgendaItem');
const change = z
  .object({ seq: z.int(), changedAt: instantSchema, change: agendaChangeSchema })
  .openapi('AgendaChange');
const whole = session.extend({ items: z.array(item), changes: z.array(change) }).openapi('SessionWithAgenda');
const numbered = z.object({ number: z.int() }).openapi('SessionNumber');

const plan = {
  startsAt: instantSchema,
  zone: z.string().openapi({ example: 'Europe/Berlin' }),
  lengthMinutes: z.int().min(lengthLimits.min).max(lengthLimits.max),
  place: z.string().openapi({ description: 'In words, or an https link' }),
};
const reason = textsSchema
  .optional()
  .openapi({ description: 'Needed once the agenda is frozen; everybody reads it' });
const words = z.strictObject({ ru: z.string().optional(), en: z.string().optional() });
const newItem = z
  .strictObject({
    title: words,
    text: words,
    class: z.enum(itemClasses),
    subject: z.enum(itemSubjects).optional(),
    reason,
  })
  .openapi('NewAgendaItem');

const tags = ['sessions'];
const path = '/api/v1/sessions';
const one = `${path}/{number}`;
const itemPath = '/api/v1/agenda-items/{number}';
const textFaults = ['text.empty', 'text.tooShort', 'text.tooLong'];
const ofPlan = [
  'session.past',
  'session.tooSoon',
  'session.tooFar',
  'session.overlaps',
  'session.placeLink',
  'zone.unknown',
  ...textFaults,
];
const byOfficer = ['session.noPower', 'session.unknown', 'session.over'];
const ofItem = ['agenda.noPower', 'agenda.unknown', 'agenda.reasonMissing'];
const write = { params: numberParams, headers: writeHeaders };
const post = { method: 'post', tags, security } as const;
const get = { method: 'get', tags, security } as const;
const done = { 200: json(numbered, 'Written down'), ...writeProblems };
const power = (refusals: readonly string[]) => needs('session.manage', refusals);

export const listSessionsRoute = createRoute({
  ...get,
  path,
  operationId: 'listSessions',
  summary: 'Sessions of the Congress, newest first',
  ...power(['session.noPower']),
  request: { query: pageQuery },
  responses: { 200: json(pageOf(session), 'A page of sessions'), ...readProblems },
});
export const getSessionRoute = createRoute({
  ...get,
  path: one,
  operationId: 'getSession',
  summary: 'A session with its agenda and what was changed after the freeze',
  ...power(['session.noPower', 'session.unknown']),
  request: { params: numberParams },
  responses: { 200: json(whole, 'The session'), ...readProblems, ...notFound },
});
export const planSessionRoute = createRoute({
  ...post,
  path,
  operationId: 'planSession',
  summary: 'Plan a session; what waits for an agenda goes on it by itself',
  ...power(['session.noPower', ...ofPlan]),
  request: { headers: writeHeaders, body: jsonBody(z.strictObject(plan).openapi('SessionPlan')) },
  responses: { 201: json(numbered, 'Planned'), ...writeProblems },
});
export const changeSessionRoute = createRoute({
  ...post,
  path: `${one}/change`,
  operationId: 'changeSession',
  summary: 'Another time, length, zone or place; after the freeze with a reason',
  ...power([...byOfficer, 'session.nothingChanged', 'agenda.reasonMissing', ...ofPlan]),
  request: {
    ...write,
    body: jsonBody(
      z.strictObject({ ...z.strictObject(plan).partial().shape, reason }).openapi('SessionChange'),
    ),
  },
  responses: done,
});
export const chairRoute = createRoute({
  ...post,
  path: `${one}/chair`,
  operationId: 'chooseChair',
  summary: 'Record who chairs: a delegate by the number of the mandate',
  ...power([...byOfficer, 'session.chairUnknown']),
  request: { ...write, body: jsonBody(z.strictObject({ mandate: z.int().min(1) }).openapi('SessionChair')) },
  responses: done,
});
export const enterItemRoute = createRoute({
  ...post,
  path: `${one}/items`,
  operationId: 'enterAgendaItem',
  summary: 'Write down what the chair says; the secretariat puts nothing on by itself',
  ...power([
    ...byOfficer,
    'agenda.noChair',
    'agenda.strategicByKind',
    'agenda.noLanguage',
    'agenda.reasonMissing',
    ...textFaults,
  ]),
  request: { ...write, body: jsonBody(newItem) },
  responses: { 201: json(numbered, 'The number of the item'), ...writeProblems },
});
export const freezeRoute = createRoute({
  ...post,
  path: `${one}/freeze`,
  operationId: 'freezeAgenda',
  summary: 'Freeze order, classes and texts; the hash goes into the journal',
  ...power([...byOfficer, 'session.notPlanned', 'session.past', 'agenda.empty']),
  request: { ...write, body: emptyBody },
  responses: {
    200: json(numbered.extend({ hash: z.string() }).openapi('FrozenAgenda'), 'Frozen'),
    ...writeProblems,
  },
});
export const sendRoute = createRoute({
  ...post,
  path: `${one}/send`,
  operationId: 'sendAgenda',
  summary: 'Freeze if need be, compose the broadcast, put it before a second officer; later what changed',
  ...power([
    ...byOfficer,
    'session.past',
    'session.nothingToSend',
    'session.beingSent',
    'agenda.empty',
    'broadcast.nobody',
  ]),
  request: { ...write, body: emptyBody },
  responses: {
    200: json(
      z
        .object({
          kind: z.enum(['agenda', 'changes', 'cancelled']),
          broadcast: z.int(),
          case: z.int().nullable().openapi({ description: 'null: the same waits already' }),
        })
        .openapi('SentAgenda'),
      'Proposed',
    ),
    ...writeProblems,
  },
});
export const cancelSessionRoute = createRoute({
  ...post,
  path: `${one}/cancel`,
  operationId: 'cancelSession',
  summary: 'Cancel a session; its items go to the next one',
  ...power([...byOfficer, ...textFaults]),
  request: { ...write, body: jsonBody(z.strictObject({ reason: textsSchema }).openapi('SessionCancelling')) },
  responses: done,
});
export const orderItemRoute = createRoute({
  ...post,
  path: `${itemPath}/order`,
  operationId: 'orderAgendaItem',
  summary: 'Move an item to another place of the agenda; after the freeze with a reason',
  ...power([...ofItem, 'agenda.edge', 'agenda.notOnAgenda', 'session.over', ...textFaults]),
  request: {
    ...write,
    body: jsonBody(
      z
        .strictObject({
          to: z.int().min(1).openapi({ description: 'The place from now on, from 1' }),
          reason,
        })
        .openapi('AgendaOrder'),
    ),
  },
  responses: done,
});
export const withdrawItemRoute = createRoute({
  ...post,
  path: `${itemPath}/withdraw`,
  operationId: 'withdrawAgendaItem',
  summary: 'Take an item off at its mover’s word; a petition or an appeal stays',
  ...power([
    ...ofItem,
    'agenda.petitionStays',
    'agenda.appealStays',
    'agenda.notOnAgenda',
    'session.over',
    ...textFaults,
  ]),
  request: { ...write, body: jsonBody(z.strictObject({ reason }).openapi('AgendaWithdrawal')) },
  responses: done,
});
