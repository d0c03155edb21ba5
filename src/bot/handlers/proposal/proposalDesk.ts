import type { Composer } from 'grammy';
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
import type { BotContext, OfficerContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { show, toast } from '../../show.ts';
import { officer, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';
import { kindsOf } from '../office/caseKinds.ts';
import { readCase } from './caseContent.ts';

const LINES = 7;

type At = { readonly page: number; readonly line?: string };

const showQueue = async (ctx: OfficerContext, name: QueueName, at: At): Promise<void> => {
  const { db } = ctx.deps;
  const kinds = kindsOf(ctx.powers, name);
  const { waiting } = await countPendingProposals(db, kinds);
  const shown = await readPage(at.page, waiting, (part) => listPendingProposals(db, kinds, part), LINES);
  const hasNext = (await findNextProposal(db, kinds, ctx.account.id)) !== undefined;
  await show(ctx, renderQueue(ctx.reader, { ...at, ...shown, name, hasNext }));
};

/** One case; one that is decided, gone or not this officer's leads back to the queue, which says so. */
const showCase = async (ctx: OfficerContext, number: number, at: At): Promise<void> => {
  const { deps } = ctx;
  const found = await findProposal(deps.db, deps.vault, number);
  const queue = queueOf(found?.kind ?? 'role');
  const isReadable =
    found !== undefined && found.state === 'pending' && kindsOf(ctx.powers, queue).includes(found.kind);
  const reader = { officerId: ctx.account.id, locale: ctx.reader.translator.locale };
  const readable = isReadable ? await readCase(deps, found, reader) : undefined;
  if (readable === undefined) {
    const line = at.line ?? renderRefusals(ctx.reader, [{ code: 'proposal.notPending' }]);
    return showQueue(ctx, queue, { page: 0, line });
  }
  await show(ctx, renderCase(ctx.reader, readable, { ...at, now: await deps.clock.now() }));
};

/** Whoever opens an applicant's case reads their words: the auditor sees that. */
const traceOpening = async ({ deps, account, powers }: OfficerContext, number: number): Promise<void> => {
  const found = await findProposal(deps.db, deps.vault, number);
  if (found?.kind !== 'admission' || found.state !== 'pending' || !powers.has('admission.approve')) return;
  await traceAdmissionRead(deps, { officerId: account.id, number });
};

/** Any page of a long text: only the last one has the button, and that is where the officer was. */
const LAST_PAGE = 999;

const approve = async (ctx: OfficerContext, number: number): Promise<void> => {
  const { t, plain } = ctx;
  const approved = await approveProposal(ctx.deps, { officerId: ctx.account.id, number });
  await toast(ctx, approved.ok ? plain(($) => $.office.approvedToast) : undefined);
  if (!approved.ok) {
    const line = renderRefusals(ctx.reader, approved.refusals);
    return showCase(ctx, number, { page: LAST_PAGE, line });
  }
  const { complete, approvals, needed, becameHolder, kind, officeToken, founderToken } = approved.value;
  if (!complete) {
    const progress = t(($) => $.office.progress, { approvals, needed });
    const line = becameHolder ? `${progress} ${t(($) => $.office.becameHolder)}` : progress;
    return showCase(ctx, number, { page: LAST_PAGE, line });
  }
  const start =
    officeToken === undefined ? founderToken && `founder_${founderToken}` : `office_${officeToken}`;
  const link = start === undefined ? {} : { link: `https://t.me/${ctx.env.username}?start=${start}` };
  await show(ctx, renderApproved(ctx.reader, { number, kind, becameHolder, ...link }));
};

/** An applicant reads why; everything else asks once more and closes. */
const askToDecline = async (ctx: OfficerContext, number: number): Promise<void> => {
  const found = await findProposal(ctx.deps.db, ctx.deps.vault, number);
  await toast(ctx);
  if (found?.state !== 'pending') return showCase(ctx, number, { page: 0 });
  if (found.kind === 'admission') return enterForm(ctx, 'declineProposal', { number: String(number) });
  await show(ctx, renderDeclineQuestion(ctx.reader, { number }));
};

const decline = async (ctx: OfficerContext, number: number): Promise<void> => {
  const rejected = await rejectProposal(ctx.deps, { officerId: ctx.account.id, number });
  await toast(ctx, rejected.ok ? ctx.plain(($) => $.office.declinedToast) : undefined);
  if (rejected.ok) return show(ctx, renderDeclined(ctx.reader, rejected.value));
  await showCase(ctx, number, { page: 0, line: renderRefusals(ctx.reader, rejected.refusals) });
};

/** Queues and cases: what two officers decide together. */
export const proposalHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, officer);
  onPress(openQueue, (ctx, { queue, page }) => showQueue(ctx, queue, { page }));
  onPress(openProposal, async (ctx, { number, page }) => {
    if (page === 0) await traceOpening(ctx, number);
    await showCase(ctx, number, { page });
  });
  onPress(takeNextCase, async (ctx, { queue }) => {
    const number = await findNextProposal(ctx.deps.db, kindsOf(ctx.powers, queue), ctx.account.id);
    if (number === undefined) return showQueue(ctx, queue, { page: 0 });
    await traceOpening(ctx, number);
    await showCase(ctx, number, { page: 0 });
  });
  onAct(approveCase, (ctx, { number }) => approve(ctx, number));
  onAct(askDecline, (ctx, { number }) => askToDecline(ctx, number));
  onAct(confirmDecline, (ctx, { number }) => decline(ctx, number));
};
