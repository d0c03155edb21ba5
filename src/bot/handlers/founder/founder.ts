import { becomeFounder } from '../../../actions/founder/becomeFounder.ts';
import {
  renderFounded,
  renderFounderNotYet,
  renderFounderRefused,
} from '../../../messages/founder/founder.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { vouchToken } from '../../../messages/verification/vouchCallbacks.ts';
import { refreshAccount } from '../../joinStep.ts';
import { showScreen } from '../../show.ts';
import { ensureBegun, type StartHandler } from '../home/start.ts';

/** `?start=founder_<token>`: whoever opens it and has signed is a member at once (rule M5). */
export const openFounderLink: StartHandler = async (env, ctx, token) => {
  const account = await ensureBegun(env, ctx, `founder_${token}`);
  if (account === undefined) return;
  const done = vouchToken.safeParse(token).success
    ? await becomeFounder(env.deps, { personId: account.id, token })
    : undefined;
  if (done?.ok === true) {
    await refreshAccount(env, ctx);
    return showScreen(ctx, env.signer, renderFounded(ctx.reader));
  }
  const refusals = done?.refusals ?? [{ code: 'founder.linkUnknown' }];
  const [only, ...more] = refusals;
  const screen =
    only.code === 'admission.candidateNotSigned' && more.length === 0
      ? renderFounderNotYet(ctx.reader)
      : renderFounderRefused(ctx.reader, renderRefusals(ctx.reader, refusals));
  await showScreen(ctx, env.signer, screen);
};
