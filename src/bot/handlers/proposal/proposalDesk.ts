import { Composer } from 'grammy';
import { approveProposal } from '../../../actions/approval/approveProposal.ts';
import { rejectProposal } from '../../../actions/approval/rejectProposal.ts';
import { traceAdmissionRead } from '../../../actions/audit/traceReading.ts';
import {
  countPendingProposals,
  findNextProposal,
  findProposal,
  listPendingProposals,
} from '../../../db/read/proposal/proposal.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  approveCase,
  askDecline,
  confirmDecline,
  openProposal,
  openQueue,
  type QueueName,
  takeNextCase,
} from '../../../messages/office/officeCallbacks.ts';
import { queueOf, renderCase, renderQueue } from '../../../messages/proposal/proposal.ts';
import {
  renderApproved,
  renderDeclined,
  renderDeclineQuestion,
} from '../../../messages/proposal/proposalOutcome.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { kindsOf, type Officer, requireOfficer } from '../office/officer.ts';
import { readCase } from './caseContent.ts';

const LINES = 7;

type At = { readonly page: number; readonly line?: string };

const showQueue = async (
  env: BotEnv,
  ctx: BotContext,
  { account, powers }: Officer,
  name: QueueName,
  { page: wanted, line }: At,
): Promise<void> => {
  const { db } = env.deps;
  const kinds = kindsOf(powers, name);
  const { waiting } = kinds.length === 0 ? { waiting: 0 } : await countPendingProposals(db, kinds);
  const pages = Math.max(1, Math.ceil(waiting / LINES));
  const page = Math.min(wanted, pages - 1);
  const lines =
    waiting === 0 ? [] : await listPendingProposals(db, kinds, { offset: page * LINES, limit: LINES });
  const hasNext = waiting > 0 && (await findNextProposal(db, kinds, account.id)) !== undefined;
  const facts = { name, page, pages, lines, hasNext, ...(line === undefined ? {} : { line }) };
  await showScreen(ctx, env.signer, renderQueue(ctx.reader, facts));
};

/** One case; one that is decided, gone or not this officer's leads back to the queue, which says so. */
const showCase = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  number: number,
  { page, line }: At,
): Promise<void> => {
  const { deps } = env;
  const found = await findProposal(deps.db, deps.vault, number);
  const queue = queueOf(found?.kind ?? 'role');
  const isReadable =
    found !== undefined && found.state === 'pending' && kindsOf(officer.powers, queue).includes(found.kind);
  const reader = { officerId: officer.account.id, locale: ctx.reader.translator.locale };
  const readable = isReadable ? await readCase(deps, found, reader) : undefined;
  if (readable === undefined) {
    const gone = line ?? renderRefusals(ctx.reader, [{ code: 'proposal.notPending' }]);
    return showQueue(env, ctx, officer, queue, { page: 0, line: gone });
  }
  const screen = renderCase(ctx.reader, readable, { page, now: await deps.clock.now(), line });
  await showScreen(ctx, env.signer, screen);
};

/** Whoever opens an applicant's case reads their words: the auditor sees that. */
const traceOpening = async ({ deps }: BotEnv, officer: Officer, number: number): Promise<void> => {
  const found = await findProposal(deps.db, deps.vault, number);
  if (found?.kind !== 'admission' || found.state !== 'pending') return;
  if (!officer.powers.has('admission.approve')) return;
  await traceAdmissionRead(deps, { officerId: officer.account.id, number });
};

/** Any page of a long text: only the last one has the button, and that is where the officer was. */
const LAST_PAGE = 999;

const approve = async (env: BotEnv, ctx: BotContext, officer: Officer, number: number): Promise<void> => {
  const { plain, t } = ctx.reader.translator;
  const approved = await approveProposal(env.deps, { officerId: officer.account.id, number });
  if (!approved.ok) {
    await toast(ctx);
    const line = renderRefusals(ctx.reader, approved.refusals);
    return showCase(env, ctx, officer, number, { page: LAST_PAGE, line });
  }
  const { complete, approvals, needed, becameHolder, kind, officeToken, founderToken } = approved.value;
  await toast(
    ctx,
    plain(($) => $.office.approvedToast),
  );
  if (!complete) {
    const progress = t(($) => $.office.progress, { approvals, needed });
    const line = becameHolder ? `${progress} ${t(($) => $.office.becameHolder)}` : progress;
    return showCase(env, ctx, officer, number, { page: LAST_PAGE, line });
  }
  const start =
    officeToken === undefined ? founderToken && `founder_${founderToken}` : `office_${officeToken}`;
  const link = start === undefined ? {} : { link: `https://t.me/${env.username}?start=${start}` };
  await showScreen(ctx, env.signer, renderApproved(ctx.reader, { number, kind, becameHolder, ...link }));
};

/** An applicant reads why; everything else asks once more and closes. */
const askToDecline = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  number: number,
): Promise<void> => {
  const { deps } = env;
  const found = await findProposal(deps.db, deps.vault, number);
  await toast(ctx);
  if (found?.state !== 'pending') return showCase(env, ctx, officer, number, { page: 0 });
  if (found.kind === 'admission') return enterForm(ctx, 'declineProposal', { number: String(number) });
  await showScreen(ctx, env.signer, renderDeclineQuestion(ctx.reader, { number }));
};

const decline = async (env: BotEnv, ctx: BotContext, officer: Officer, number: number): Promise<void> => {
  const rejected = await rejectProposal(env.deps, { officerId: officer.account.id, number });
  if (!rejected.ok) {
    await toast(ctx);
    const line = renderRefusals(ctx.reader, rejected.refusals);
    return showCase(env, ctx, officer, number, { page: 0, line });
  }
  await toast(
    ctx,
    ctx.reader.translator.plain(($) => $.office.declinedToast),
  );
  await showScreen(ctx, env.signer, renderDeclined(ctx.reader, rejected.value));
};

/** Queues and cases: what two officers decide together. */
export const proposalHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const whenOfficer = async (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> => {
    const officer = await requireOfficer(env, ctx);
    if (officer !== undefined) await act(officer);
  };
  onPress(composer, openQueue, (ctx, { queue, page }) =>
    whenOfficer(ctx, async (officer) => {
      await toast(ctx);
      await showQueue(env, ctx, officer, queue, { page });
    }),
  );
  onPress(composer, openProposal, (ctx, { number, page }) =>
    whenOfficer(ctx, async (officer) => {
      await toast(ctx);
      if (page === 0) await traceOpening(env, officer, number);
      await showCase(env, ctx, officer, number, { page });
    }),
  );
  onPress(composer, takeNextCase, (ctx, { queue }) =>
    whenOfficer(ctx, async (officer) => {
      await toast(ctx);
      const kinds = kindsOf(officer.powers, queue);
      const number =
        kinds.length === 0 ? undefined : await findNextProposal(env.deps.db, kinds, officer.account.id);
      if (number === undefined) return showQueue(env, ctx, officer, queue, { page: 0 });
      await traceOpening(env, officer, number);
      await showCase(env, ctx, officer, number, { page: 0 });
    }),
  );
  onPress(composer, approveCase, (ctx, { number }) =>
    whenOfficer(ctx, (officer) => approve(env, ctx, officer, number)),
  );
  onPress(composer, askDecline, (ctx, { number }) =>
    whenOfficer(ctx, (officer) => askToDecline(env, ctx, officer, number)),
  );
  onPress(composer, confirmDecline, (ctx, { number }) =>
    whenOfficer(ctx, (officer) => decline(env, ctx, officer, number)),
  );
  return composer;
};
