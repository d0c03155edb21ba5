import type { Account } from '../../../db/read/person/person.ts';
import { renderLanguages } from '../../../messages/home/start.ts';
import { NO_PAYLOAD } from '../../../messages/home/startCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { showScreen, toast } from '../../show.ts';

/** Opens what a deep link of one kind leads to; there is an account by then. `token` is what follows `<kind>_`. */
export type StartHandler = (env: BotEnv, ctx: BotContext, token: string) => Promise<void>;

/**
 * The sender's account. Somebody who has none is shown the choice of a language, which carries `payload`, the link they
 * came by, through; undefined then, with the press answered: the handler has nothing left to do.
 */
export const ensureBegun = async (
  env: BotEnv,
  ctx: BotContext,
  payload: string = NO_PAYLOAD,
): Promise<Account | undefined> => {
  if (ctx.account !== undefined) return ctx.account;
  await toast(ctx);
  const languages = env.i18n.locales.map((locale) => ({
    locale,
    name: env.i18n.translatorFor(locale).plain(($) => $.common.languageName),
  }));
  await showScreen(ctx, env.signer, renderLanguages(ctx.reader, languages, payload));
  return undefined;
};
