import { Composer } from 'grammy';
import { changeSettings } from '../../../actions/person/changeSettings.ts';
import { forgetPanicPhrase } from '../../../actions/safety/choosePanicPhrase.ts';
import { makeRecoveryCode } from '../../../actions/safety/makeRecoveryCode.ts';
import type { Account } from '../../../db/read/person/person.ts';
import { recoveryCodeRef } from '../../../db/read/safety/recovery.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import type { Screen } from '../../../messages/kit/screen.ts';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { PANIC_PHRASE } from '../../conversations/safety/panicPhrase.ts';
import { RECOVER_FORM } from '../../conversations/safety/recoverAccount.ts';
import { onPress } from '../../press.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

type Show = (ctx: BotContext, account: Account) => Promise<void>;

/** Answers the press and shows; somebody without an account is shown the choice of a language. */
const opening =
  (env: BotEnv, show: Show) =>
  async (ctx: BotContext): Promise<void> => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await show(ctx, account);
  };

const screens = (env: BotEnv, render: (ctx: BotContext, account: Account) => Screen) =>
  opening(env, (ctx, account) => showScreen(ctx, env.signer, render(ctx, account)));

/** Making the code, and deleting the message that showed it. */
const codeHandlers = (env: BotEnv, composer: Composer<BotContext>): void => {
  const { deps, signer } = env;
  const open = opening(env, async (ctx, { id, hasRecoveryCode: hasCode }) => {
    const ref = await recoveryCodeRef(deps.db, id);
    await showScreen(ctx, signer, renderCodeQuestion(ctx.reader, { ref, hasCode }));
  });
  onPress(composer, openRecoveryCode, open);

  onPress(composer, pressMakeCode, async (ctx, { ref }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const { t, plain } = ctx.reader.translator;
    const made = await makeRecoveryCode(deps, { personId: account.id, ref });
    await toast(
      ctx,
      plain(($) => (made.ok ? $.safety.code.madeToast : $.safety.code.notMadeToast)),
    );
    const line = made.ok ? t(($) => $.safety.code.shown) : renderRefusals(ctx.reader, made.refusals);
    await showScreen(ctx, signer, renderSafety(ctx.reader, { hasCode: true, line }));
    if (made.ok) await sendScreen(ctx, signer, renderCode(ctx.reader, made.value.code));
  });

  onPress(composer, pressCodeWritten, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.safety.code.writtenToast),
    );
    await ctx.deleteMessage();
    await sendScreen(ctx, signer, renderSafety(ctx.reader, { hasCode: account.hasRecoveryCode }));
  });
};

/** My safety: what is protected, the code, the phrase, and what stays in the chat. `/panic` itself is middleware. */
export const safetyHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const open = {
    safety: screens(env, ({ reader }, { hasRecoveryCode: hasCode }) => renderSafety(reader, { hasCode })),
    panic: screens(env, ({ reader }) => renderPanic(reader)),
    phrase: screens(env, ({ reader }, { profile }) =>
      renderPhraseState(reader, profile.panicPhrase !== undefined),
    ),
    messages: screens(env, ({ reader }, { profile }) =>
      renderMessagesState(reader, profile.keepMessages === true),
    ),
    recover: opening(env, (ctx) => enterForm(ctx, RECOVER_FORM)),
    typePhrase: opening(env, (ctx) => enterForm(ctx, PANIC_PHRASE)),
  };
  onPress(composer, openSafety, open.safety);
  onPress(composer, openPanic, open.panic);
  onPress(composer, openPanicPhrase, open.phrase);
  onPress(composer, typePanicPhrase, open.typePhrase);
  onPress(composer, openMessages, open.messages);
  composer.command('recover', open.recover);
  onPress(composer, openRecover, open.recover);
  codeHandlers(env, composer);

  onPress(composer, removePanicPhrase, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await forgetPanicPhrase(env.deps, { personId: account.id });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.safety.phrase.removedToast),
    );
    await showScreen(ctx, env.signer, renderPhraseState(ctx.reader, false));
  });

  onPress(composer, setKeepMessages, async (ctx, { keep }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const keepMessages = keep === 'yes';
    await changeSettings(env.deps, { personId: account.id, change: { keepMessages } });
    const { plain } = ctx.reader.translator;
    await toast(
      ctx,
      plain(($) => $.join.savedToast),
    );
    await showScreen(ctx, env.signer, renderMessagesState(ctx.reader, keepMessages));
  });
  return composer;
};
