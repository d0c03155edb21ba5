import { Composer } from 'grammy';
import { renderHelp } from '../../../messages/home/help.ts';
import { openHelp } from '../../../messages/home/helpCallbacks.ts';
import { allCommandsFor, officerCommandFor } from '../../commands.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from './start.ts';

/** Every command, the way to people, and what Veche never asks for. */
export const helpHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  const show = async (ctx: BotContext): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const { translator } = ctx.reader;
    const isOfficer = account.roles.length > 0;
    const commands = [...allCommandsFor(translator), ...(isOfficer ? [officerCommandFor(translator)] : [])];
    await showScreen(ctx, env.signer, renderHelp(ctx.reader, commands, isOfficer));
  };
  composer.command('help', show);
  onPress(composer, openHelp, show);
  return composer;
};
