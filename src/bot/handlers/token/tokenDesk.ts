import type { Composer } from 'grammy';
import { revokeToken } from '../../../actions/token/revokeToken.ts';
import { findToken, listTokens } from '../../../db/read/token/token.ts';
import { tokenStanding } from '../../../governance/token/token.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { askRevokeToken, confirmRevokeToken, openTokens } from '../../../messages/office/officeCallbacks.ts';
import { renderRevokeQuestion, renderTokens, type TokenLine } from '../../../messages/token/token.ts';
import type { BotContext } from '../../context.ts';
import { show, toast } from '../../show.ts';
import { holder, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const showTokens = async (ctx: BotContext, wanted: number, line?: string): Promise<void> => {
  const { db, clock } = ctx.deps;
  const now = await clock.now();
  const all = (await listTokens(db)).map((token): TokenLine => {
    const standing = tokenStanding(token, now);
    return { ...token, state: standing === 'revoked' ? 'expired' : standing };
  });
  const { lines: tokens, ...at } = await readPage(wanted, all.length, async ({ offset, limit }) =>
    all.slice(offset, offset + limit),
  );
  await show(ctx, renderTokens(ctx.reader, { tokens, ...at, ...(line === undefined ? {} : { line }) }));
};

/** Tokens of the API: what exists, and revoking at once. */
export const tokenHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('token.propose'));
  onPress(openTokens, (ctx, { page }) => showTokens(ctx, page));
  onPress(askRevokeToken, async (ctx, { id }) => {
    const token = await findToken(ctx.deps.db, id);
    if (token === undefined || token.state === 'revoked') return showTokens(ctx, 0);
    await show(ctx, renderRevokeQuestion(ctx.reader, token));
  });
  onAct(confirmRevokeToken, async (ctx, { id }) => {
    const revoked = await revokeToken(ctx.deps, { tokenId: id, by: ctx.account.id });
    await toast(ctx);
    const line = revoked.ok
      ? ctx.t(($) => $.office.revoked, revoked.value)
      : renderRefusals(ctx.reader, revoked.refusals);
    await showTokens(ctx, 0, line);
  });
};
