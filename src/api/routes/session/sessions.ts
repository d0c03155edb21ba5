import { enterItem } from '../../../actions/agenda/enterItem.ts';
import { freezeAgenda } from '../../../actions/agenda/freezeAgenda.ts';
import { orderItem } from '../../../actions/agenda/orderItem.ts';
import { sendAgenda } from '../../../actions/agenda/sendAgenda.ts';
import { withdrawItem } from '../../../actions/agenda/withdrawItem.ts';
import { cancelSession } from '../../../actions/session/cancelSession.ts';
import { changeSession } from '../../../actions/session/changeSession.ts';
import { chooseChair } from '../../../actions/session/chooseChair.ts';
import { planSession } from '../../../actions/session/planSession.ts';
import { listAgenda, listAgendaChanges } from '../../../db/read/agenda/agenda.ts';
import { findSession, listSessions, type Session } from '../../../db/read/session/session.ts';
import type { Deps } from '../../../deps.ts';
import { changeJson, itemJson, sessionJson } from '../../../documents/sessionJson.ts';
import type { I18n } from '../../../i18n/translator.ts';
import { composeConvocation } from '../../../messages/agenda/convocation.ts';
import type { Api } from '../../context.ts';
import { nothing, numberParams } from '../../contract.ts';
import { operations } from '../../operation.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';
import {
  cancelling,
  chair,
  frozen,
  newItem,
  numbered,
  order,
  sent,
  session,
  sessionChange,
  sessionPlan,
  whole,
  withdrawal,
} from './sessionContract.ts';

const path = '/api/v1/sessions';
const one = `${path}/{number}`;
const itemPath = '/api/v1/agenda-items/{number}';
const power = 'session.manage';
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

const numberOf = ({ number }: { readonly number: number }) => ({ number });
const toLine = (found: Session) => ({ ...sessionJson(found), place: found.place.text });

