import { Composer } from 'grammy';
import { closeQuestion } from '../../../actions/question/answerQuestion.ts';
import { findQuestion, listOpenQuestions, listWords } from '../../../db/read/question/question.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { LAST_PAGE, renderMyQuestion, renderMyQuestions } from '../../../messages/question/question.ts';
import {
  askQuestion,
  closeMyQuestion,
  openMyQuestion,
  openMyQuestions,
  writeMore,
} from '../../../messages/question/questionCallbacks.ts';
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { ASK_QUESTION_FORM } from '../../conversations/question/askQuestion.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { ensureBegun } from '../home/start.ts';

const showMine = async (env: BotEnv, ctx: BotContext, personId: string, line?: string): Promise<void> => {
  const questions = await listOpenQuestions(env.deps.db, personId);
  await showScreen(ctx, env.signer, renderMyQuestions(ctx.reader, questions, line));
};

/** The thread as it stands; somebody else's, or one that is deleted by now, does not exist. */
const showOne = async (
  env: BotEnv,
  ctx: BotContext,
  personId: string,
  number: number,
  at: { readonly page: number; readonly line?: string | undefined },
): Promise<void> => {
  const { db, vault } = env.deps;
  const found = await findQuestion(db, number);
  if (found?.personId !== personId)
    return showMine(env, ctx, personId, renderRefusals(ctx.reader, [{ code: 'question.unknown' }]));
  const words = await listWords(db, vault, found.id);
  await showScreen(ctx, env.signer, renderMyQuestion(ctx.reader, { ...found, words }, at));
};

/** Writing to the secretariat and reading its answers, for everybody with an account. */
export const questionHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();

  onPress(composer, openMyQuestions, async (ctx) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showMine(env, ctx, account.id);
  });

  onPress(composer, askQuestion, async (ctx) => {
    if ((await ensureBegun(env, ctx)) === undefined) return;
    await toast(ctx);
    await enterForm(ctx, ASK_QUESTION_FORM);
  });

  onPress(composer, openMyQuestion, async (ctx, { number, page }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    await showOne(env, ctx, account.id, number, { page });
  });

  onPress(composer, writeMore, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    await toast(ctx);
    const found = await findQuestion(env.deps.db, number);
    // An old button: better said before the form than after it.
    if (found?.personId !== account.id || found.state === 'closed')
      return showOne(env, ctx, account.id, number, { page: LAST_PAGE });
    await enterForm(ctx, ASK_QUESTION_FORM, { number: String(number) });
  });

  onPress(composer, closeMyQuestion, async (ctx, { number }) => {
    const account = await ensureBegun(env, ctx);
    if (account === undefined) return;
    const { plain } = ctx.reader.translator;
    const closed = await closeQuestion(env.deps, { personId: account.id, number, side: 'person' });
    await toast(
      ctx,
      closed.ok
        ? plain(($) => (closed.value.changed ? $.question.closedToast : $.question.closedAlready))
        : undefined,
    );
    await showOne(env, ctx, account.id, number, { page: LAST_PAGE });
  });
  return composer;
};
