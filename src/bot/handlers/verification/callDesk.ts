import { Composer } from 'grammy';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { DECLINE_CALL, TAKE_CALL } from '../../conversations/verification/callForms.ts';
import { onPress } from '../../press.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import type { Officer } from '../office/officer.ts';
import { pageAt, queueLines, requirePower } from '../office/power.ts';

const showCalls = async (
  env: BotEnv,
  ctx: BotContext,
  { account }: Officer,
  wanted: number,
  line?: string,
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const now = await clock.now();
  const { bylaws } = await currentBylaws(db, now);
  const { waiting } = await countCalls(db, account.id);
  const at = pageAt(wanted, waiting);
  const calls = await listCalls(db, vault, account.id, { offset: at.page * queueLines, limit: queueLines });
  const lines = calls.map((call) => ({ call, due: deskDeadline(call.createdAt, bylaws) }));
  await showScreen(ctx, env.signer, renderCalls(ctx.reader, lines, { ...at, now, line }));
};

/** One appointment; one that is gone, or the officer's own case, leads back to the queue, which says so. */
const showCall = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  number: number,
  line?: string,
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const call = await findCall(db, vault, number);
  const officerId = officer.account.id;
  if (call === undefined || call.candidateId === officerId) {
    const gone = line ?? renderRefusals(ctx.reader, [{ code: 'call.none' }]);
    return showCalls(env, ctx, officer, 0, gone);
  }
  const screen = renderCaseCall(ctx.reader, call, { officerId, now: await clock.now(), line });
  // Only a new message can be kept from being forwarded.
  await (screen.protect === true ? sendScreen : showScreen)(ctx, env.signer, screen);
};

/** Calls with applicants: taking a time, joining, handing back, what came of it (rule M5). */
export const callDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const whenAllowed = async (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> => {
    const officer = await requirePower(env, ctx, 'admission.approve');
    if (officer !== undefined) await act(officer);
  };
  const changing = (
    ctx: BotContext,
    number: number,
    toastText: 'joinedToast' | 'backToast',
    change: (officerId: string) => Promise<Result<unknown>>,
  ): Promise<void> =>
    whenAllowed(ctx, async (officer) => {
      const done = await change(officer.account.id);
      const { plain } = ctx.reader.translator;
      await toast(
        ctx,
        plain(($) => (done.ok ? $.verification.callDesk[toastText] : $.verification.call.refusedToast)),
      );
      const line = done.ok ? undefined : renderRefusals(ctx.reader, done.refusals);
      await showCall(env, ctx, officer, number, line);
    });

  onPress(composer, openCalls, (ctx, { page }) =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      await showCalls(env, ctx, officer, page);
    }),
  );
  onPress(composer, openCaseCall, (ctx, { number }) =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      await showCall(env, ctx, officer, number);
    }),
  );
  onPress(composer, pressTakeTime, (ctx, { number, at }) =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      const call = await findCall(env.deps.db, env.deps.vault, number);
      // Somebody else was faster: no form for a time that is gone.
      if (call?.state !== 'wished') return showCall(env, ctx, officer, number);
      await enterForm(ctx, TAKE_CALL, { number: String(number), at: String(at) });
    }),
  );
  onPress(composer, pressJoinCall, (ctx, { number }) =>
    changing(ctx, number, 'joinedToast', (officerId) => joinCall(env.deps, { officerId, number })),
  );
  onPress(composer, pressHandBack, (ctx, { number }) =>
    changing(ctx, number, 'backToast', (officerId) => handBackCall(env.deps, { officerId, number })),
  );
  onPress(composer, pressOutcome, (ctx, { number, outcome }) =>
    whenAllowed(ctx, async (officer) => {
      const officerId = officer.account.id;
      if (outcome === 'notKnown') {
        await toast(ctx);
        const call = await findCall(env.deps.db, env.deps.vault, number);
        if (call === undefined || placeIn(call, officerId) === undefined)
          return showCall(env, ctx, officer, number);
        return enterForm(ctx, DECLINE_CALL, { number: String(number) });
      }
      const entered = await enterCallOutcome(env.deps, { officerId, number, outcome });
      const { plain } = ctx.reader.translator;
      await toast(
        ctx,
        plain(($) => (entered.ok ? $.verification.callDesk.outcomeToast : $.verification.call.refusedToast)),
      );
      if (!entered.ok)
        return showCall(env, ctx, officer, number, renderRefusals(ctx.reader, entered.refusals));
      await showScreen(ctx, env.signer, renderOutcome(ctx.reader, entered.value));
    }),
  );
  return composer;
};
