import { Composer } from 'grammy';
import { meetPerson } from '../../../actions/person/meetPerson.ts';
import { renderFormOpen } from '../../../messages/home/start.ts';
import { chooseLanguage, NO_PAYLOAD } from '../../../messages/home/startCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { FORM_CONVERSATION } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { startHandlers } from './deepLinks.ts';
import { showHome } from './home.ts';
import { ensureBegun } from './start.ts';

const payloadPattern = /^([a-z]+)_([\w-]+)$/i;

/** Goes where a link leads; a damaged or unknown one leads home and says so. */
const follow = async (env: BotEnv, ctx: BotContext, payload: string): Promise<void> => {
  const [, kind = '', token = ''] = payloadPattern.exec(payload) ?? [];
  const open = Object.hasOwn(startHandlers, kind) ? startHandlers[kind] : undefined;
  if (open !== undefined) return open(env, ctx, token);
  await showHome(
    env,
    ctx,
    ctx.reader.translator.t(($) => $.common.linkUnknown),
  );
};

/** `/start`, with or without a link, and the choice of a language, which is what makes an account. */
export const beginHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  composer.command('start', async (ctx) => {
    const payload = ctx.match.trim();
    if ((await ensureBegun(env, ctx, payload)) === undefined) return;
    if (payload !== '') return follow(env, ctx, payload);
    const inForm = ctx.conversation.active(FORM_CONVERSATION) > 0;
    await (inForm ? showScreen(ctx, env.signer, renderFormOpen(ctx.reader)) : showHome(env, ctx));
  });

  onPress(composer, chooseLanguage, async (ctx, { locale, payload }) => {
    const telegramId = ctx.from?.id;
    if (telegramId === undefined) return;
    const account = await meetPerson(env.deps, { telegramId, locale });
    ctx.account = account;
    ctx.reader = { translator: env.i18n.translatorFor(locale), zone: account.profile.zone };
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.common.languageChosen),
    );
    await (payload === NO_PAYLOAD ? showHome(env, ctx) : follow(env, ctx, payload));
  });

  return composer;
};
