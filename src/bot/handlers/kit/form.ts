import type { Composer } from 'grammy';
import { discardDraft } from '../../../actions/kit/keepDialogue.ts';
import { listDraftForms } from '../../../db/read/safety/dialogue.ts';
import { formCancel, formDiscard, formResume } from '../../../messages/kit/formCallbacks.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm, FORM_CONVERSATION, findForm } from '../../conversations/forms.ts';
import { say } from '../../show.ts';
import { showHome } from '../home/home.ts';
import { begun, on } from './on.ts';

const leave = async (ctx: PersonContext): Promise<void> => {
  const { account, deps, t } = ctx;
  const wasIn = ctx.conversation.active(FORM_CONVERSATION) > 0;
  await ctx.conversation.exitAll();
  await say(ctx, ($) => (wasIn ? $.common.formLeft : $.common.nothingToCancel));
  const isKept = wasIn && (await listDraftForms(deps.db, account.id)).length > 0;
  const left = t(($) => (isKept ? $.common.formLeftKept : $.common.formLeft));
  await showHome(ctx, wasIn ? left : t(($) => $.common.nothingToCancel));
};

/** `/cancel` and the form's own way out work at any time; answers of longer forms stay as a draft. */
export const formHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct, onCommand } = on(composer, begun);

  onCommand('cancel', leave);
  onAct(formCancel, leave);

  onPress(formResume, (ctx, { form }) =>
    findForm(ctx.env, form) === undefined ? showHome(ctx) : enterForm(ctx, form),
  );

  onAct(formDiscard, async (ctx, { form }) => {
    await discardDraft(ctx.deps, ctx.account.id, form);
    await ctx.conversation.exitAll();
    await say(ctx, ($) => $.common.draftDiscarded);
    await showHome(ctx);
  });
};
