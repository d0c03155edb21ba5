import type { Composer } from 'grammy';
import { renderCongressCard } from '../../../cards/congressCard.ts';
import { findSessionDays } from '../../../db/read/congress/congress.ts';
import type { Day } from '../../../governance/kit/day.ts';
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
import type { BotContext } from '../../context.ts';
import { CONGRESS_DAY_FORM } from '../../conversations/congress/congressDay.ts';
import { enterForm } from '../../conversations/forms.ts';
import { sendCard, show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';
import { findCongress, showCongress, showSeats } from './congressScreens.ts';

const sendHemicycle = async (ctx: BotContext, day: Day | 'now'): Promise<void> => {
  const facts = await findCongress(ctx, day);
  const picture = await renderCongressCard(congressPicture(ctx.reader, facts.at, facts.composition));
  const { text, keyboard } = renderCongress(ctx.reader, facts);
  // The picture's own button would only send it again.
  const [list = [], , ...others] = keyboard;
  const fileName = `congress-${facts.at.toISOString().slice(0, 10)}.png`;
  await sendCard(ctx, { text, keyboard: [list, ...others], picture, fileName });
};

/** Who sits in the Congress, on any day; for everybody. */
export const congressHandlers = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, begun);
  onPress(openCongress, (ctx, { day }) => showCongress(ctx, day));
  onPress(openSeats, (ctx, { day, page }) => showSeats(ctx, day, page));
  onPress(showHemicycle, (ctx, { day }) => sendHemicycle(ctx, day));
  onPress(openCongressDays, async (ctx) => {
    const now = await ctx.deps.clock.now();
    const days = await findSessionDays(ctx.deps.db, now);
    await show(ctx, renderCongressDays(ctx.reader, { now, ...days }));
  });
  onPress(typeCongressDay, (ctx) => enterForm(ctx, CONGRESS_DAY_FORM));
};