/** Preparing sessions: the same actions as at the desk, under the same refusal codes. */
export const sessionRoutes = (api: Api, deps: Deps, words: { i18n: I18n; username: string }): void => {
  const { db, vault } = deps;
  const { get, post, list } = operations(api, 'sessions');

  list({
    path,
    id: 'listSessions',
    summary: 'Sessions of the Congress, newest first',
    power,
    refusals: ['session.noPower'],
    items: [session, 'A page of sessions'],
    handle: async ({ limit, cursor: before }) =>
      (await listSessions(db, vault, { before, limit })).map(toLine),
  });
  get({
    path: one,
    id: 'getSession',
    summary: 'A session with its agenda and what was changed after the freeze',
    power,
    refusals: ['session.noPower', 'session.unknown'],
    takes: { params: numberParams },
    answer: [whole, 'The session'],
    handle: async ({ params }) => {
      const found = foundOr(await findSession(db, vault, params.number), 'session.unknown');
      const items = (await listAgenda(db, found.id)).map(itemJson);
      const changes = (await listAgendaChanges(db, found.id)).map(changeJson);
      return { ...toLine(found), items, changes };
    },
  });
  post({
    path,
    id: 'planSession',
    summary: 'Plan a session; what waits for an agenda goes on it by itself',
    power,
    refusals: ['session.noPower', ...ofPlan],
    takes: { body: sessionPlan },
    status: 201,
    answer: [numbered, 'Planned'],
    handle: ({ body: input }, { officerId, submissionId }) =>
      planSession(deps, { officerId, submissionId, input }),
  });
  post({
    path: `${one}/change`,
    id: 'changeSession',
    summary: 'Another time, length, zone or place; after the freeze with a reason',
    power,
    refusals: [...byOfficer, 'session.nothingChanged', 'agenda.reasonMissing', ...ofPlan],
    takes: { params: numberParams, body: sessionChange },
    answer: [numbered, 'Written down'],
    handle: ({ params, body: { reason, ...changes } }, { officerId }) =>
      changeSession(deps, { officerId, ...params, changes, reason }),
  });
  post({
    path: `${one}/chair`,
    id: 'chooseChair',
    summary: 'Record who chairs: a delegate by the number of the mandate',
    power,
    refusals: [...byOfficer, 'session.chairUnknown'],
    takes: { params: numberParams, body: chair },
    answer: [numbered, 'Written down'],
    handle: async ({ params, body }, { officerId }) =>
      numberOf(valueOrThrow(await chooseChair(deps, { officerId, ...params, ...body }))),
  });
  post({
    path: `${one}/items`,
    id: 'enterAgendaItem',
    summary: 'Write down what the chair says; the secretariat puts nothing on by itself',
    power,
    refusals: [
      ...byOfficer,
      'agenda.noChair',
      'agenda.strategicByKind',
      'agenda.noLanguage',
      'agenda.reasonMissing',
      ...textFaults,
    ],
    takes: { params: numberParams, body: newItem },
    status: 201,
    answer: [numbered, 'The number of the item'],
    handle: ({ params, body: { reason, ...input } }, { officerId, submissionId }) =>
      enterItem(deps, { officerId, ...params, reason, input, submissionId }),
  });
  post({
    path: `${one}/freeze`,
    id: 'freezeAgenda',
    summary: 'Freeze order, classes and texts; the hash goes into the journal',
    power,
    refusals: [...byOfficer, 'session.notPlanned', 'session.past', 'agenda.empty'],
    takes: { params: numberParams, body: nothing },
    answer: [frozen, 'Frozen'],
    handle: ({ params }, { officerId }) => freezeAgenda(deps, { officerId, ...params }),
  });
  post({
    path: `${one}/send`,
    id: 'sendAgenda',
    summary: 'Freeze if need be, compose the broadcast, put it before a second officer; later what changed',
    power,
    refusals: [
      ...byOfficer,
      'session.past',
      'session.nothingToSend',
      'session.beingSent',
      'agenda.empty',
      'broadcast.nobody',
    ],
    takes: { params: numberParams, body: nothing },
    answer: [sent, 'Proposed'],
    handle: ({ params }, { officerId }) => {
      const compose = composeConvocation(words.i18n, words.username);
      return sendAgenda(deps, { officerId, ...params, compose });
    },
  });
  post({
    path: `${one}/cancel`,
    id: 'cancelSession',
    summary: 'Cancel a session; its items go to the next one',
    power,
    refusals: [...byOfficer, ...textFaults],
    takes: { params: numberParams, body: cancelling },
    answer: [numbered, 'Written down'],
    handle: ({ params, body }, { officerId }) => cancelSession(deps, { officerId, ...params, ...body }),
  });
  post({
    path: `${itemPath}/order`,
    id: 'orderAgendaItem',
    summary: 'Move an item to another place of the agenda; after the freeze with a reason',
    power,
    refusals: [...ofItem, 'agenda.edge', 'agenda.notOnAgenda', 'session.over', ...textFaults],
    takes: { params: numberParams, body: order },
    answer: [numbered, 'Written down'],
    handle: async ({ params, body: { to, reason } }, { officerId }) =>
      numberOf(valueOrThrow(await orderItem(deps, { officerId, ...params, to, reason }))),
  });
  post({
    path: `${itemPath}/withdraw`,
    id: 'withdrawAgendaItem',
    summary: 'Take an item off at its mover’s word; a petition or an appeal stays',
    power,
    refusals: [
      ...ofItem,
      'agenda.petitionStays',
      'agenda.appealStays',
      'agenda.notOnAgenda',
      'agenda.voteRunning',
      'session.over',
      ...textFaults,
    ],
    takes: { params: numberParams, body: withdrawal },
    answer: [numbered, 'Written down'],
    handle: ({ params, body: { reason } }, { officerId }) =>
      withdrawItem(deps, { officerId, ...params, reason }),
  });
};
