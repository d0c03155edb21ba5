import { Composer } from 'grammy';
import { proposeErasure } from '../../../actions/safety/proposeErasure.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { deskButton } from '../../../messages/office/office.ts';
import { renderErasureProposed, renderErasureQuestion } from '../../../messages/safety/erasure.ts';
import { askErasure, pressProposeErasure } from '../../../messages/safety/erasureCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { requireOfficer } from '../office/officer.ts';

/** Proposing to erase the account of somebody who can't do it themselves (M6); a second officer approves the case. */
export const erasureHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, askErasure, async (ctx, { memberNumber }) => {
    if ((await requireOfficer(env, ctx)) === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, renderErasureQuestion(ctx.reader, memberNumber));
  });

  onPress(composer, pressProposeErasure, async (ctx, { memberNumber }) => {
    const officer = await requireOfficer(env, ctx);
    if (officer === undefined) return;
    const proposed = await proposeErasure(env.deps, { officerId: officer.account.id, memberNumber });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (proposed.ok ? $.office.erasure.proposedToast : $.office.erasure.refusedToast)),
    );
    const screen = proposed.ok
      ? renderErasureProposed(ctx.reader, proposed.value)
      : { text: renderRefusals(ctx.reader, proposed.refusals), keyboard: [[deskButton(ctx.reader)]] };
    await showScreen(ctx, env.signer, screen);
  });
  return composer;
};
