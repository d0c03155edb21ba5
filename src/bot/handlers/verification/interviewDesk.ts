import type { Composer } from 'grammy';
import { enterInterviewOutcome } from '../../../actions/verification/enterInterviewOutcome.ts';
import { handBackInterview, joinInterview } from '../../../actions/verification/takeInterview.ts';
import { currentBylaws } from '../../../db/read/bylaws/bylaws.ts';
import { countInterviews, findInterview, listInterviews } from '../../../db/read/verification/interview.ts';
import { deskDeadline } from '../../../governance/letter/desk.ts';
import { placeIn } from '../../../governance/verification/interview.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import {
  renderCaseInterview,
  renderInterviews,
  renderOutcome,
} from '../../../messages/verification/interviewDesk.ts';
import {
  openCaseInterview,
  openInterviews,
  pressHandBack,
  pressJoinInterview,
  pressOutcome,
  pressTakeTime,
} from '../../../messages/verification/verificationCallbacks.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { DECLINE_CALL, TAKE_CALL } from '../../conversations/verification/interviewForms.ts';
import { send, show, toast } from '../../show.ts';
import { holder, on, sayOutcome } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const showInterviews = async (ctx: OfficerContext, wanted: number, line?: string): Promise<void> => {
  const { id } = ctx.account;
  const { db, vault, clock } = ctx.deps;
  const now = await clock.now();
  const { bylaws } = await currentBylaws(db, now);
  const { waiting } = await countInterviews(db, id);
  const { lines: interviews, ...at } = await readPage(wanted, waiting, (part) =>
    listInterviews(db, vault, id, part),
  );
  const lines = interviews.map((interview) => ({
    interview,
    due: deskDeadline(interview.createdAt, bylaws),
  }));
  await show(ctx, renderInterviews(ctx.reader, lines, { ...at, now, line }));
};

/** One appointment; one that is gone, or the officer's own case, leads back to the queue, which says so. */
const showInterview = async (ctx: OfficerContext, number: number, line?: string): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const interview = await findInterview(db, vault, number);
  const officerId = ctx.account.id;
  if (interview === undefined || interview.candidateId === officerId)
    return showInterviews(ctx, 0, line ?? renderRefusals(ctx.reader, [{ code: 'call.none' }]));
  const screen = renderCaseInterview(ctx.reader, interview, { officerId, now: await clock.now(), line });
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
export const interviewDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('admission.approve'));
  onPress(openInterviews, (ctx, { page }) => showInterviews(ctx, page));
  onPress(openCaseInterview, (ctx, { number }) => showInterview(ctx, number));
  onPress(pressTakeTime, async (ctx, { number, at }) => {
    const interview = await findInterview(ctx.deps.db, ctx.deps.vault, number);
    // Somebody else was faster: no form for a time that is gone.
    if (interview?.state !== 'wished') return showInterview(ctx, number);
    await enterForm(ctx, TAKE_CALL, { number: String(number), at: String(at) });
  });
  onAct(pressJoinInterview, async (ctx, { number }) => {
    const joined = await joinInterview(ctx.deps, { officerId: ctx.account.id, number });
    await showInterview(ctx, number, await say(ctx, joined, 'joinedToast'));
  });
  onAct(pressHandBack, async (ctx, { number }) => {
    const back = await handBackInterview(ctx.deps, { officerId: ctx.account.id, number });
    await showInterview(ctx, number, await say(ctx, back, 'backToast'));
  });
  onAct(pressOutcome, async (ctx, { number, outcome }) => {
    const officerId = ctx.account.id;
    if (outcome === 'notKnown') {
      await toast(ctx);
      const interview = await findInterview(ctx.deps.db, ctx.deps.vault, number);
      if (interview === undefined || placeIn(interview, officerId) === undefined)
        return showInterview(ctx, number);
      return enterForm(ctx, DECLINE_CALL, { number: String(number) });
    }
    const entered = await enterInterviewOutcome(ctx.deps, { officerId, number, outcome });
    const line = await say(ctx, entered, 'outcomeToast');
    await (entered.ok
      ? show(ctx, renderOutcome(ctx.reader, entered.value))
      : showInterview(ctx, number, line));
  });
};
