import { Composer } from 'grammy';
import { checkVouch } from '../../../actions/verification/checkVouch.ts';
import { createVouchLink } from '../../../actions/verification/createVouchLink.ts';
import { vouchForCandidate } from '../../../actions/verification/vouchForCandidate.ts';
import {
  renderNotAcquainted,
  renderNoVouchLink,
  renderVouched,
  renderVouchLink,
  renderVouchQuestion,
  renderVouchRefused,
  renderVouchRequest,
} from '../../../messages/verification/vouch.ts';
import {
  pressNewVouchLink,
  pressNotAcquainted,
  pressVouch,
  vouchToken,
} from '../../../messages/verification/vouchCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress, pressId } from '../../press.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import { ensureBegun, type StartHandler } from '../home/start.ts';

/** An acquaintance followed a newcomer's link: what vouching means, or why it can't be done. */
export const openVouchLink: StartHandler = async (env, ctx, token) => {
  const account = await ensureBegun(env, ctx, `vouch_${token}`);
  if (account === undefined) return;
  const checked = vouchToken.safeParse(token).success
    ? await checkVouch(env.deps, { personId: account.id, token })
    : undefined;
  const { phrase } = account.profile;
  const screen =
    checked?.ok === true
      ? renderVouchQuestion(ctx.reader, { token, phrase })
      : renderVouchRefused(ctx.reader, checked?.refusals ?? [{ code: 'vouch.linkUnknown' }]);
  await showScreen(ctx, env.signer, screen);
};

/** A candidate's links; the voucher's two answers (rule M5). */
export const vouchHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, pressNewVouchLink, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const { plain } = ctx.reader.translator;
    const made = await createVouchLink(env.deps, { personId: account.id, submissionId: pressId(ctx) });
    await toast(
      ctx,
      plain(($) => (made.ok ? $.join.vouch.linkToast : $.join.vouch.noLinkToast)),
    );
    if (!made.ok) return showScreen(ctx, env.signer, renderNoVouchLink(ctx.reader, made.refusals));
    const link = {
      url: `https://t.me/${env.username}?start=vouch_${made.value.token}`,
      lastDay: made.value.lastDay,
    };
    await showScreen(ctx, env.signer, renderVouchLink(ctx.reader, link));
    await sendScreen(ctx, env.signer, renderVouchRequest(ctx.reader, link));
  });

  onPress(composer, pressVouch, async (ctx, { token }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const { plain } = ctx.reader.translator;
    const vouched = await vouchForCandidate(env.deps, { personId: account.id, token });
    const codes = vouched.ok ? [] : vouched.refusals.map(({ code }) => code);
    // A used link of a candidate for whom this person has vouched: their own second tap.
    const isRepeated = codes.includes('vouch.alreadyVouched') && codes.includes('vouch.linkUsed');
    await toast(
      ctx,
      plain(($) => {
        if (vouched.ok) return $.join.vouch.vouchedToast;
        return isRepeated ? $.join.alreadyToast : $.join.vouch.refusedToast;
      }),
    );
    await showScreen(
      ctx,
      env.signer,
      vouched.ok || isRepeated ? renderVouched(ctx.reader) : renderVouchRefused(ctx.reader, vouched.refusals),
    );
  });

  onPress(composer, pressNotAcquainted, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, renderNotAcquainted(ctx.reader));
  });

  return composer;
};
