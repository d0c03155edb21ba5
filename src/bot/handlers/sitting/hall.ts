import { Composer } from 'grammy';
import {
  checkIntoSession,
  checkOutOfSession,
  declareAway,
  planAttendance,
  stayInSession,
} from '../../../actions/sitting/attendSession.ts';
import { leaveBoard, watchBoard } from '../../../actions/sitting/watchBoard.ts';
import type { Account } from '../../../db/read/person/person.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { showHome } from '../home/home.ts';
import { ensureBegun } from '../home/start.ts';

/** The floor as it stands; the message goes on showing the presence while the session is open. */
const showHall = async (
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  number: number,
  line?: string,
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const session = await findSession(db, vault, number);
  if (session === undefined)
    return showHome(env, ctx, renderRefusals(ctx.reader, [{ code: 'sitting.unknown' }]));
  const messageId = ctx.callbackQuery?.message?.message_id;
  if (session.state === 'open' && messageId !== undefined) {
    await stayInSession(env.deps, { personId: account.id, sessionId: session.id });
    await watchBoard(env.deps, { sessionId: session.id, personId: account.id, messageId });
  }
  const now = await clock.now();
  const seat = await readSeat(db, vault, { sessionId: session.id, personId: account.id, now });
  const hall = await readHall(db, vault, session, now);
  await showScreen(ctx, env.signer, renderHall(ctx.reader, hall, seat, line));
};

type Toast = 'plan' | 'checkedIn' | 'checkedOut' | 'wasOut' | 'saved';

/** The toast of an act, and the floor after it, with what stands against it. */
const showDone = async <Value>(
  env: BotEnv,
  ctx: BotContext,
  account: Account,
  given: { readonly number: number; readonly done: Result<Value>; readonly word: (value: Value) => Toast },
): Promise<void> => {
  const { number, done, word } = given;
  const { plain } = ctx.reader.translator;
  const said = done.ok ? word(done.value) : ('refused' as const);
  await toast(
    ctx,
    plain(($) => $.sitting.toast[said]),
  );
  const line = done.ok ? undefined : renderRefusals(ctx.reader, done.refusals);
  await showHall(env, ctx, account, number, line);
};

/**
 * Comes before every other handler: a press on a message that showed the presence leads elsewhere, so it stops updating itself. The
 * floor puts it back.
 */
export const boardHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  composer.on('callback_query:data', async (ctx, next) => {
    const messageId = ctx.callbackQuery.message?.message_id;
    // Nearly every press is on another message.
    if (ctx.onBoard && ctx.account !== undefined && messageId !== undefined)
      await leaveBoard(env.deps, { personId: ctx.account.id, messageId });
    return next();
  });
  return composer;
};

/** The floor of a session: whether I come, check-in and check-out, what is under way. */
export const hallHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, openHall, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showHall(env, ctx, account, number);
  });

  onPress(composer, planSeat, async (ctx, { number, plan }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await planAttendance(env.deps, { personId: account.id, number, plan });
    await showDone(env, ctx, account, { number, done, word: () => 'plan' });
  });

  onPress(composer, takeSeat, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await checkIntoSession(env.deps, { personId: account.id, number });
    await showDone(env, ctx, account, { number, done, word: () => 'checkedIn' });
  });

  onPress(composer, leaveSeat, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await checkOutOfSession(env.deps, { personId: account.id, number });
    const word = ({ changed }: { changed: boolean }) => (changed ? 'checkedOut' : 'wasOut');
    await showDone(env, ctx, account, { number, done, word });
  });

  onPress(composer, setVoteAway, async (ctx, { number, away }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const done = await declareAway(env.deps, { personId: account.id, away: away === 'yes' });
    await showDone(env, ctx, account, { number, done, word: () => 'saved' });
  });

  return composer;
};
