import type { Account } from '../../../db/read/person/person.ts';
import { type CaseKind, type Power, powersOf, readableKinds } from '../../../governance/person/role.ts';
import { renderNoRole } from '../../../messages/office/office.ts';
import type { QueueName } from '../../../messages/office/officeCallbacks.ts';
import { queueOf } from '../../../messages/proposal/proposal.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

export type Officer = { readonly account: Account; readonly powers: ReadonlySet<Power> };

/** The sender, when they hold a role; everybody else reads what the secretariat is. Undefined: the answer was given. */
export const requireOfficer = async (env: BotEnv, ctx: BotContext): Promise<Officer | undefined> => {
  const account = await ensureBegun(env, ctx);
  if (account === undefined) return undefined;
  if (account.roles.length > 0) return { account, powers: powersOf(account.roles) };
  await toast(ctx);
  await showScreen(ctx, env.signer, renderNoRole(ctx.reader));
  return undefined;
};

/** The kinds of cases of one queue that an officer may read and decide. */
export const kindsOf = (powers: ReadonlySet<Power>, queue: QueueName): CaseKind[] =>
  readableKinds(powers).filter((kind) => queueOf(kind) === queue);
