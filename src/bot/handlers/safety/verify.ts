import { Composer } from 'grammy';
import { renderVerify } from '../../../messages/safety/verify.ts';
import { changePhrase, openVerify } from '../../../messages/safety/verifyCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { CHOOSE_PHRASE } from '../../conversations/safety/choosePhrase.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

/** "Am I talking to the real bot?" and the phrase that answers it. */
export const verifyHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const show = async (ctx: BotContext): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const { phrase } = account.profile;
    await showScreen(ctx, env.signer, renderVerify(ctx.reader, { phrase, username: env.username }));
  };
  composer.command('verify', show);
  onPress(composer, openVerify, show);

  onPress(composer, changePhrase, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, CHOOSE_PHRASE);
  });
  return composer;
};
