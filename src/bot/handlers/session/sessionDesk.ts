import { Composer } from 'grammy';
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
import { decideSending } from '../../../governance/session/agendaLetter.ts';
import { composeLetter, letterTexts } from '../../../messages/agenda/agendaLetter.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHANGE_SESSION_FORM } from '../../conversations/session/changeSession.ts';
import { PLAN_SESSION_FORM } from '../../conversations/session/planSession.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import type { Officer } from '../office/officer.ts';
import { pageAt, queueLines, requirePower } from '../office/power.ts';
import { showChairs } from './chairDesk.ts';
import { showDeskRefusal, showManaged } from './managedSession.ts';

type Act = (officer: Officer, session: Session) => Promise<void>;

const showList = async (env: BotEnv, ctx: BotContext, wanted: number): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const at = pageAt(wanted, await countSessions(db));
  const sessions = await listSessions(db, vault, { offset: at.page * queueLines, limit: queueLines });
  const next = await findNextSession(db, vault, await clock.now());
  const course = {
    running: next === undefined || next.state === 'planned' ? undefined : next.number,
    outside: (await listStrategicWaiting(db)).length > 0,
  };
  await showScreen(ctx, env.signer, renderSessionDesk(ctx.reader, sessions, at, course));
};

const showPreview = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  session: Session,
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const { id, number, state, toldSeq } = session;
  const changes = await listAgendaChanges(db, id);
  const decided = decideSending({ state, toldSeq, seq: changes.at(-1)?.seq ?? 0, pending: null });
  if (!decided.ok)
    return showManaged(env, ctx, officer.account, number, renderRefusals(ctx.reader, decided.refusals));
  const { kind } = decided.value;
  const untold = changes.filter(({ seq }) => toldSeq !== null && seq > toldSeq).map(({ change }) => change);
  const texts = letterTexts(env.i18n, { kind, session, items: await listAgenda(db, id), changes: untold });
  const size = await countAudience(db, vault, { who: 'congress' }, await clock.now());
  const closes = state === 'planned';
  await showScreen(ctx, env.signer, renderSendPreview(ctx.reader, { number, kind, closes, size, texts }));
};

const send = async (env: BotEnv, ctx: BotContext, officer: Officer, number: number): Promise<void> => {
  const { plain, t } = ctx.reader.translator;
  const compose = composeLetter(env.i18n, env.username);
  const sent = await sendAgenda(env.deps, { officerId: officer.account.id, number, compose });
  await toast(
    ctx,
    plain(($) => (sent.ok ? $.session.desk.sentToast : $.session.refusedToast)),
  );
  const lineOf = () => {
    if (!sent.ok) return renderRefusals(ctx.reader, sent.refusals);
    const { broadcast, case: caseNumber } = sent.value;
    return caseNumber === null
      ? t(($) => $.session.desk.sentBefore, { broadcast })
      : t(($) => $.session.desk.sent, { broadcast, case: caseNumber });
  };
  await showManaged(env, ctx, officer.account, number, lineOf());
};

/** Sessions at the secretariat's desk: planning, changing, the chair, sending the agenda out (rules G2, G11, H2, K5). */
export const sessionDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { db, vault } = env.deps;
  const requireSecretary = (ctx: BotContext) => requirePower(env, ctx, 'session.manage');
  const withSession = async (ctx: BotContext, number: number, act: Act): Promise<void> => {
    const officer = await requireSecretary(ctx);
    if (officer === undefined) return;
    await toast(ctx);
    const found = await findSession(db, vault, number);
    await (found === undefined ? showDeskRefusal(env, ctx, 'session.unknown') : act(officer, found));
  };

  onPress(composer, openSessionDesk, async (ctx, { page }) => {
    if ((await requireSecretary(ctx)) === undefined) return;
    await toast(ctx);
    await showList(env, ctx, page);
  });
  onPress(composer, planNewSession, async (ctx) => {
    if ((await requireSecretary(ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, PLAN_SESSION_FORM);
  });
  onPress(composer, manageSession, (ctx, { number }) =>
    withSession(ctx, number, ({ account }) => showManaged(env, ctx, account, number)),
  );
  onPress(composer, changeSessionPart, (ctx, { number, part }) =>
    withSession(ctx, number, async (_officer, { state }) => {
      const announced = state === 'planned' ? 'no' : 'yes';
      await enterForm(ctx, CHANGE_SESSION_FORM, { number: String(number), part, announced });
    }),
  );
  onPress(composer, previewAgenda, (ctx, { number }) =>
    withSession(ctx, number, (officer, session) => showPreview(env, ctx, officer, session)),
  );
  onPress(composer, confirmSending, async (ctx, { number }) => {
    const officer = await requireSecretary(ctx);
    if (officer !== undefined) await send(env, ctx, officer, number);
  });
  onPress(composer, openChairs, (ctx, { number, page }) =>
    withSession(ctx, number, (_officer, session) => showChairs(env, ctx, session, { page })),
  );
  onPress(composer, setChair, async (ctx, { number, mandate }) => {
    const officer = await requireSecretary(ctx);
    if (officer === undefined) return;
    const chosen = await chooseChair(env.deps, { officerId: officer.account.id, number, mandate });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (chosen.ok ? $.session.savedToast : $.session.refusedToast)),
    );
    const line = chosen.ok ? undefined : renderRefusals(ctx.reader, chosen.refusals);
    await showManaged(env, ctx, officer.account, number, line);
  });
  return composer;
};
