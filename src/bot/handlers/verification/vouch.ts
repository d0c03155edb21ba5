import type { Composer } from 'grammy';
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
import { refuse } from '../../../result.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { pressId } from '../../press.ts';
import { send, show } from '../../show.ts';
import type { StartHandler } from '../home/start.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

/** An acquaintance followed a newcomer's link: what vouching means, or why it can't be done. */
export const openVouchLink: StartHandler = async (ctx, token) => {
  const { account, reader } = ctx;
  const checked = vouchToken.safeParse(token).success
    ? await checkVouch(ctx.deps, { personId: account.id, token })
    : refuse('vouch.linkUnknown');
  const { phrase } = account.profile;
  const screen = checked.ok
    ? renderVouchQuestion(reader, { token, phrase })
    : renderVouchRefused(reader, checked.refusals);
  await show(ctx, screen);
};

const makeLink = async (ctx: PersonContext): Promise<void> => {
  const made = await createVouchLink(ctx.deps, { personId: ctx.account.id, submissionId: pressId(ctx) });
  await sayOutcome(ctx, made, ($) => (made.ok ? $.join.vouch.linkToast : $.join.vouch.noLinkToast));
  if (!made.ok) return show(ctx, renderNoVouchLink(ctx.reader, made.refusals));
  const { token, lastDay } = made.value;
  const link = { url: `https://t.me/${ctx.env.username}?start=vouch_${token}`, lastDay };
  await show(ctx, renderVouchLink(ctx.reader, link));
  await send(ctx, renderVouchRequest(ctx.reader, link));
};

const vouch = async (ctx: PersonContext, token: string): Promise<void> => {
  const vouched = await vouchForCandidate(ctx.deps, { personId: ctx.account.id, token });
  const codes = vouched.ok ? [] : vouched.refusals.map(({ code }) => code);
  // A used link of a candidate for whom this person has vouched: their own second tap.
  const isRepeated = codes.includes('vouch.alreadyVouched') && codes.includes('vouch.linkUsed');
  await sayOutcome(ctx, vouched, ($) =>
    vouched.ok ? $.join.vouch.vouchedToast : isRepeated ? $.join.alreadyToast : $.join.vouch.refusedToast,
  );
  const stands = vouched.ok || isRepeated;
  await show(ctx, stands ? renderVouched(ctx.reader) : renderVouchRefused(ctx.reader, vouched.refusals));
};

/** A candidate's links; the voucher's two answers (rule M5). */
export const vouchHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);
  onAct(pressNewVouchLink, makeLink);
  onAct(pressVouch, (ctx, { token }) => vouch(ctx, token));
  onPress(pressNotAcquainted, (ctx) => show(ctx, renderNotAcquainted(ctx.reader)));
};
