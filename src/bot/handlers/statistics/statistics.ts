import { Composer } from 'grammy';
import { renderStatisticsCard } from '../../../cards/statisticsCard.ts';
import { findNewestSnapshot } from '../../../db/read/statistics/statistics.ts';
import { renderStatistics, statisticsPicture } from '../../../messages/statistics/statistics.ts';
import { openStatistics, showStatisticsPicture } from '../../../messages/statistics/statisticsCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { sendPicture, showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

/** The Alliance in numbers, for everybody. */
export const statisticsHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const open = async (ctx: BotContext): Promise<void> => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    const newest = await findNewestSnapshot(env.deps.db);
    await showScreen(ctx, env.signer, renderStatistics(ctx.reader, newest));
  };
  onPress(composer, openStatistics, open);

  onPress(composer, showStatisticsPicture, async (ctx) => {
    const newest = await findNewestSnapshot(env.deps.db);
    if (newest === undefined) return open(ctx);
    await toast(ctx);
    const picture = await renderStatisticsCard(statisticsPicture(ctx.reader, newest));
    const screen = renderStatistics(ctx.reader, newest);
    await sendPicture(ctx, env.signer, {
      text: screen.text,
      // The picture's own button would only send it again.
      keyboard: screen.keyboard.slice(1),
      picture,
      fileName: `statistics-${newest.takenOn}.png`,
    });
  });
  return composer;
};
