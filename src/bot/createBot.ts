import { conversations, createConversation } from '@grammyjs/conversations';
import { type ApiClientOptions, Bot } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import { createBoundary } from './boundary.ts';
import type { BotContext, BotEnv, InnerContext, Receipt } from './context.ts';
import { FORM_CONVERSATION, formsByName } from './conversations/forms.ts';
import type { Form, FormParams } from './conversations/kit/form.ts';
import { runForm } from './conversations/kit/runForm.ts';
import { dialogueStorage } from './conversations/storage.ts';
import { handlerGroups } from './handlers/all.ts';
import { fallbackHandlers } from './handlers/home/fallback.ts';
import { formHandlers } from './handlers/kit/form.ts';
import { identify } from './middleware/identify.ts';
import { panicAtOnce } from './middleware/panicAtOnce.ts';
import { privateChatsOnly } from './middleware/privateChatsOnly.ts';

export type BotSettings = {
  readonly token: string;
  readonly client: ApiClientOptions;
  readonly me: UserFromGetMe;
};

/**
 * The bot: middleware order and nothing else. Stateless buttons and commands come before the running dialogue, because
 * a dialogue swallows what reaches it.
 */
export const createBot = (env: BotEnv, settings: BotSettings) => {
  const bot = new Bot<BotContext>(settings.token, { client: settings.client, botInfo: settings.me });
  const boundary = createBoundary(env, bot.api);
  const receipts = new WeakMap<Update, Receipt>();
  const formDialogue = createConversation<BotContext, InnerContext>(
    (talk, ctx, name: Form['name'], params: FormParams) =>
      runForm(env, formsByName(env, name), talk, ctx, params),
    FORM_CONVERSATION,
  );

  bot.use(privateChatsOnly(env));
  bot.use(identify(env, (update) => receipts.get(update)));
  bot.use(panicAtOnce(env));
  bot.use(conversations<BotContext, InnerContext>({ storage: dialogueStorage(env) }));
  bot.use(async (ctx, next) => {
    // An account that was locked while its form was open: the chat is a stranger's now.
    if (ctx.account === undefined) await ctx.conversation.exitAll();
    // A dialogue can be entered only after its middleware ran, which for the handlers is further down: enterForm runs it.
    ctx.registerForms = async () => void (await formDialogue(ctx, async () => {}));
    return next();
  });
  formHandlers(bot);
  for (const register of handlerGroups) register(bot);
  bot.use(formDialogue);
  fallbackHandlers(bot);

  return {
    handle: (update: Update, receipt: Receipt): Promise<void> => {
      receipts.set(update, receipt);
      return boundary.guard(update, () => bot.handleUpdate(update));
    },
    postponed: boundary.postponed,
  };
};
