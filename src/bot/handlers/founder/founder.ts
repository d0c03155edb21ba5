import { becomeFounder } from '../../../actions/founder/becomeFounder.ts';
import {
  renderFounded,
  renderFounderNotYet,
  renderFounderRefused,
} from '../../../messages/founder/founder.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { vouchToken } from '../../../messages/verification/vouchCallbacks.ts';
import { refreshAccount } from '../../joinStep.ts';
import { show } from '../../show.ts';
import type { StartHandler } from '../home/start.ts';

/** `?start=founder_<token>`: whoever opens it and has signed is a member at once (rule M5). */
export const openFounderLink: StartHandler = async (ctx, token) => {
  const done = vouchToken.safeParse(token).success
    ? await becomeFounder(ctx.deps, { personId: ctx.account.id, token })
    : undefined;
  if (done?.ok === true) {
    await refreshAccount(ctx.env, ctx);
    return show(ctx, renderFounded(ctx.reader));
  }
  const refusals = done?.refusals ?? [{ code: 'founder.linkUnknown' }];
  const [only, ...more] = refusals;
  const screen =
    only.code === 'admission.candidateNotSigned' && more.length === 0
      ? renderFounderNotYet(ctx.reader)
      : renderFounderRefused(ctx.reader, renderRefusals(ctx.reader, refusals));
  await show(ctx, screen);
};
