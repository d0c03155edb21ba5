import { Composer } from 'grammy';
import { proposeDismissal } from '../../../actions/office/dismissOfficer.ts';
import { proposeRole } from '../../../actions/office/proposeRole.ts';
import { resignOffice } from '../../../actions/office/resignOffice.ts';
import { countTaken } from '../../../db/read/office/handOver.ts';
import { countRoles, findOfficerNumber, listOffices } from '../../../db/read/office/office.ts';
import type { Power } from '../../../governance/person/role.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { type Officer, requireOfficer } from './officer.ts';

const showRoles = async (
  env: BotEnv,
  ctx: BotContext,
  { account, powers }: Officer,
  line?: string,
): Promise<void> => {
  const { db } = env.deps;
  const facts = {
    counts: await countRoles(db),
    held: account.roles,
    number: await findOfficerNumber(db, account.id),
    mayPropose: powers.has('role.propose'),
    line,
  };
  await showScreen(ctx, env.signer, renderRoles(ctx.reader, facts));
};

const refused = (env: BotEnv, ctx: BotContext, officer: Officer, refusals: readonly Refusal[]) =>
  showRoles(env, ctx, officer, renderRefusals(ctx.reader, refusals));

/** The receipt of a proposal, or what stands against it, above the roles as they are. */
const showProposed = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  done: Result<{ readonly number: number }>,
): Promise<void> => {
  const { t, plain } = ctx.reader.translator;
  await toast(ctx, done.ok ? plain(($) => $.office.proposedToast) : undefined);
  if (!done.ok) return refused(env, ctx, officer, done.refusals);
  await showRoles(
    env,
    ctx,
    officer,
    t(($) => $.office.proposed, done.value),
  );
};

/** Giving and taking roles, by two; leaving one's own, alone. */
export const roleHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const whenOfficer = async (
    ctx: BotContext,
    act: (officer: Officer) => Promise<void>,
    power?: Power,
  ): Promise<void> => {
    const officer = await requireOfficer(env, ctx);
    if (officer === undefined) return;
    if (power === undefined || officer.powers.has(power)) return act(officer);
    await toast(ctx);
    await refused(env, ctx, officer, [{ code: 'proposal.noPower' }]);
  };

  onPress(composer, openRoles, (ctx) =>
    whenOfficer(ctx, async (officer) => {
      await toast(ctx);
      await showRoles(env, ctx, officer);
    }),
  );
  onPress(composer, chooseRole, (ctx) =>
    whenOfficer(
      ctx,
      async () => {
        await toast(ctx);
        await showScreen(ctx, env.signer, renderRoleChoice(ctx.reader));
      },
      'role.propose',
    ),
  );
  onPress(composer, askRole, (ctx, { role }) =>
    whenOfficer(
      ctx,
      async () => {
        await toast(ctx);
        await showScreen(ctx, env.signer, renderRoleQuestion(ctx.reader, role));
      },
      'role.propose',
    ),
  );
  onPress(composer, confirmRole, (ctx, { role }) =>
    whenOfficer(ctx, async (officer) =>
      showProposed(env, ctx, officer, await proposeRole(env.deps, { officerId: officer.account.id, role })),
    ),
  );
  onPress(composer, chooseDismissal, (ctx, { page }) =>
    whenOfficer(
      ctx,
      async ({ account }) => {
        await toast(ctx);
        const { db } = env.deps;
        const own = await findOfficerNumber(db, account.id);
        const offices = (await listOffices(db)).filter(({ number }) => number !== own);
        await showScreen(ctx, env.signer, renderOfficers(ctx.reader, offices, page));
      },
      'dismissal.propose',
    ),
  );
  onPress(composer, askDismissal, (ctx, given) =>
    whenOfficer(
      ctx,
      async () => {
        await toast(ctx);
        await showScreen(ctx, env.signer, renderDismissalQuestion(ctx.reader, given));
      },
      'dismissal.propose',
    ),
  );
  onPress(composer, confirmDismissal, (ctx, given) =>
    whenOfficer(ctx, async (officer) => {
      const command = { officerId: officer.account.id, ...given };
      await showProposed(env, ctx, officer, await proposeDismissal(env.deps, command));
    }),
  );
  onPress(composer, askResigning, (ctx, { role }) =>
    whenOfficer(ctx, async (officer) => {
      await toast(ctx);
      if (!officer.account.roles.includes(role))
        return refused(env, ctx, officer, [{ code: 'office.notHeld' }]);
      const taken = await countTaken(env.deps.db, officer.account.id);
      await showScreen(ctx, env.signer, renderResignQuestion(ctx.reader, role, taken));
    }),
  );
  onPress(composer, confirmResigning, (ctx, { role }) =>
    whenOfficer(ctx, async (officer) => {
      const { account } = officer;
      const done = await resignOffice(env.deps, { personId: account.id, role });
      await toast(ctx);
      if (!done.ok) return refused(env, ctx, officer, done.refusals);
      const isOfficer = account.roles.some((held) => held !== role);
      await showScreen(ctx, env.signer, renderResigned(ctx.reader, role, isOfficer));
    }),
  );
  return composer;
};
