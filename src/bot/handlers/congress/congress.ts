import { Composer } from 'grammy';
import { renderCongressCard } from '../../../cards/congressCard.ts';
import { findSessionDays } from '../../../db/read/congress/congress.ts';
import { renderCongress } from '../../../messages/congress/congress.ts';
import {
  openCongress,
  openCongressDays,
  openSeats,
  showHemicycle,
  typeCongressDay,
} from '../../../messages/congress/congressCallbacks.ts';
import { renderCongressDays } from '../../../messages/congress/congressDays.ts';
import { congressPicture } from '../../../messages/congress/congressPicture.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { CONGRESS_DAY_FORM } from '../../conversations/congress/congressDay.ts';
import { enterForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { sendPicture, showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';
import { findCongress, showCongress, showSeats } from './congressScreens.ts';

/** Who sits in the Congress, on any day; for everybody. */
export const congressHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, openCongress, async (ctx, { day }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showCongress(env, ctx, day);
  });

  onPress(composer, openSeats, async (ctx, { day, page }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showSeats(env, ctx, day, page);
  });

  onPress(composer, showHemicycle, async (ctx, { day }) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    const facts = await findCongress(env, day);
    const picture = await renderCongressCard(congressPicture(ctx.reader, facts.at, facts.composition));
    const { text, keyboard } = renderCongress(ctx.reader, facts);
    // The picture's own button would only send it again.
    const [list = [], , ...others] = keyboard;
    await sendPicture(ctx, env.signer, {
      text,
      keyboard: [list, ...others],
      picture,
      fileName: `congress-${facts.at.toISOString().slice(0, 10)}.png`,
    });
  });

  onPress(composer, openCongressDays, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    const now = await env.deps.clock.now();
    const days = await findSessionDays(env.deps.db, now);
    await showScreen(ctx, env.signer, renderCongressDays(ctx.reader, { now, ...days }));
  });

  onPress(composer, typeCongressDay, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, CONGRESS_DAY_FORM);
  });
  return composer;
};
