import type { Composer } from 'grammy';
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
import type { Refusal, Result } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { MOVE_BALLOT_FORM, WITHDRAW_BALLOT_FORM } from '../../conversations/ballot/correctBallot.ts';
import { PLAN_BALLOT_FORM } from '../../conversations/ballot/planBallot.ts';
import { WRITE_BALLOT_FORM } from '../../conversations/ballot/writeBallot.ts';
import { enterForm } from '../../conversations/forms.ts';
import { show } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const refuse = (ctx: BotContext, code: 'ballot.noPower' | 'ballot.unknown'): Promise<void> =>
  show(ctx, renderDeskLine(ctx.reader, renderRefusals(ctx.reader, [{ code }])));

const showManaged = async (ctx: BotContext, number: number, line?: string): Promise<void> => {
  const ballot = await findBallot(ctx.deps.db, ctx.deps.vault, number);
  if (ballot === undefined) return refuse(ctx, 'ballot.unknown');
  await show(ctx, renderManagedBallot(ctx.reader, ballot, line));
};

/** The ballot as it stands, with why what was asked for is not possible. */
const showRefused = (ctx: BotContext, number: number, refusals: readonly Refusal[]): Promise<void> =>
  showManaged(ctx, number, renderRefusals(ctx.reader, refusals));

/** The toast of an act and the ballot as it stands after it, with the receipt or with what stands against it. */
const showDone = async (
  ctx: BotContext,
  number: number,
  done: Result<unknown>,
  receipt: string,
): Promise<void> => {
  const line = await sayOutcome(ctx, done, ($) => (done.ok ? $.ballot.desk.done : $.ballot.desk.refused));
  await showManaged(ctx, number, line ?? receipt);
};

const askToOpen = async (ctx: OfficerContext, number: number): Promise<void> => {
  const { account, deps } = ctx;
  const preview = await previewOpening(deps, { officerId: account.id, number });
  if (!preview.ok) return showRefused(ctx, number, preview.refusals);
  const ballot = await findBallot(deps.db, deps.vault, number);
  if (ballot === undefined) return refuse(ctx, 'ballot.unknown');
  await show(ctx, renderOpeningQuestion(ctx.reader, ballot, preview.value));
};

/** An old button: better said before the form than after it. */
const enterWhile = async (
  ctx: BotContext,
  number: number,
  state: 'draft' | 'scheduled',
  form: string,
): Promise<void> => {
  const ballot = await findBallot(ctx.deps.db, ctx.deps.vault, number);
  const code = state === 'draft' ? 'ballot.notDraft' : 'ballot.notScheduled';
  if (ballot?.state !== state) return showRefused(ctx, number, [{ code }]);
  await enterForm(ctx, form, { number: String(number) });
};

/** An old button: what can no longer be withdrawn is shown as it stands now. */
const askToWithdraw = async (ctx: BotContext, number: number): Promise<void> => {
  const ballot = await findBallot(ctx.deps.db, ctx.deps.vault, number);
  if (ballot === undefined) return refuse(ctx, 'ballot.unknown');
  const decided = decideWithdrawal(ballot.state);
  if (!decided.ok) return showRefused(ctx, number, decided.refusals);
  if (withdrawalIsPublic(ballot.state))
    return enterForm(ctx, WITHDRAW_BALLOT_FORM, { number: String(number) });
  await show(ctx, renderWithdrawalQuestion(ctx.reader, ballot));
};

const showDesk = async (ctx: BotContext, wanted: number): Promise<void> => {
  const { db, vault } = ctx.deps;
  const { lines, ...at } = await readPage(
    wanted,
    await countBallots(db),
    (part) => listBallots(db, vault, part),
    DESK_PAGE,
  );
  await show(ctx, renderBallotDesk(ctx.reader, lines, at));
};

/** Ballots at the secretariat's desk: writing, planning, opening, withdrawing. */
export const ballotDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(
    composer,
    holder('ballot.manage', (ctx) => refuse(ctx, 'ballot.noPower')),
  );

  onPress(openBallotQueue, (ctx) => showDesk(ctx, 0));
  onPress(turnBallotQueue, (ctx, { page }) => showDesk(ctx, page));
  onPress(manageBallot, (ctx, { number }) => showManaged(ctx, number));
  onPress(newBallot, (ctx) => enterForm(ctx, WRITE_BALLOT_FORM));
  onPress(planBallot, (ctx, { number }) => enterWhile(ctx, number, 'draft', PLAN_BALLOT_FORM));
  onPress(moveScheduled, (ctx, { number }) => enterWhile(ctx, number, 'scheduled', MOVE_BALLOT_FORM));

  onPress(askOpening, (ctx, { number }) => askToOpen(ctx, number));
  onAct(confirmOpening, async (ctx, { number }) => {
    const opened = await openBallot(ctx.deps, { officerId: ctx.account.id, number });
    const receipt = ctx.t(($) => $.ballot.desk.opened);
    await showDone(ctx, number, opened, receipt);
  });

  onPress(askWithdrawal, (ctx, { number }) => askToWithdraw(ctx, number));
  onAct(confirmWithdrawal, async (ctx, { number }) => {
    const withdrawn = await withdrawBallot(ctx.deps, { officerId: ctx.account.id, number });
    const receipt = ctx.t(($) => $.ballot.desk.withdrawn);
    await showDone(ctx, number, withdrawn, receipt);
  });
};
