import type { Composer } from 'grammy';
import { enterCallOutcome } from '../../../actions/verification/enterCallOutcome.ts';
import { handBackCall, joinCall } from '../../../actions/verification/takeCall.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countCalls, findCall, listCalls } from '../../../db/read/verification/call.ts';
import { deskDeadline } from '../../../governance/question/desk.ts';
import { placeIn } from '../../../governance/verification/call.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { renderCalls, renderCaseCall, renderOutcome } from '../../../messages/verification/callDesk.ts';
import {
  openCalls,
  openCaseCall,
  pressHandBack,
  pressJoinCall,
  pressOutcome,
  pressTakeTime,
} from '../../../messages/verification/verificationCallbacks.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { DECLINE_CALL, TAKE_CALL } from '../../conversations/verification/callForms.ts';
import { send, show, toast } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const showCalls = async (ctx: OfficerContext, wanted: number, line?: string): Promise<void> => {
  const { id } = ctx.account;
  const { db, vault, clock } = ctx.deps;
  const now = await clock.now();
  const { bylaws } = await currentBylaws(db, now);
  const { waiting } = await countCalls(db, id);
  const { lines: calls, ...at } = await readPage(wanted, waiting, (part) => listCalls(db, vault, id, part));
  const lines = calls.map((call) => ({ call, due: deskDeadline(call.createdAt, bylaws) }));
  await show(ctx, renderCalls(ctx.reader, lines, { ...at, now, line }));
};

/** One appointment; one that is gone, or the officer's own case, leads back to the queue, which says so. */
const showCall = async (ctx: OfficerContext, number: number, line?: string): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const call = await findCall(db, vault, number);
  const officerId = ctx.account.id;
  if (call === undefined || call.candidateId === officerId)
    return showCalls(ctx, 0, line ?? renderRefusals(ctx.reader, [{ code: 'call.none' }]));
  const screen = renderCaseCall(ctx.reader, call, { officerId, now: await clock.now(), line });
  // Only a new message can be kept from being forwarded.
  await (screen.protect === true ? send : show)(ctx, screen);
};

type Done = 'joinedToast' | 'backToast' | 'outcomeToast';

/** The toast of an act; the line of what stands against it. */
const say = (ctx: OfficerContext, outcome: Result<unknown>, done: Done): Promise<string | undefined> =>
  sayOutcome(ctx, outcome, ($) =>
    outcome.ok ? $.verification.callDesk[done] : $.verification.call.refusedToast,
  );

/** Calls with applicants: taking a time, joining, handing back, what came of it (rule M5). */
export const callDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('admission.approve'));
  onPress(openCalls, (ctx, { page }) => showCalls(ctx, page));
  onPress(openCaseCall, (ctx, { number }) => showCall(ctx, number));
  onPress(pressTakeTime, async (ctx, { number, at }) => {
    const call = await findCall(ctx.deps.db, ctx.deps.vault, number);
    // Somebody else was faster: no form for a time that is gone.
    if (call?.state !== 'wished') return showCall(ctx, number);
    await enterForm(ctx, TAKE_CALL, { number: String(number), at: String(at) });
  });
  onAct(pressJoinCall, async (ctx, { number }) => {
    const joined = await joinCall(ctx.deps, { officerId: ctx.account.id, number });
    await showCall(ctx, number, await say(ctx, joined, 'joinedToast'));
  });
  onAct(pressHandBack, async (ctx, { number }) => {
    const back = await handBackCall(ctx.deps, { officerId: ctx.account.id, number });
    await showCall(ctx, number, await say(ctx, back, 'backToast'));
  });
  onAct(pressOutcome, async (ctx, { number, outcome }) => {
    const officerId = ctx.account.id;
    if (outcome === 'notKnown') {
      await toast(ctx);
      const call = await findCall(ctx.deps.db, ctx.deps.vault, number);
      if (call === undefined || placeIn(call, officerId) === undefined) return showCall(ctx, number);
      return enterForm(ctx, DECLINE_CALL, { number: String(number) });
    }
    const entered = await enterCallOutcome(ctx.deps, { officerId, number, outcome });
    const line = await say(ctx, entered, 'outcomeToast');
    await (entered.ok ? show(ctx, renderOutcome(ctx.reader, entered.value)) : showCall(ctx, number, line));
  });
};
