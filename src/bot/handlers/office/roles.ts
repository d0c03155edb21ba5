import type { Composer } from 'grammy';
import { proposeDismissal } from '../../../actions/office/dismissOfficer.ts';
import { proposeRole } from '../../../actions/office/proposeRole.ts';
import { resignOffice } from '../../../actions/office/resignOffice.ts';
import { countTaken } from '../../../db/read/office/handOver.ts';
import { countRoles, findOfficerNumber, listOffices } from '../../../db/read/office/office.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  askDismissal,
  askResigning,
  askRole,
  chooseDismissal,
  chooseRole,
  confirmDismissal,
  confirmResigning,
  confirmRole,
  openRoles,
} from '../../../messages/office/officeCallbacks.ts';
import {
  renderDismissalQuestion,
  renderOfficers,
  renderResigned,
  renderResignQuestion,
  renderRoleChoice,
  renderRoleQuestion,
  renderRoles,
} from '../../../messages/office/roles.ts';
import type { Refusal, Result } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { show, toast } from '../../show.ts';
import { holder, officer, on } from '../kit/on.ts';

const showRoles = async (ctx: OfficerContext, line?: string): Promise<void> => {
  const { account, powers, deps } = ctx;
  const facts = {
    counts: await countRoles(deps.db),
    held: account.roles,
    number: await findOfficerNumber(deps.db, account.id),
    mayPropose: powers.has('role.propose'),
    line,
  };
  await show(ctx, renderRoles(ctx.reader, facts));
};

const refuse = (ctx: OfficerContext, refusals: readonly Refusal[]): Promise<void> =>
  showRoles(ctx, renderRefusals(ctx.reader, refusals));

const refusePower = (ctx: OfficerContext): Promise<void> => refuse(ctx, [{ code: 'proposal.noPower' }]);

/** The receipt of a proposal, or what stands against it, above the roles as they are. */
const showProposed = async (
  ctx: OfficerContext,
  done: Result<{ readonly number: number }>,
): Promise<void> => {
  await toast(ctx, done.ok ? ctx.plain(($) => $.office.proposedToast) : undefined);
  if (!done.ok) return refuse(ctx, done.refusals);
  const line = ctx.t(($) => $.office.proposed, done.value);
  await showRoles(ctx, line);
};

const roleProposals = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, holder('role.propose', refusePower));
  onPress(chooseRole, (ctx) => show(ctx, renderRoleChoice(ctx.reader)));
  onPress(askRole, (ctx, { role }) => show(ctx, renderRoleQuestion(ctx.reader, role)));
};

const dismissalProposals = (composer: Composer<BotContext>): void => {
  const { onPress } = on(composer, holder('dismissal.propose', refusePower));
  onPress(chooseDismissal, async (ctx, { page }) => {
    const { db } = ctx.deps;
    const own = await findOfficerNumber(db, ctx.account.id);
    const offices = (await listOffices(db)).filter(({ number }) => number !== own);
    await show(ctx, renderOfficers(ctx.reader, offices, page));
  });
  onPress(askDismissal, (ctx, given) => show(ctx, renderDismissalQuestion(ctx.reader, given)));
};

/** Giving and taking roles, by two; leaving one's own, alone. */
export const roleHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, officer);

  onPress(openRoles, (ctx) => showRoles(ctx));
  roleProposals(composer);
  onAct(confirmRole, async (ctx, { role }) =>
    showProposed(ctx, await proposeRole(ctx.deps, { officerId: ctx.account.id, role })),
  );
  dismissalProposals(composer);
  onAct(confirmDismissal, async (ctx, given) =>
    showProposed(ctx, await proposeDismissal(ctx.deps, { officerId: ctx.account.id, ...given })),
  );

  onPress(askResigning, async (ctx, { role }) => {
    if (!ctx.account.roles.includes(role)) return refuse(ctx, [{ code: 'office.notHeld' }]);
    const taken = await countTaken(ctx.deps.db, ctx.account.id);
    await show(ctx, renderResignQuestion(ctx.reader, role, taken));
  });
  onAct(confirmResigning, async (ctx, { role }) => {
    const { id: personId, roles } = ctx.account;
    const done = await resignOffice(ctx.deps, { personId, role });
    await toast(ctx);
    if (!done.ok) return refuse(ctx, done.refusals);
    const isOfficer = roles.some((held) => held !== role);
    await show(ctx, renderResigned(ctx.reader, role, isOfficer));
  });
};
