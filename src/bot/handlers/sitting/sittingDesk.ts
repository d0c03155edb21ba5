import type { Composer } from 'grammy';
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
import type { Result } from '../../../result.ts';
import type { BotContext } from '../../context.ts';
import { show } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { showChairs } from '../session/chairDesk.ts';

/** Whoever runs sessions at the desk; everybody else reads which role that needs. */
export const steersman = holder('ballot.manage', (ctx) => {
  const text = renderRefusals(ctx.reader, [{ code: 'sitting.noPower' }]);
  return show(ctx, renderSittingLine(ctx.reader, text));
});

const readDesk = async ({ deps: { db, vault, clock } }: BotContext): Promise<SittingDeskFacts> => {
  const now = await clock.now();
  const session = await findNextSession(db, vault, now);
  const waiting = await listStrategicWaiting(db);
  if (session === undefined) return { hall: undefined, items: [], waiting };
  return { hall: await readHall(db, vault, session, now), items: await listAgenda(db, session.id), waiting };
};

const showDesk = async (ctx: BotContext, line?: string): Promise<void> =>
  show(ctx, renderSittingDesk(ctx.reader, await readDesk(ctx), line));

/** Toast and desk after an act, with its receipt or with what stands against it. */
const answerWith = async <Value>(
  ctx: BotContext,
  done: Result<Value>,
  receipt: (value: Value) => string,
): Promise<void> => {
  const refused = await sayOutcome(ctx, done, ($) =>
    done.ok ? $.sitting.desk.done : $.sitting.desk.refused,
  );
  await showDesk(ctx, done.ok ? receipt(done.value) : refused);
};

/** The course of a session at the secretariat's desk, on the chair's word. */
export const sittingDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, steersman);
  onPress(openSittingDesk, (ctx) => showDesk(ctx));

  onPress(askSessionOpening, async (ctx, { number }) => {
    const { hall } = await readDesk(ctx);
    if (hall?.number !== number) return showDesk(ctx);
    if (hall.chair !== undefined) return show(ctx, renderOpeningAsk(ctx.reader, hall));
    const line = ctx.t(($) => $.session.desk.chairFirst);
    await showChairs(ctx, hall, { page: 0, line });
  });

  onAct(confirmSessionOpening, async (ctx, { number }) => {
    const done = await openSession(ctx.deps, { officerId: ctx.account.id, number });
    await answerWith(ctx, done, ({ changed }) =>
      ctx.t(($) => (changed ? $.sitting.desk.opened : $.sitting.desk.wasOpen)),
    );
  });

  onPress(askSessionClosing, async (ctx, { number }) => {
    const facts = await readDesk(ctx);
    await (facts.hall?.number === number ? show(ctx, renderClosingAsk(ctx.reader, facts)) : showDesk(ctx));
  });

  onAct(confirmSessionClosing, async (ctx, { number }) => {
    const done = await closeSession(ctx.deps, { officerId: ctx.account.id, number });
    await answerWith(ctx, done, ({ decisions, dissentUntil }) => {
      const deadline = deadlineText(ctx.reader, dissentUntil);
      return ctx.t(($) => $.sitting.desk.closed, { decisions, deadline });
    });
  });
};
