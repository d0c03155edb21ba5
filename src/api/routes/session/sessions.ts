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
import { composeLetter } from '../../../messages/agenda/agendaLetter.ts';
import type { Api, ApiContext } from '../../context.ts';
import { pageFrom } from '../../contract.ts';
import { foundOr, valueOrThrow } from '../../problem.ts';
import {
  cancelSessionRoute,
  chairRoute,
  changeSessionRoute,
  enterItemRoute,
  freezeRoute,
  getSessionRoute,
  listSessionsRoute,
  orderItemRoute,
  planSessionRoute,
  sendRoute,
  withdrawItemRoute,
} from './sessionContract.ts';

const numberOf = ({ number }: { readonly number: number }) => ({ number });
const toLine = (session: Session) => ({ ...sessionJson(session), place: session.place.text });

/** Preparing sessions: the same actions as at the desk, under the same refusal codes. */
export const sessionRoutes = (api: Api, deps: Deps, words: { i18n: I18n; username: string }): void => {
  const { db, vault } = deps;
  const commandOf = (c: ApiContext, number: number) => ({ officerId: c.get('caller').holderId, number });

  api.openapi(listSessionsRoute, async (c) => {
    const { limit, cursor: before } = c.req.valid('query');
    const rows = await listSessions(db, vault, { before, limit });
    return c.json(
      pageFrom(rows.map(toLine), limit, ({ number }) => number),
      200,
    );
  });
  api.openapi(getSessionRoute, async (c) => {
    const found = foundOr(await findSession(db, vault, c.req.valid('param').number), 'session.unknown');
    const items = (await listAgenda(db, found.id)).map(itemJson);
    const changes = (await listAgendaChanges(db, found.id)).map(changeJson);
    return c.json({ ...toLine(found), items, changes }, 200);
  });
  api.openapi(planSessionRoute, async (c) => {
    const { holderId: officerId } = c.get('caller');
    const command = { officerId, submissionId: c.get('submissionId'), input: c.req.valid('json') };
    return c.json(valueOrThrow(await planSession(deps, command)), 201);
  });
  api.openapi(changeSessionRoute, async (c) => {
    const { reason, ...changes } = c.req.valid('json');
    const command = { ...commandOf(c, c.req.valid('param').number), changes, reason };
    return c.json(valueOrThrow(await changeSession(deps, command)), 200);
  });
  api.openapi(chairRoute, async (c) => {
    const command = { ...commandOf(c, c.req.valid('param').number), ...c.req.valid('json') };
    return c.json(numberOf(valueOrThrow(await chooseChair(deps, command))), 200);
  });
  api.openapi(enterItemRoute, async (c) => {
    const { reason, ...input } = c.req.valid('json');
    const command = { ...commandOf(c, c.req.valid('param').number), reason, input };
    const entered = await enterItem(deps, { ...command, submissionId: c.get('submissionId') });
    return c.json(valueOrThrow(entered), 201);
  });
  api.openapi(freezeRoute, async (c) =>
    c.json(valueOrThrow(await freezeAgenda(deps, commandOf(c, c.req.valid('param').number))), 200),
  );
  api.openapi(sendRoute, async (c) => {
    const compose = composeLetter(words.i18n, words.username);
    const sent = await sendAgenda(deps, { ...commandOf(c, c.req.valid('param').number), compose });
    return c.json(valueOrThrow(sent), 200);
  });
  api.openapi(cancelSessionRoute, async (c) => {
    const command = { ...commandOf(c, c.req.valid('param').number), ...c.req.valid('json') };
    return c.json(valueOrThrow(await cancelSession(deps, command)), 200);
  });
  api.openapi(orderItemRoute, async (c) => {
    const command = { ...commandOf(c, c.req.valid('param').number), ...c.req.valid('json') };
    return c.json(numberOf(valueOrThrow(await orderItem(deps, { reason: undefined, ...command }))), 200);
  });
  api.openapi(withdrawItemRoute, async (c) => {
    const { reason } = c.req.valid('json');
    const command = { ...commandOf(c, c.req.valid('param').number), reason };
    return c.json(valueOrThrow(await withdrawItem(deps, command)), 200);
  });
};
