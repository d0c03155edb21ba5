import { Composer } from 'grammy';
import { discardDraft } from '../../../actions/kit/keepDialogue.ts';
import { listDraftForms } from '../../../db/read/safety/dialogue.ts';
import { formCancel, formDiscard, formResume } from '../../../messages/kit/formCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm, FORM_CONVERSATION, findForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { toast } from '../../show.ts';
import { showHome } from '../home/home.ts';

/** `/cancel` and the form's own way out work at any time; answers of longer forms stay as a draft. */
export const formHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const leave = async (ctx: BotContext): Promise<void> => {
    const wasIn = ctx.conversation.active(FORM_CONVERSATION) > 0;
    await ctx.conversation.exitAll();
    const { plain, t } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => (wasIn ? $.common.formLeft : $.common.nothingToCancel)),
    );
    if (!wasIn)
      return showHome(
        env,
        ctx,
        t(($) => $.common.nothingToCancel),
      );
    const { db } = env.deps;
    const isKept = ctx.account !== undefined && (await listDraftForms(db, ctx.account.id)).length > 0;
    await showHome(
      env,
      ctx,
      t(($) => (isKept ? $.common.formLeftKept : $.common.formLeft)),
    );
  };

  composer.command('cancel', leave);
  onPress(composer, formCancel, leave);

  onPress(composer, formResume, async (ctx, { form }) => {
    await toast(ctx);
    if (findForm(env, form) === undefined || ctx.account === undefined) return showHome(env, ctx);
    await enterForm(ctx, form);
  });

  onPress(composer, formDiscard, async (ctx, { form }) => {
    if (ctx.account !== undefined) await discardDraft(env.deps, ctx.account.id, form);
    await ctx.conversation.exitAll();
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.common.draftDiscarded),
    );
    await showHome(env, ctx);
  });

  return composer;
};
