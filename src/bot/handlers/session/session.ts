import { type Composer, InputFile } from 'grammy';
import { countSessions, findSession, listSessions } from '../../../db/read/session/session.ts';
import { sessionCalendar } from '../../../documents/sessionCalendar.ts';
import { renderPastSessions } from '../../../messages/session/session.ts';
import {
  openHub,
  openPastSessions,
  openSession,
  sendCalendar,
} from '../../../messages/session/sessionCallbacks.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { show, toast } from '../../show.ts';
import type { StartHandler } from '../home/start.ts';
import { begun, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';
import { pastStates, showHub, showSession, standingOf } from './sessionScreens.ts';

const SESSIONS_PAGE = 6;

/** `?start=session_<number>`: from the broadcast of an agenda. */
export const openSessionLink: StartHandler = (ctx, token) =>
  /^[1-9]\d{0,5}$/.test(token) ? showSession(ctx, Number(token)) : showHub(ctx);

const sendFile = async (ctx: PersonContext, number: number): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const found = await findSession(db, vault, number);
  await toast(ctx, found && ctx.plain(($) => $.session.calendarToast));
  if (found === undefined) return showSession(ctx, number);
  const now = await clock.now();
  const { mayKnowPlace: withPlace } = await standingOf(ctx.env, ctx.account, now);
  const link = `https://t.me/${ctx.env.username}?start=session_${number}`;
  const text = sessionCalendar(ctx.reader, found, { link, withPlace, now });
  // The name says nothing of Veche: it stands in the phone's list of downloads.
  const file = new InputFile(Buffer.from(text), `session-${number}.ics`);
  const caption = ctx.plain(($) => $.session.calendarCaption, { number });
  await ctx.replyWithDocument(file, { caption });
};

const showPast = async (ctx: BotContext, wanted: number): Promise<void> => {
  const { db, vault } = ctx.deps;
  const total = await countSessions(db, pastStates);
  const { lines, ...at } = await readPage(
    wanted,
    total,
    (part) => listSessions(db, vault, { ...part, states: pastStates }),
    SESSIONS_PAGE,
  );
  await show(ctx, renderPastSessions(ctx.reader, lines, at));
};

/** The Congress: its next session, sessions that are over, the calendar. */
export const sessionHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct, onCommand } = on(composer, begun);
  onCommand('session', (ctx, words) => {
    const [, number] = /^\s*(\d{1,6})\s*$/.exec(words) ?? [];
    return number === undefined ? showHub(ctx) : showSession(ctx, Number(number));
  });
  onPress(openHub, (ctx) => showHub(ctx));
  onPress(openSession, (ctx, { number }) => showSession(ctx, number));
  onPress(openPastSessions, (ctx, { page }) => showPast(ctx, page));
  onAct(sendCalendar, (ctx, { number }) => sendFile(ctx, number));
};
