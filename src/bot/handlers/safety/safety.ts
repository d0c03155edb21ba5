import type { Composer } from 'grammy';
import { changeSettings } from '../../../actions/person/changeSettings.ts';
import { forgetPanicPhrase } from '../../../actions/safety/choosePanicPhrase.ts';
import { makeRecoveryCode } from '../../../actions/safety/makeRecoveryCode.ts';
import { recoveryCodeRef } from '../../../db/read/safety/recovery.ts';
import { renderCode, renderCodeQuestion } from '../../../messages/safety/recovery.ts';
import {
  renderMessagesState,
  renderPanic,
  renderPhraseState,
  renderSafety,
} from '../../../messages/safety/safety.ts';
import {
  openMessages,
  openPanic,
  openPanicPhrase,
  openRecover,
  openRecoveryCode,
  openSafety,
  pressCodeWritten,
  pressMakeCode,
  removePanicPhrase,
  setKeepMessages,
  typePanicPhrase,
} from '../../../messages/safety/safetyCallbacks.ts';
import type { BotContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { PANIC_PHRASE } from '../../conversations/safety/panicPhrase.ts';
import { RECOVER_FORM } from '../../conversations/safety/recoverAccount.ts';
import { say, send, show } from '../../show.ts';
import { begun, on, sayOutcome } from '../kit/on.ts';

/** Making the code, and deleting the message that showed it. */
const codeHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);
  onPress(openRecoveryCode, async (ctx) => {
    const { id, hasRecoveryCode: hasCode } = ctx.account;
    const ref = await recoveryCodeRef(ctx.deps.db, id);
    await show(ctx, renderCodeQuestion(ctx.reader, { ref, hasCode }));
  });

  onAct(pressMakeCode, async (ctx, { ref }) => {
    const made = await makeRecoveryCode(ctx.deps, { personId: ctx.account.id, ref });
    const refused = await sayOutcome(ctx, made, ($) =>
      made.ok ? $.safety.code.madeToast : $.safety.code.notMadeToast,
    );
    const line = refused ?? ctx.t(($) => $.safety.code.shown);
    await show(ctx, renderSafety(ctx.reader, { hasCode: true, line }));
    if (made.ok) await send(ctx, renderCode(ctx.reader, made.value.code));
  });

  onAct(pressCodeWritten, async (ctx) => {
    await say(ctx, ($) => $.safety.code.writtenToast);
    await ctx.deleteMessage();
    await send(ctx, renderSafety(ctx.reader, { hasCode: ctx.account.hasRecoveryCode }));
  });
};

/** My safety: what is protected, the code, the phrase, and what stays in the chat. `/panic` itself is middleware. */
export const safetyHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct, onCommand } = on(composer, begun);
  onPress(openSafety, (ctx) => show(ctx, renderSafety(ctx.reader, { hasCode: ctx.account.hasRecoveryCode })));
  onPress(openPanic, (ctx) => show(ctx, renderPanic(ctx.reader)));
  onPress(openPanicPhrase, (ctx) =>
    show(ctx, renderPhraseState(ctx.reader, ctx.account.profile.panicPhrase !== undefined)),
  );
  onPress(typePanicPhrase, (ctx) => enterForm(ctx, PANIC_PHRASE));
  onPress(openMessages, (ctx) =>
    show(ctx, renderMessagesState(ctx.reader, ctx.account.profile.keepMessages === true)),
  );
  onCommand('recover', (ctx) => enterForm(ctx, RECOVER_FORM));
  onPress(openRecover, (ctx) => enterForm(ctx, RECOVER_FORM));
  codeHandlers(composer);

  onAct(removePanicPhrase, async (ctx) => {
    await forgetPanicPhrase(ctx.deps, { personId: ctx.account.id });
    await say(ctx, ($) => $.safety.phrase.removedToast);
    await show(ctx, renderPhraseState(ctx.reader, false));
  });

  onAct(setKeepMessages, async (ctx, { keep }) => {
    const keepMessages = keep === 'yes';
    await changeSettings(ctx.deps, { personId: ctx.account.id, change: { keepMessages } });
    await say(ctx, ($) => $.join.savedToast);
    await show(ctx, renderMessagesState(ctx.reader, keepMessages));
  });
};
