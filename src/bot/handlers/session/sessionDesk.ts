import type { Composer } from 'grammy';
import { sendAgenda } from '../../../actions/agenda/sendAgenda.ts';
import { chooseChair } from '../../../actions/session/chooseChair.ts';
import { listAgenda, listAgendaChanges, listStrategicWaiting } from '../../../db/read/agenda/agenda.ts';
import { countAudience } from '../../../db/read/broadcast/audience.ts';
import {
  countSessions,
  findNextSession,
  findSession,
  listSessions,
  type Session,
} from '../../../db/read/session/session.ts';
import { decideSending } from '../../../governance/session/convocation.ts';
import { composeConvocation, convocationTexts } from '../../../messages/agenda/convocation.ts';
import type { Callback } from '../../../messages/kit/callback.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  changeSessionPart,
  confirmSending,
  manageSession,
  openChairs,
  openSessionDesk,
  planNewSession,
  previewAgenda,
  setChair,
} from '../../../messages/session/sessionCallbacks.ts';
import { renderSessionDesk } from '../../../messages/session/sessionDesk.ts';
import { renderSendPreview } from '../../../messages/session/sessionSendingDesk.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHANGE_SESSION_FORM } from '../../conversations/session/changeSession.ts';
import { PLAN_SESSION_FORM } from '../../conversations/session/planSession.ts';
import { show } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';
import { showChairs } from './chairDesk.ts';
import { showDeskRefusal, showManaged } from './managedSession.ts';

const showList = async (ctx: BotContext, wanted: number): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const total = await countSessions(db);
  const { lines, ...at } = await readPage(wanted, total, (part) => listSessions(db, vault, part));
  const next = await findNextSession(db, vault, await clock.now());
  const course = {
    running: next === undefined || next.state === 'planned' ? undefined : next.number,
    outside: (await listStrategicWaiting(db)).length > 0,
  };
  await show(ctx, renderSessionDesk(ctx.reader, lines, at, course));
};

const showPreview = async (ctx: OfficerContext, session: Session): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const { id, number, state, toldSeq } = session;
  const history = await listAgendaChanges(db, id);
  const decided = decideSending({ state, toldSeq, seq: history.at(-1)?.seq ?? 0, pending: null });
  if (!decided.ok) return showManaged(ctx, number, renderRefusals(ctx.reader, decided.refusals));
  const { kind } = decided.value;
  const changes = history.filter(({ seq }) => toldSeq !== null && seq > toldSeq).map(({ change }) => change);
  const items = await listAgenda(db, id);
  const texts = convocationTexts(ctx.env.i18n, { kind, session, items, changes });
  const size = await countAudience(db, vault, { who: 'congress' }, await clock.now());
  const closes = state === 'planned';
  await show(ctx, renderSendPreview(ctx.reader, { number, kind, closes, size, texts }));
};

const sendOut = async (ctx: OfficerContext, number: number): Promise<void> => {
  const compose = composeConvocation(ctx.env.i18n, ctx.env.username);
  const sent = await sendAgenda(ctx.deps, { officerId: ctx.account.id, number, compose });
  const refused = await sayOutcome(ctx, sent, ($) =>
    sent.ok ? $.session.desk.sentToast : $.session.refusedToast,
  );
  if (!sent.ok) return showManaged(ctx, number, refused);
  const { broadcast, case: caseNumber } = sent.value;
  const line =
    caseNumber === null
      ? ctx.t(($) => $.session.desk.sentBefore, { broadcast })
      : ctx.t(($) => $.session.desk.sent, { broadcast, case: caseNumber });
  await showManaged(ctx, number, line);
};

type Numbered = Record<string, string | number> & { readonly number: number };

/** Sessions at the secretariat's desk: planning, changing, the chair, sending the agenda out (rules G2, G11, H2, K5). */
export const sessionDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('session.manage'));
  const pressOf = <Given extends Numbered>(
    button: Callback<Given>,
    handler: (ctx: OfficerContext, session: Session, fields: Given) => Promise<void>,
  ): void =>
    onPress(button, async (ctx, fields) => {
      const found = await findSession(ctx.deps.db, ctx.deps.vault, fields.number);
      await (found === undefined ? showDeskRefusal(ctx, 'session.unknown') : handler(ctx, found, fields));
    });

  onPress(openSessionDesk, (ctx, { page }) => showList(ctx, page));
  onPress(planNewSession, (ctx) => enterForm(ctx, PLAN_SESSION_FORM));
  onPress(manageSession, (ctx, { number }) => showManaged(ctx, number));
  pressOf(changeSessionPart, (ctx, { state }, { number, part }) => {
    const announced = state === 'planned' ? 'no' : 'yes';
    return enterForm(ctx, CHANGE_SESSION_FORM, { number: String(number), part, announced });
  });
  pressOf(previewAgenda, (ctx, session) => showPreview(ctx, session));
  onAct(confirmSending, (ctx, { number }) => sendOut(ctx, number));
  pressOf(openChairs, (ctx, session, { page }) => showChairs(ctx, session, { page }));
  onAct(setChair, async (ctx, { number, mandate }) => {
    const chosen = await chooseChair(ctx.deps, { officerId: ctx.account.id, number, mandate });
    const line = await sayOutcome(ctx, chosen, ($) =>
      chosen.ok ? $.session.savedToast : $.session.refusedToast,
    );
    await showManaged(ctx, number, line);
  });
};
