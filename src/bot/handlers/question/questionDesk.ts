import { Composer } from 'grammy';
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
import type { BotContext, BotEnv } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { ANSWER_QUESTION_FORM } from '../../conversations/question/answerQuestion.ts';
import { onPress } from '../../press.ts';
import { showScreen, toast } from '../../show.ts';
import { type Officer, requireOfficer } from '../office/officer.ts';

const LINES = 7;

const showQueue = async (
  env: BotEnv,
  ctx: BotContext,
  { account }: Officer,
  wanted: number,
  line?: string,
): Promise<void> => {
  const { db, clock } = env.deps;
  const { waiting } = await countWaitingQuestions(db, account.id);
  const pages = Math.max(1, Math.ceil(waiting / LINES));
  const page = Math.min(wanted, pages - 1);
  const lines = await listWaitingQuestions(db, account.id, { offset: page * LINES, limit: LINES });
  const facts = { lines, page, pages, now: await clock.now(), line };
  await showScreen(ctx, env.signer, renderQuestionQueue(ctx.reader, facts));
};

const refused = (env: BotEnv, ctx: BotContext, officer: Officer, refusals: readonly Refusal[]) =>
  showQueue(env, ctx, officer, 0, renderRefusals(ctx.reader, refusals));

/** Takes a question, or the next one, and shows it; reading it again is the same act and leaves the same trace. */
const takeAndShow = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  number?: number,
): Promise<void> => {
  const taken = await take(env.deps, {
    officerId: officer.account.id,
    ...(number === undefined ? {} : { number }),
  });
  await toast(ctx);
  if (!taken.ok) return refused(env, ctx, officer, taken.refusals);
  await showScreen(ctx, env.signer, renderThread(ctx.reader, taken.value, { page: LAST_PAGE }));
};

const showThread = async (
  env: BotEnv,
  ctx: BotContext,
  officer: Officer,
  number: number,
  page: number,
): Promise<void> => {
  const { db, vault, clock } = env.deps;
  const found = await findQuestion(db, number);
  const isMine = found?.takenBy === officer.account.id;
  if (isMine && page === LAST_PAGE) return takeAndShow(env, ctx, officer, number);
  await toast(ctx);
  if (found === undefined) return refused(env, ctx, officer, [{ code: 'question.unknown' }]);
  if (isMine) {
    const words = await listWords(db, vault, found.id);
    return showScreen(ctx, env.signer, renderThread(ctx.reader, { ...found, words }, { page }));
  }
  const isFree = found.takenBy === null && found.state === 'open' && found.personId !== officer.account.id;
  if (!isFree) {
    const code = found.takenBy === null ? 'question.notWaiting' : 'question.taken';
    return refused(env, ctx, officer, [{ code }]);
  }
  const untaken = { number, waitingSince: found.touchedAt };
  await showScreen(ctx, env.signer, renderUntaken(ctx.reader, untaken, await clock.now()));
};

/** Letters to the secretariat at the desk: taking, reading, answering, ending. */
export const questionDeskHandlers = (env: BotEnv): Composer<BotContext> => {
  const composer = new Composer<BotContext>();
  const whenAllowed = async (ctx: BotContext, act: (officer: Officer) => Promise<void>): Promise<void> => {
    const officer = await requireOfficer(env, ctx);
    if (officer === undefined) return;
    if (officer.powers.has('question.answer')) return act(officer);
    await toast(ctx);
    const text = renderRefusals(ctx.reader, [{ code: 'question.noPower' }]);
    await showScreen(ctx, env.signer, renderQuestionLine(ctx.reader, text));
  };

  onPress(composer, openQuestionQueue, (ctx, { page }) =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      await showQueue(env, ctx, officer, page);
    }),
  );
  onPress(composer, takeNextQuestion, (ctx) => whenAllowed(ctx, (officer) => takeAndShow(env, ctx, officer)));
  onPress(composer, takeQuestion, (ctx, { number }) =>
    whenAllowed(ctx, (officer) => takeAndShow(env, ctx, officer, number)),
  );
  onPress(composer, openThread, (ctx, { number, page }) =>
    whenAllowed(ctx, (officer) => showThread(env, ctx, officer, number, page)),
  );
  onPress(composer, handBackQuestion, (ctx, { number }) =>
    whenAllowed(ctx, async (officer) => {
      const done = await handBack(env.deps, { officerId: officer.account.id, number });
      await toast(ctx);
      if (!done.ok) return refused(env, ctx, officer, done.refusals);
      const line = ctx.reader.translator.t(($) => $.question.desk.handedBack, { number });
      await showQueue(env, ctx, officer, 0, line);
    }),
  );
  onPress(composer, answerQuestion, (ctx, { number }) =>
    whenAllowed(ctx, async (officer) => {
      await toast(ctx);
      const found = await findQuestion(env.deps.db, number);
      if (found?.takenBy !== officer.account.id)
        return refused(env, ctx, officer, [{ code: 'question.notTaken' }]);
      await enterForm(ctx, ANSWER_QUESTION_FORM, { number: String(number) });
    }),
  );
  onPress(composer, closeThread, (ctx, { number }) =>
    whenAllowed(ctx, async (officer) => {
      const personId = officer.account.id;
      const done = await closeQuestion(env.deps, { personId, number, side: 'officer' });
      await toast(ctx);
      if (!done.ok) return refused(env, ctx, officer, done.refusals);
      await showQueue(
        env,
        ctx,
        officer,
        0,
        ctx.reader.translator.t(($) => $.question.desk.closed, { number }),
      );
    }),
  );
  return composer;
};
