import { Composer } from 'grammy';
import { proposeVersion } from '../../../messages/declaration/declarationCallbacks.ts';
import { renderNoRole } from '../../../messages/office/office.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { PROPOSE_DECLARATION_FORM } from '../../conversations/declaration/proposeDeclaration.ts';
import { enterForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { requireOfficer } from '../office/officer.ts';

/** The way to propose a new version of the Declaration (rule M4). */
export const declarationDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  onPress(composer, proposeVersion, async (ctx) => {
    const officer = await requireOfficer(env, ctx);
    if (officer === undefined) return;
    await toast(ctx);
    if (officer.powers.has('declaration.propose')) return enterForm(ctx, PROPOSE_DECLARATION_FORM);
    await showScreen(ctx, env.signer, renderNoRole(ctx.reader));
  });
  return composer;
};
