import { Composer } from 'grammy';
import { acceptOffice } from '../../../actions/office/acceptOffice.ts';
import { findOfficeLink, officeLinkRef } from '../../../db/read/office/office.ts';
import { decideTakingOffice } from '../../../governance/office/officeLink.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { type DeskFacts, renderDesk, renderDeskRest } from '../../../messages/office/desk.ts';
import { renderOfficeInvitation, renderOfficeTaken } from '../../../messages/office/office.ts';
import { openDeskRest, openSecretariat, takeOffice } from '../../../messages/office/officeCallbacks.ts';
import type { Refusals } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { showHome } from '../home/home.ts';
import { ensureBegun, type StartHandler } from '../home/start.ts';
import { deskQueues, deskWays } from './desk.ts';
import { type Officer, requireOfficer } from './officer.ts';

const readDesk = async (env: BotEnv, { powers, account }: Officer): Promise<DeskFacts> => {
  const { db, vault, clock } = env.deps;
  const now = await clock.now();
  const queues = deskQueues
    .filter(({ isFor }) => isFor(powers))
    .map(async ({ name, count, open }) => ({
      name,
      open,
      ...(await count(db, vault, account.id, now, powers)),
    }));
  return {
    roles: account.roles,
    queues: await Promise.all(queues),
    ways: deskWays.filter(({ isFor }) => isFor(powers)),
    now,
  };
};

type RenderDesk = typeof renderDesk;

/** The desk of somebody with a role: what waits, and since when. */
export const showDesk = async (
  env: BotEnv,
  ctx: BotContext,
  render: RenderDesk = renderDesk,
): Promise<void> => {
  const officer = await requireOfficer(env, ctx);
  if (officer === undefined) return;
  await toast(ctx);
  await showScreen(ctx, env.signer, render(ctx.reader, await readDesk(env, officer)));
};

const goHomeWith = async (env: BotEnv, ctx: BotContext, refusals: Refusals): Promise<void> => {
  await toast(ctx);
  await showHome(env, ctx, renderRefusals(ctx.reader, refusals));
};

/** `?start=office_<token>`: what the office is, for whom the invitation still works. */
export const openOfficeLink: StartHandler = async (env, ctx, token) => {
  const account = await ensureBegun(env, ctx, `office_${token}`);
  if (account === undefined) return;
  const { db, vault, clock } = env.deps;
  const ref = officeLinkRef(vault, token);
  const link = await findOfficeLink(db, ref);
  const decided = decideTakingOffice(link, account.roles, await clock.now());
  if (!decided.ok || link === undefined)
    return goHomeWith(env, ctx, decided.ok ? [{ code: 'office.linkUnknown' }] : decided.refusals);
  const { role, expiresAt } = link;
  await toast(ctx);
  await showScreen(ctx, env.signer, renderOfficeInvitation(ctx.reader, { role, ref, expiresAt }));
};

/** The way into the secretariat: the command, the button, and taking an office. */
export const secretariatHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  composer.command('secretariat', (ctx) => showDesk(env, ctx));
  onPress(composer, openSecretariat, (ctx) => showDesk(env, ctx));
  onPress(composer, openDeskRest, (ctx) => showDesk(env, ctx, renderDeskRest));

  onPress(composer, takeOffice, async (ctx, { ref }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const taken = await acceptOffice(env.deps, { personId: account.id, ref });
    if (!taken.ok) return goHomeWith(env, ctx, taken.refusals);
    await toast(
      ctx,
      ctx.reader.translator.plain(($) => $.office.takenToast),
    );
    await showScreen(ctx, env.signer, renderOfficeTaken(ctx.reader, taken.value.role));
  });
  return composer;
};
