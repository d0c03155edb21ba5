import type { Composer } from 'grammy';
import { proposeFounder } from '../../../actions/founder/proposeFounder.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countFounders } from '../../../db/read/founder/founder.ts';
import { renderCasesLine } from '../../../messages/case/vouchCaseDesk.ts';
import { renderFounderQuestion } from '../../../messages/founder/founder.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { askFounder, confirmFounder } from '../../../messages/verification/verificationCallbacks.ts';
import type { BotContext } from '../../context.ts';
import { say, show } from '../../show.ts';
import { holder, on } from '../kit/on.ts';

/** Inviting founders, by two officers (rule M5). */
export const founderDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('founder.propose'));

  onPress(askFounder, async (ctx) => {
    const { db, clock } = ctx.deps;
    const now = await clock.now();
    const { bylaws } = await currentBylaws(db, now);
    const places = { max: bylaws.foundersMax, taken: await countFounders(db, now) };
    await show(ctx, renderFounderQuestion(ctx.reader, places));
  });
  onAct(confirmFounder, async (ctx) => {
    const done = await proposeFounder(ctx.deps, { officerId: ctx.account.id });
    await say(ctx, ($) =>
      done.ok ? $.verification.founder.proposedToast : $.verification.call.refusedToast,
    );
    const text = done.ok
      ? ctx.t(($) => $.verification.case.proposed, { number: done.value.number })
      : renderRefusals(ctx.reader, done.refusals);
    await show(ctx, renderCasesLine(ctx.reader, text));
  });
};
