import { Composer } from 'grammy';
import { countRoles } from '../../../db/read/office.ts';
import { renderRoles } from '../../../messages/office.ts';
import { openRoles } from '../../../messages/officeCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { requireOfficer } from './officer.ts';

/** How many hold which role. */
export const roleHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  onPress(composer, openRoles, async (ctx) => {
    if ((await requireOfficer(env, ctx)) === undefined) return;
    await toast(ctx);
    await showScreen(ctx, env.signer, renderRoles(ctx.reader, await countRoles(env.deps.db)));
  });
  return composer;
};
