import { Composer } from 'grammy';
import { openBallot, previewOpening } from '../../../actions/ballot/openBallot.ts';
import { withdrawBallot } from '../../../actions/ballot/withdrawBallot.ts';
import { countBallots, findBallot, listBallots } from '../../../db/read/ballot/ballot.ts';
import { withdrawalIsPublic } from '../../../governance/ballot/ballotCorrection.ts';
import { decideWithdrawal } from '../../../governance/ballot/ballotEnd.ts';
import {
  askOpening,
  askWithdrawal,
  confirmOpening,
  confirmWithdrawal,
  manageBallot,
  moveScheduled,
  newBallot,
  openBallotQueue,
  planBallot,
  turnBallotQueue,
} from '../../../messages/ballot/ballotCallbacks.ts';
import {
  DESK_PAGE,
  renderBallotDesk,
  renderDeskLine,
  renderManagedBallot,
  renderOpeningQuestion,
  renderWithdrawalQuestion,
} from '../../../messages/ballot/ballotDesk.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { ok, type Refusal } from '../../../result.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { MOVE_BALLOT_FORM, WITHDRAW_BALLOT_FORM } from '../../conversations/ballot/correctBallot.ts';
import { PLAN_BALLOT_FORM } from '../../conversations/ballot/planBallot.ts';
import { WRITE_BALLOT_FORM } from '../../conversations/ballot/writeBallot.ts';
import { enterForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { type Officer, requireOfficer } from '../office/officer.ts';

const refuse = (env: BotEnv, ctx: BotContext, refusals: readonly Refusal[]): Promise<void> =>
  showScreen(ctx, env.signer, renderDeskLine(ctx.reader, renderRefusals(ctx.reader, refusals)));

const requireManager = async (env: BotEnv, ctx: BotContext): Promise<Officer | undefined> => {
  const officer = await requireOfficer(env, ctx);
  if (officer === undefined || officer.powers.has('ballot.manage')) return officer;
  await toast(ctx);
  await refuse(env, ctx, [{ code: 'ballot.noPower' }]);
  return undefined;
};

const showManaged = async (env: BotEnv, ctx: BotContext, number: number, line?: string): Promise<void> => {
  const ballot = await findBallot(env.deps.db, env.deps.vault, number);
  if (ballot === undefined) return refuse(env, ctx, [{ code: 'ballot.unknown' }]);
  await showScreen(ctx, env.signer, renderManagedBallot(ctx.reader, ballot, line));
};

type Done = { readonly ok: true } | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** The toast of an act and the ballot as it stands after it, with the receipt or with what stands against it. */
const showDone = async (
  env: BotEnv,
  ctx: BotContext,
  number: number,
  done: Done,
  receipt: string,
): Promise<void> => {
  const { plain } = ctx.reader.translator;
  await toast(
    ctx,
    plain(($) => (done.ok ? $.ballot.desk.done : $.ballot.desk.refused)),
  );
  await showManaged(env, ctx, number, done.ok ? receipt : renderRefusals(ctx.reader, done.refusals));
};

const openingHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  onPress(composer, askOpening, async (ctx, { number }) => {
    const officer = await requireManager(env, ctx);
    if (officer === undefined) return;
    await toast(ctx);
    const preview = await previewOpening(env.deps, { officerId: officer.account.id, number });
    if (!preview.ok) return showManaged(env, ctx, number, renderRefusals(ctx.reader, preview.refusals));
    const ballot = await findBallot(env.deps.db, env.deps.vault, number);
    if (ballot === undefined) return refuse(env, ctx, [{ code: 'ballot.unknown' }]);
    await showScreen(ctx, env.signer, renderOpeningQuestion(ctx.reader, ballot, preview.value));
  });

  onPress(composer, confirmOpening, async (ctx, { number }) => {
    const officer = await requireManager(env, ctx);
    if (officer === undefined) return;
    const opened = await openBallot(env.deps, { officerId: officer.account.id, number });
    const receipt = ctx.reader.translator.t(($) => $.ballot.desk.opened);
    await showDone(env, ctx, number, opened, receipt);
  });

  onPress(composer, planBallot, async (ctx, { number }) => {
    if ((await requireManager(env, ctx)) === undefined) return;
    await toast(ctx);
    const ballot = await findBallot(env.deps.db, env.deps.vault, number);
    // An old button: better said before the form than after it.
    if (ballot?.state !== 'draft')
      return showManaged(env, ctx, number, renderRefusals(ctx.reader, [{ code: 'ballot.notDraft' }]));
    await enterForm(ctx, PLAN_BALLOT_FORM, { number: String(number) });
  });

  onPress(composer, moveScheduled, async (ctx, { number }) => {
    if ((await requireManager(env, ctx)) === undefined) return;
    await toast(ctx);
    const ballot = await findBallot(env.deps.db, env.deps.vault, number);
    if (ballot?.state !== 'scheduled')
      return showManaged(env, ctx, number, renderRefusals(ctx.reader, [{ code: 'ballot.notScheduled' }]));
    await enterForm(ctx, MOVE_BALLOT_FORM, { number: String(number) });
  });

  onPress(composer, askWithdrawal, async (ctx, { number }) => {
    if ((await requireManager(env, ctx)) === undefined) return;
    await toast(ctx);
    // An old button: what can no longer be withdrawn is shown as it stands now.
    const ballot = await findBallot(env.deps.db, env.deps.vault, number);
    const decided = ballot === undefined ? ok(null) : decideWithdrawal(ballot.state);
    if (ballot === undefined || !decided.ok)
      return showManaged(
        env,
        ctx,
        number,
        decided.ok ? undefined : renderRefusals(ctx.reader, decided.refusals),
      );
    if (withdrawalIsPublic(ballot.state))
      return enterForm(ctx, WITHDRAW_BALLOT_FORM, { number: String(number) });
    await showScreen(ctx, env.signer, renderWithdrawalQuestion(ctx.reader, ballot));
  });

  onPress(composer, confirmWithdrawal, async (ctx, { number }) => {
    const officer = await requireManager(env, ctx);
    if (officer === undefined) return;
    const withdrawn = await withdrawBallot(env.deps, { officerId: officer.account.id, number });
    const receipt = ctx.reader.translator.t(($) => $.ballot.desk.withdrawn);
    await showDone(env, ctx, number, withdrawn, receipt);
  });
};

/** Ballots at the secretariat's desk: writing, planning, opening, withdrawing. */
export const ballotDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const { db, vault } = env.deps;

  const showDesk = async (ctx: BotContext, wanted: number): Promise<void> => {
    if ((await requireManager(env, ctx)) === undefined) return;
    await toast(ctx);
    const pages = Math.max(1, Math.ceil((await countBallots(db)) / DESK_PAGE));
    const page = Math.min(wanted, pages - 1);
    const ballots = await listBallots(db, vault, { offset: page * DESK_PAGE, limit: DESK_PAGE });
    await showScreen(ctx, env.signer, renderBallotDesk(ctx.reader, ballots, { page, pages }));
  };
  onPress(composer, openBallotQueue, (ctx) => showDesk(ctx, 0));
  onPress(composer, turnBallotQueue, (ctx, { page }) => showDesk(ctx, page));

  onPress(composer, manageBallot, async (ctx, { number }) => {
    if ((await requireManager(env, ctx)) === undefined) return;
    await toast(ctx);
    await showManaged(env, ctx, number);
  });

  onPress(composer, newBallot, async (ctx) => {
    if ((await requireManager(env, ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, WRITE_BALLOT_FORM);
  });

  openingHandlers(env, composer);
  return composer;
};
