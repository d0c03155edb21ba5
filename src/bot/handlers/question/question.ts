import type { Composer } from 'grammy';
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
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { ASK_QUESTION_FORM } from '../../conversations/question/askQuestion.ts';
import { show, toast } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

const showMine = async (ctx: PersonContext, line?: string): Promise<void> => {
  const questions = await listOpenQuestions(ctx.deps.db, ctx.account.id);
  await show(ctx, renderMyQuestions(ctx.reader, questions, line));
};

/** The thread as it stands; somebody else's, or one that is deleted by now, does not exist. */
const showOne = async (ctx: PersonContext, number: number, page: number): Promise<void> => {
  const { db, vault } = ctx.deps;
  const found = await findQuestion(db, number);
  if (found?.personId !== ctx.account.id)
    return showMine(ctx, renderRefusals(ctx.reader, [{ code: 'question.unknown' }]));
  const words = await listWords(db, vault, found.id);
  await show(ctx, renderMyQuestion(ctx.reader, { ...found, words }, { page }));
};

/** Writing to the secretariat and reading its answers, for everybody with an account. */
export const questionHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);
  onPress(openMyQuestions, (ctx) => showMine(ctx));
  onPress(askQuestion, (ctx) => enterForm(ctx, ASK_QUESTION_FORM));
  onPress(openMyQuestion, (ctx, { number, page }) => showOne(ctx, number, page));
  onPress(writeMore, async (ctx, { number }) => {
    const found = await findQuestion(ctx.deps.db, number);
    // An old button: better said before the form than after it.
    if (found?.personId !== ctx.account.id || found.state === 'closed')
      return showOne(ctx, number, LAST_PAGE);
    await enterForm(ctx, ASK_QUESTION_FORM, { number: String(number) });
  });
  onAct(closeMyQuestion, async (ctx, { number }) => {
    const closed = await closeQuestion(ctx.deps, { personId: ctx.account.id, number, side: 'person' });
    const said = closed.ok && (closed.value.changed ? 'closedToast' : 'closedAlready');
    await toast(ctx, said ? ctx.plain(($) => $.question[said]) : undefined);
    await showOne(ctx, number, LAST_PAGE);
  });
};
