import { Composer } from 'grammy';
import { revokeToken } from '../../../actions/token/revokeToken.ts';
import { findToken, listTokens } from '../../../db/read/token/token.ts';
import { tokenStanding } from '../../../governance/token/token.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderNoRole } from '../../../messages/office/office.ts';
import { askRevokeToken, confirmRevokeToken, openTokens } from '../../../messages/office/officeCallbacks.ts';
import { renderRevokeQuestion, renderTokens, type TokenLine } from '../../../messages/token/token.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { type Officer, requireOfficer } from '../office/officer.ts';

const LINES = 5;

const showTokens = async (env: BotEnv, ctx: BotContext, wanted: number, line?: string): Promise<void> => {
  const { db, clock } = env.deps;
  const now = await clock.now();
  const all = await listTokens(db);
  const pages = Math.max(1, Math.ceil(all.length / LINES));
  const page = Math.min(wanted, pages - 1);
  const tokens = all.slice(page * LINES, (page + 1) * LINES).map((token): TokenLine => {
    const standing = tokenStanding(token, now);
    return { ...token, state: standing === 'revoked' ? 'expired' : standing };
  });
  const facts = { tokens, page, pages, ...(line === undefined ? {} : { line }) };
  await showScreen(ctx, env.signer, renderTokens(ctx.reader, facts));
};

/** Tokens of the API: what exists, and revoking at once. */
export const tokenHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const whenAllowed = async (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> => {
    const officer = await requireOfficer(env, ctx);
    if (officer === undefined) return;
    if (officer.powers.has('token.propose')) return act(officer);
    await toast(ctx);
    await showScreen(ctx, env.signer, renderNoRole(ctx.reader));
  };
  onPress(composer, openTokens, (ctx, { page }) =>
    whenAllowed(ctx, async () => {
      await toast(ctx);
      await showTokens(env, ctx, page);
    }),
  );
  onPress(composer, askRevokeToken, (ctx, { id }) =>
    whenAllowed(ctx, async () => {
      await toast(ctx);
      const token = await findToken(env.deps.db, id);
      if (token === undefined || token.state === 'revoked') return showTokens(env, ctx, 0);
      await showScreen(ctx, env.signer, renderRevokeQuestion(ctx.reader, token));
    }),
  );
  onPress(composer, confirmRevokeToken, (ctx, { id }) =>
    whenAllowed(ctx, async (officer) => {
      const revoked = await revokeToken(env.deps, { tokenId: id, by: officer.account.id });
      await toast(ctx);
      const line = revoked.ok
        ? ctx.reader.translator.t(($) => $.office.revoked, revoked.value)
        : renderRefusals(ctx.reader, revoked.refusals);
      await showTokens(env, ctx, 0, line);
    }),
  );
  return composer;
};
