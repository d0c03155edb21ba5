import type { Composer } from 'grammy';
import {
  checkIntoSession,
  checkOutOfSession,
  declareAway,
  planAttendance,
  stayInSession,
} from '../../../actions/sitting/attendSession.ts';
import { leaveBoard, watchBoard } from '../../../actions/sitting/watchBoard.ts';
import { findSession } from '../../../db/read/session/session.ts';
import { readHall, readSeat } from '../../../db/read/sitting/hall.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderHall } from '../../../messages/sitting/sitting.ts';
import {
  leaveSeat,
  openHall,
  planSeat,
  setVoteAway,
  takeSeat,
} from '../../../messages/sitting/sittingCallbacks.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { show } from '../../show.ts';
import { showHome } from '../home/home.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

/** The floor as it stands; the message goes on showing the presence while the session is open. */
const showHall = async (ctx: PersonContext, number: number, line?: string): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const session = await findSession(db, vault, number);
  if (session === undefined) return showHome(ctx, renderRefusals(ctx.reader, [{ code: 'sitting.unknown' }]));
  const place = { sessionId: session.id, personId: ctx.account.id };
  const messageId = ctx.callbackQuery?.message?.message_id;
  if (session.state === 'open' && messageId !== undefined) {
    await stayInSession(ctx.deps, place);
    await watchBoard(ctx.deps, { ...place, messageId });
  }
  const now = await clock.now();
  const seat = await readSeat(db, vault, { ...place, now });
  const hall = await readHall(db, vault, session, now);
  await show(ctx, renderHall(ctx.reader, hall, seat, line));
};

type Said = 'plan' | 'checkedIn' | 'checkedOut' | 'wasOut' | 'saved';

/** The toast of an act, and the floor after it, with what stands against it. */
const answerWith = async (
  ctx: PersonContext,
  number: number,
  done: Result<unknown>,
  said: Said,
): Promise<void> => {
  const line = await sayOutcome(ctx, done, ($) =>
    done.ok ? $.sitting.toast[said] : $.sitting.toast.refused,
  );
  await showHall(ctx, number, line);
};

/**
 * Comes before every other handler: a press on a message that showed the presence leads elsewhere, so it stops updating itself. The
 * floor puts it back.
 */
export const boardHandlers = (composer: Composer<BotContext>): void => {
  composer.on('callback_query:data', async (ctx, next) => {
    const messageId = ctx.callbackQuery.message?.message_id;
    // Nearly every press is on another message.
    if (ctx.onBoard && ctx.account !== undefined && messageId !== undefined)
      await leaveBoard(ctx.deps, { personId: ctx.account.id, messageId });
    return next();
  });
};

/** The floor of a session: whether I come, check-in and check-out, what is under way. */
export const hallHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);
  onPress(openHall, (ctx, { number }) => showHall(ctx, number));
  onAct(planSeat, async (ctx, { number, plan }) => {
    const done = await planAttendance(ctx.deps, { personId: ctx.account.id, number, plan });
    await answerWith(ctx, number, done, 'plan');
  });
  onAct(takeSeat, async (ctx, { number }) => {
    const done = await checkIntoSession(ctx.deps, { personId: ctx.account.id, number });
    await answerWith(ctx, number, done, 'checkedIn');
  });
  onAct(leaveSeat, async (ctx, { number }) => {
    const done = await checkOutOfSession(ctx.deps, { personId: ctx.account.id, number });
    await answerWith(ctx, number, done, done.ok && !done.value.changed ? 'wasOut' : 'checkedOut');
  });
  onAct(setVoteAway, async (ctx, { number, away }) => {
    const done = await declareAway(ctx.deps, { personId: ctx.account.id, away: away === 'yes' });
    await answerWith(ctx, number, done, 'saved');
  });
};
