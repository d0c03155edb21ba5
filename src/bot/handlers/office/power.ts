import type { Power } from '../../../governance/person/role.ts';
import { renderNoRole } from '../../../messages/office/office.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { showScreen, toast } from '../../show.ts';
import { type Officer, requireOfficer } from './officer.ts';

/** The sender, when they hold this power; an officer without it reads what the secretariat is. Undefined: the answer was given. */
export const requirePower = async (
  env: BotEnv,
  ctx: BotContext,
  power: Power,
): Promise<Officer | undefined> => {
  const officer = await requireOfficer(env, ctx);
  if (officer === undefined || officer.powers.has(power)) return officer;
  await toast(ctx);
  await showScreen(ctx, env.signer, renderNoRole(ctx.reader));
  return undefined;
};

/** So many lines a page of a queue. */
export const queueLines = 5;

/** The page that is shown of so many things, and how many pages there are. */
export const pageAt = (
  wanted: number,
  waiting: number,
): { readonly page: number; readonly pages: number } => {
  const pages = Math.max(1, Math.ceil(waiting / queueLines));
  return { page: Math.min(wanted, pages - 1), pages };
};
