import { Composer } from 'grammy';
import { closeSession, openSession } from '../../../actions/sitting/steerSession.ts';
import { listAgenda, listStrategicWaiting } from '../../../db/read/agenda/agenda.ts';
import { findNextSession } from '../../../db/read/session/session.ts';
import { readHall } from '../../../db/read/sitting/hall.ts';
import { deadlineText } from '../../../messages/ballot/ballot.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  askSessionClosing,
  askSessionOpening,
  confirmSessionClosing,
  confirmSessionOpening,
  openSittingDesk,
} from '../../../messages/sitting/sittingCallbacks.ts';
import {
  renderClosingAsk,
  renderOpeningAsk,
  renderSittingDesk,
  renderSittingLine,
  type SittingDeskFacts,
} from '../../../messages/sitting/sittingDesk.ts';
import type { Refusal } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { type Officer, requireOfficer } from '../office/officer.ts';
import { showChairs } from '../session/chairDesk.ts';

/** Whoever runs sessions at the desk; everybody else reads which role that needs. */
export const requireSteersman = async (env: BotEnv, ctx: BotContext): Promise<Officer | undefined> => {
  const officer = await requireOfficer(env, ctx);
  if (officer === undefined || officer.powers.has('ballot.manage')) return officer;
  await toast(ctx);
  const text = renderRefusals(ctx.reader, [{ code: 'sitting.noPower' }]);
  await showScreen(ctx, env.signer, renderSittingLine(ctx.reader, text));
  return undefined;
};

const readDesk = async ({ deps }: BotEnv): Promise<SittingDeskFacts> => {
  const { db, vault, clock } = deps;
  const now = await clock.now();
  const session = await findNextSession(db, vault, now);
  const waiting = await listStrategicWaiting(db);
  if (session === undefined) return { hall: undefined, items: [], waiting };
  return { hall: await readHall(db, vault, session, now), items: await listAgenda(db, session.id), waiting };
};

const showDesk = async (env: BotEnv, ctx: BotContext, line?: string): Promise<void> =>
  showScreen(ctx, env.signer, renderSittingDesk(ctx.reader, await readDesk(env), line));

type Done = { readonly ok: true } | { readonly ok: false; readonly refusals: readonly Refusal[] };

const showDone = async (env: BotEnv, ctx: BotContext, done: Done, receipt: string): Promise<void> => {
  const { plain } = ctx.reader.translator;
  await toast(
    ctx,
    plain(($) => (done.ok ? $.sitting.desk.done : $.sitting.desk.refused)),
  );
  await showDesk(env, ctx, done.ok ? receipt : renderRefusals(ctx.reader, done.refusals));
};

/** The course of a session at the secretariat's desk, on the chair's word. */
export const sittingDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, openSittingDesk, async (ctx) => {
    if ((await requireSteersman(env, ctx)) === undefined) return;
    await toast(ctx);
    await showDesk(env, ctx);
  });

  onPress(composer, askSessionOpening, async (ctx, { number }) => {
    if ((await requireSteersman(env, ctx)) === undefined) return;
    await toast(ctx);
    const { hall } = await readDesk(env);
    if (hall?.number !== number) return showDesk(env, ctx);
    if (hall.chair === undefined) {
      const line = ctx.reader.translator.t(($) => $.session.desk.chairFirst);
      return showChairs(env, ctx, hall, { page: 0, line });
    }
    await showScreen(ctx, env.signer, renderOpeningAsk(ctx.reader, hall));
  });

  onPress(composer, confirmSessionOpening, async (ctx, { number }) => {
    const officer = await requireSteersman(env, ctx);
    if (officer === undefined) return;
    const done = await openSession(env.deps, { officerId: officer.account.id, number });
    const changed = done.ok && done.value.changed;
    const { t } = ctx.reader.translator;
    const receipt = t(($) => (changed ? $.sitting.desk.opened : $.sitting.desk.wasOpen));
    await showDone(env, ctx, done, receipt);
  });

  onPress(composer, askSessionClosing, async (ctx, { number }) => {
    if ((await requireSteersman(env, ctx)) === undefined) return;
    await toast(ctx);
    const facts = await readDesk(env);
    if (facts.hall?.number !== number) return showDesk(env, ctx);
    await showScreen(ctx, env.signer, renderClosingAsk(ctx.reader, facts));
  });

  onPress(composer, confirmSessionClosing, async (ctx, { number }) => {
    const officer = await requireSteersman(env, ctx);
    if (officer === undefined) return;
    const done = await closeSession(env.deps, { officerId: officer.account.id, number });
    const receipt = done.ok
      ? ctx.reader.translator.t(($) => $.sitting.desk.closed, {
          decisions: done.value.decisions,
          deadline: deadlineText(ctx.reader, done.value.dissentUntil),
        })
      : '';
    await showDone(env, ctx, done, receipt);
  });

  return composer;
};
