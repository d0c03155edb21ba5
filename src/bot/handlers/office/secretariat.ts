import type { Composer } from 'grammy';
import { acceptOffice } from '../../../actions/office/acceptOffice.ts';
import { findOfficeLink, officeLinkRef } from '../../../db/read/office/office.ts';
import { decideTakingOffice } from '../../../governance/office/officeLink.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { type DeskFacts, renderDesk, renderDeskRest } from '../../../messages/office/desk.ts';
import { renderOfficeInvitation, renderOfficeTaken } from '../../../messages/office/office.ts';
import { openDeskRest, openSecretariat, takeOffice } from '../../../messages/office/officeCallbacks.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { show, toast } from '../../show.ts';
import { showHome } from '../home/home.ts';
import type { StartHandler } from '../home/start.ts';
import { begun, officer, on } from '../kit/on.ts';
import { deskQueues, deskWays } from './desk.ts';

/** The desk of somebody with a role: what waits, and since when. */
const readDesk = async ({ account, powers, deps }: OfficerContext): Promise<DeskFacts> => {
  const { db, vault, clock } = deps;
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

const showDesk = async (ctx: OfficerContext): Promise<void> =>
  show(ctx, renderDesk(ctx.reader, await readDesk(ctx)));

/** `?start=office_<token>`: what the office is, for whom the invitation still works. */
export const openOfficeLink: StartHandler = async (ctx, token) => {
  const { db, vault, clock } = ctx.deps;
  const ref = officeLinkRef(vault, token);
  const link = await findOfficeLink(db, ref);
  const decided = decideTakingOffice(link, ctx.account.roles, await clock.now());
  if (decided.ok && link !== undefined) {
    const { role, expiresAt } = link;
    return show(ctx, renderOfficeInvitation(ctx.reader, { role, ref, expiresAt }));
  }
  const refusals = decided.ok ? [{ code: 'office.linkUnknown' }] : decided.refusals;
  await showHome(ctx, renderRefusals(ctx.reader, refusals));
};

/** The way into the secretariat: the command, the button, and taking an office. */
export const secretariatHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onCommand } = on(composer, officer);
  onCommand('secretariat', showDesk);
  onPress(openSecretariat, showDesk);
  onPress(openDeskRest, async (ctx) => show(ctx, renderDeskRest(ctx.reader, await readDesk(ctx))));

  on(composer, begun).onAct(takeOffice, async (ctx, { ref }) => {
    const taken = await acceptOffice(ctx.deps, { personId: ctx.account.id, ref });
    await toast(ctx, taken.ok ? ctx.plain(($) => $.office.takenToast) : undefined);
    if (!taken.ok) return showHome(ctx, renderRefusals(ctx.reader, taken.refusals));
    await show(ctx, renderOfficeTaken(ctx.reader, taken.value.role));
  });
};
