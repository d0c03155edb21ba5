import { Composer, InputFile } from 'grammy';
import { countSessions, findSession, listSessions } from '../../../db/read/session/session.ts';
import { sessionCalendar } from '../../../documents/sessionCalendar.ts';
import { renderPastSessions } from '../../../messages/session/session.ts';
import {
  openHub,
  openPastSessions,
  openSession,
  sendCalendar,
} from '../../../messages/session/sessionCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun, type StartHandler } from '../home/start.ts';
import { pastStates, showHub, showSession, standingOf } from './sessionScreens.ts';

const SESSIONS_PAGE = 6;

const sessionLink = ({ username }: BotEnv, number: number): string =>
  `https://t.me/${username}?start=session_${number}`;

/** `?start=session_<number>`: from the broadcast of an agenda. */
export const openSessionLink: StartHandler = async (env, ctx, token) => {
  const account = await ensureBegun(env, ctx, `session_${token}`);
  if (account === undefined) return;
  if (!/^[1-9]\d{0,5}$/.test(token)) return showHub(env, ctx, account);
  await showSession(env, ctx, account, Number(token));
};

const sendFile = async (env: BotEnv, ctx: BotContext, number: number): Promise<void> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return;
  const { db, vault, clock } = env.deps;
  const found = await findSession(db, vault, number);
  if (found === undefined) {
    await toast(ctx);
    return showSession(env, ctx, account, number);
  }
  const { plain } = ctx.reader.translator;
  await toast(
    ctx,
    plain(($) => $.session.calendarToast),
  );
  const now = await clock.now();
  const { mayKnowPlace } = await standingOf(env, account, now);
  const given = { link: sessionLink(env, number), withPlace: mayKnowPlace, now };
  const text = sessionCalendar(ctx.reader, found, given);
  // The name says nothing of Veche: it stands in the phone's list of downloads.
  const file = new InputFile(Buffer.from(text), `session-${number}.ics`);
  await ctx.replyWithDocument(file, { caption: plain(($) => $.session.calendarCaption, { number }) });
};

/** The Congress: its next session, sessions that are over, the calendar. */
export const sessionHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const hub = async (ctx: BotContext): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showHub(env, ctx, account);
  };
  composer.command('session', async (ctx) => {
    const [, number] = /^\s*(\d{1,6})\s*$/.exec(ctx.match) ?? [];
    const account = number === undefined ? undefined : await ensureBegun(env, ctx);
    if (number === undefined) return hub(ctx);
    if (account !== undefined) await showSession(env, ctx, account, Number(number));
  });
  onPress(composer, openHub, hub);
  onPress(composer, openSession, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showSession(env, ctx, account, number);
  });
  onPress(composer, openPastSessions, async (ctx, { page: wanted }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    const { db, vault } = env.deps;
    const pages = Math.max(1, Math.ceil((await countSessions(db, pastStates)) / SESSIONS_PAGE));
    const page = Math.min(wanted, pages - 1);
    const at = { states: pastStates, offset: page * SESSIONS_PAGE, limit: SESSIONS_PAGE };
    const lines = await listSessions(db, vault, at);
    await showScreen(ctx, env.signer, renderPastSessions(ctx.reader, lines, { page, pages }));
  });
  onPress(composer, sendCalendar, (ctx, { number }) => sendFile(env, ctx, number));
  return composer;
};
