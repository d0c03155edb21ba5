import type { Composer } from 'grammy';
import { closeQuestion } from '../../../actions/question/answerQuestion.ts';
import {
  handBackQuestion as handBack,
  takeQuestion as take,
} from '../../../actions/question/takeQuestion.ts';
import {
  countWaitingQuestions,
  findQuestion,
  listWaitingQuestions,
  listWords,
} from '../../../db/read/question/question.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { LAST_PAGE } from '../../../messages/question/question.ts';
import {
  answerQuestion,
  closeThread,
  handBackQuestion,
  openQuestionQueue,
  openThread,
  takeNextQuestion,
  takeQuestion,
} from '../../../messages/question/questionCallbacks.ts';
import {
  renderQuestionLine,
  renderQuestionQueue,
  renderThread,
  renderUntaken,
} from '../../../messages/question/questionDesk.ts';
import type { Refusal } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { ANSWER_QUESTION_FORM } from '../../conversations/question/answerQuestion.ts';
import { show, toast } from '../../show.ts';
import { holder, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const LINES = 7;

const showQueue = async (ctx: OfficerContext, wanted: number, line?: string): Promise<void> => {
  const { id } = ctx.account;
  const { db, clock } = ctx.deps;
  const { waiting } = await countWaitingQuestions(db, id);
  const shown = await readPage(wanted, waiting, (part) => listWaitingQuestions(db, id, part), LINES);
  await show(ctx, renderQuestionQueue(ctx.reader, { ...shown, now: await clock.now(), line }));
};

const refused = (ctx: OfficerContext, refusals: readonly Refusal[]) =>
  showQueue(ctx, 0, renderRefusals(ctx.reader, refusals));

/** Takes a question, or the next one, and shows it; reading it again is the same act and leaves the same trace. */
const takeAndShow = async (ctx: OfficerContext, which: { readonly number?: number }): Promise<void> => {
  const taken = await take(ctx.deps, { officerId: ctx.account.id, ...which });
  await toast(ctx);
  if (!taken.ok) return refused(ctx, taken.refusals);
  await show(ctx, renderThread(ctx.reader, taken.value, { page: LAST_PAGE }));
};

const showThread = async (ctx: OfficerContext, number: number, page: number): Promise<void> => {
  const { db, vault, clock } = ctx.deps;
  const found = await findQuestion(db, number);
  const isMine = found?.takenBy === ctx.account.id;
  if (isMine && page === LAST_PAGE) return takeAndShow(ctx, { number });
  await toast(ctx);
  if (found === undefined) return refused(ctx, [{ code: 'question.unknown' }]);
  if (isMine) {
    const words = await listWords(db, vault, found.id);
    return show(ctx, renderThread(ctx.reader, { ...found, words }, { page }));
  }
  if (found.takenBy !== null) return refused(ctx, [{ code: 'question.taken' }]);
  if (found.state !== 'open' || found.personId === ctx.account.id)
    return refused(ctx, [{ code: 'question.notWaiting' }]);
  const untaken = { number, waitingSince: found.touchedAt };
  await show(ctx, renderUntaken(ctx.reader, untaken, await clock.now()));
};

const sayNoPower = (ctx: BotContext): Promise<void> => {
  const text = renderRefusals(ctx.reader, [{ code: 'question.noPower' }]);
  return show(ctx, renderQuestionLine(ctx.reader, text));
};

/** Letters to the secretariat at the desk: taking, reading, answering, ending. */
export const questionDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('question.answer', sayNoPower));
  onPress(openQuestionQueue, (ctx, { page }) => showQueue(ctx, page));
  onAct(takeNextQuestion, (ctx) => takeAndShow(ctx, {}));
  onAct(takeQuestion, (ctx, { number }) => takeAndShow(ctx, { number }));
  onAct(openThread, (ctx, { number, page }) => showThread(ctx, number, page));
  onAct(handBackQuestion, async (ctx, { number }) => {
    const done = await handBack(ctx.deps, { officerId: ctx.account.id, number });
    await toast(ctx);
    if (!done.ok) return refused(ctx, done.refusals);
    const line = ctx.t(($) => $.question.desk.handedBack, { number });
    await showQueue(ctx, 0, line);
  });
  onPress(answerQuestion, async (ctx, { number }) => {
    const found = await findQuestion(ctx.deps.db, number);
    if (found?.takenBy !== ctx.account.id) return refused(ctx, [{ code: 'question.notTaken' }]);
    await enterForm(ctx, ANSWER_QUESTION_FORM, { number: String(number) });
  });
  onAct(closeThread, async (ctx, { number }) => {
    const done = await closeQuestion(ctx.deps, { personId: ctx.account.id, number, side: 'officer' });
    await toast(ctx);
    if (!done.ok) return refused(ctx, done.refusals);
    const line = ctx.t(($) => $.question.desk.closed, { number });
    await showQueue(ctx, 0, line);
  });
};
