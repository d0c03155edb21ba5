import type { Composer } from 'grammy';
import { closeLetter } from '../../../actions/letter/answerLetter.ts';
import { handBackLetter as handBack, takeLetter as take } from '../../../actions/letter/takeLetter.ts';
import {
  countWaitingLetters,
  findLetter,
  listWaitingLetters,
  listWords,
} from '../../../db/read/letter/letter.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { LAST_PAGE } from '../../../messages/letter/letter.ts';
import {
  answerLetter,
  closeThread,
  handBackLetter,
  openLetterQueue,
  openThread,
  takeLetter,
  takeNextLetter,
} from '../../../messages/letter/letterCallbacks.ts';
import {
  renderLetterLine,
  renderLetterQueue,
  renderThread,
  renderUntaken,
} from '../../../messages/letter/letterDesk.ts';
import type { Refusal } from '../../../result.ts';
import type { BotContext, OfficerContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { ANSWER_QUESTION_FORM } from '../../conversations/letter/answerLetter.ts';
import { show, toast } from '../../show.ts';
import { holder, on } from '../kit/on.ts';
import { readPage } from '../kit/page.ts';

const LINES = 7;

const showQueue = async (ctx: OfficerContext, wanted: number, line?: string): Promise<void> => {
  const { id } = ctx.account;
  const { db, clock } = ctx.deps;
  const { waiting } = await countWaitingLetters(db, id);
  const shown = await readPage(wanted, waiting, (part) => listWaitingLetters(db, id, part), LINES);
  await show(ctx, renderLetterQueue(ctx.reader, { ...shown, now: await clock.now(), line }));
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
  const found = await findLetter(db, number);
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
  return show(ctx, renderLetterLine(ctx.reader, text));
};

/** Letters to the secretariat at the desk: taking, reading, answering, ending. */
export const letterDeskHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, holder('question.answer', sayNoPower));
  onPress(openLetterQueue, (ctx, { page }) => showQueue(ctx, page));
  onAct(takeNextLetter, (ctx) => takeAndShow(ctx, {}));
  onAct(takeLetter, (ctx, { number }) => takeAndShow(ctx, { number }));
  onAct(openThread, (ctx, { number, page }) => showThread(ctx, number, page));
  onAct(handBackLetter, async (ctx, { number }) => {
    const done = await handBack(ctx.deps, { officerId: ctx.account.id, number });
    await toast(ctx);
    if (!done.ok) return refused(ctx, done.refusals);
    const line = ctx.t(($) => $.question.desk.handedBack, { number });
    await showQueue(ctx, 0, line);
  });
  onPress(answerLetter, async (ctx, { number }) => {
    const found = await findLetter(ctx.deps.db, number);
    if (found?.takenBy !== ctx.account.id) return refused(ctx, [{ code: 'question.notTaken' }]);
    await enterForm(ctx, ANSWER_QUESTION_FORM, { number: String(number) });
  });
  onAct(closeThread, async (ctx, { number }) => {
    const done = await closeLetter(ctx.deps, { personId: ctx.account.id, number, side: 'officer' });
    await toast(ctx);
    if (!done.ok) return refused(ctx, done.refusals);
    const line = ctx.t(($) => $.question.desk.closed, { number });
    await showQueue(ctx, 0, line);
  });
};
