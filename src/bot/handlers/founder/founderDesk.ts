import { Composer } from 'grammy';
import { proposeFounder } from '../../../actions/founder/proposeFounder.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countFounders } from '../../../db/read/founder/founder.ts';
import { renderCasesLine } from '../../../messages/case/vouchCaseDesk.ts';
import { renderFounderQuestion } from '../../../messages/founder/founder.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { askFounder, confirmFounder } from '../../../messages/verification/verificationCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { requirePower } from '../office/power.ts';

/** Inviting founders, by two officers (rule M5). */
export const founderDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  onPress(composer, askFounder, async (ctx) => {
    if ((await requirePower(env, ctx, 'founder.propose')) === undefined) return;
    await toast(ctx);
    const { db, clock } = env.deps;
    const now = await clock.now();
    const { bylaws } = await currentBylaws(db, now);
    const places = { max: bylaws.foundersMax, taken: await countFounders(db, now) };
    await showScreen(ctx, env.signer, renderFounderQuestion(ctx.reader, places));
  });
  onPress(composer, confirmFounder, async (ctx) => {
    const officer = await requirePower(env, ctx, 'founder.propose');
    if (officer === undefined) return;
    const done = await proposeFounder(env.deps, { officerId: officer.account.id });
    const { plain, t } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (done.ok ? $.verification.founder.proposedToast : $.verification.call.refusedToast)),
    );
    const text = done.ok
      ? t(($) => $.verification.case.proposed, { number: done.value.number })
      : renderRefusals(ctx.reader, done.refusals);
    await showScreen(ctx, env.signer, renderCasesLine(ctx.reader, text));
  });
  return composer;
};
