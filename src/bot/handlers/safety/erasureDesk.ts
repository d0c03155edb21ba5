import type { Composer } from 'grammy';
import { proposeErasure } from '../../../actions/safety/proposeErasure.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { deskButton } from '../../../messages/office/office.ts';
import { renderErasureProposed, renderErasureQuestion } from '../../../messages/safety/erasure.ts';
import { askErasure, pressProposeErasure } from '../../../messages/safety/erasureCallbacks.ts';
import type { BotContext } from '../../context.ts';
import { show } from '../../show.ts';
import { officer, on, sayOutcome } from '../kit/on.ts';

/** Proposing to erase the account of somebody who can't do it themselves (M6); a second officer approves the case. */
export const erasureHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, officer);
  onPress(askErasure, (ctx, { memberNumber }) => show(ctx, renderErasureQuestion(ctx.reader, memberNumber)));
  onAct(pressProposeErasure, async (ctx, { memberNumber }) => {
    const proposed = await proposeErasure(ctx.deps, { officerId: ctx.account.id, memberNumber });
    await sayOutcome(ctx, proposed, ($) =>
      proposed.ok ? $.office.erasure.proposedToast : $.office.erasure.refusedToast,
    );
    if (proposed.ok) return show(ctx, renderErasureProposed(ctx.reader, proposed.value));
    const text = renderRefusals(ctx.reader, proposed.refusals);
    await show(ctx, { text, keyboard: [[deskButton(ctx.reader)]] });
  });
};
