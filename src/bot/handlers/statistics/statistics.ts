import type { Composer } from 'grammy';
import { renderStatisticsCard } from '../../../cards/statisticsCard.ts';
import { findNewestSnapshot } from '../../../db/read/statistics/statistics.ts';
import { renderStatistics, statisticsPicture } from '../../../messages/statistics/statistics.ts';
import { openStatistics, showStatisticsPicture } from '../../../messages/statistics/statisticsCallbacks.ts';
import type { BotContext } from '../../context.ts';
import { sendCard, show, toast } from '../../show.ts';
import { anybody, begun, on } from '../kit/on.ts';

/** The Alliance in numbers, for everybody. */
export const statisticsHandlers = (composer: Composer<BotContext>): void => {
  const showNewest = async (ctx: BotContext): Promise<void> =>
    show(ctx, renderStatistics(ctx.reader, await findNewestSnapshot(ctx.deps.db)));
  on(composer, begun).onPress(openStatistics, showNewest);

  on(composer, anybody).onAct(showStatisticsPicture, async (ctx) => {
    const newest = await findNewestSnapshot(ctx.deps.db);
    if (newest === undefined && (await begun(ctx)) === undefined) return;
    await toast(ctx);
    if (newest === undefined) return showNewest(ctx);
    const { text, keyboard } = renderStatistics(ctx.reader, newest);
    await sendCard(ctx, {
      text,
      // The picture's own button would only send it again.
      keyboard: keyboard.slice(1),
      picture: await renderStatisticsCard(statisticsPicture(ctx.reader, newest)),
      fileName: `statistics-${newest.takenOn}.png`,
    });
  });
};
