import type { Composer } from 'grammy';
import { renderHelp } from '../../../messages/home/help.ts';
import { openHelp } from '../../../messages/home/helpCallbacks.ts';
import { allCommandsFor, officerCommandFor } from '../../commands.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { show } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

/** Every command, the way to people, and what Veche never asks for. */
const showHelp = (ctx: PersonContext): Promise<void> => {
  const { translator } = ctx.reader;
  const isOfficer = ctx.account.roles.length > 0;
  const commands = [...allCommandsFor(translator), ...(isOfficer ? [officerCommandFor(translator)] : [])];
  return show(ctx, renderHelp(ctx.reader, commands, isOfficer));
};

export const helpHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onCommand } = on(composer, begun);
  onCommand('help', showHelp);
  onPress(openHelp, showHelp);
};
