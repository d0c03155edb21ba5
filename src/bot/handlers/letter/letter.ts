import type { Composer } from 'grammy';
import { closeLetter } from '../../../actions/letter/answerLetter.ts';
import { findLetter, listOpenLetters, listWords } from '../../../db/read/letter/letter.ts';
import { renderRefusals } from '../../../messages/kit/refusal.ts';
import { LAST_PAGE, renderMyLetters, renderMyQuestion } from '../../../messages/letter/letter.ts';
import {
  askLetter,
  closeMyLetter,
  openMyLetter,
  openMyLetters,
  writeMore,
} from '../../../messages/letter/letterCallbacks.ts';
import type { BotContext, PersonContext } from '../../context.ts';
import { enterForm } from '../../conversations/forms.ts';
import { ASK_QUESTION_FORM } from '../../conversations/letter/askLetter.ts';
import { show, toast } from '../../show.ts';
import { begun, on } from '../kit/on.ts';

const showMine = async (ctx: PersonContext, line?: string): Promise<void> => {
  const letters = await listOpenLetters(ctx.deps.db, ctx.account.id);
  await show(ctx, renderMyLetters(ctx.reader, letters, line));
};

/** The thread as it stands; somebody else's, or one that is deleted by now, does not exist. */
const showOne = async (ctx: PersonContext, number: number, page: number): Promise<void> => {
  const { db, vault } = ctx.deps;
  const found = await findLetter(db, number);
  if (found?.personId !== ctx.account.id)
    return showMine(ctx, renderRefusals(ctx.reader, [{ code: 'question.unknown' }]));
  const words = await listWords(db, vault, found.id);
  await show(ctx, renderMyQuestion(ctx.reader, { ...found, words }, { page }));
};

/** Writing to the secretariat and reading its answers, for everybody with an account. */
export const letterHandlers = (composer: Composer<BotContext>): void => {
  const { onPress, onAct } = on(composer, begun);
  onPress(openMyLetters, (ctx) => showMine(ctx));
  onPress(askLetter, (ctx) => enterForm(ctx, ASK_QUESTION_FORM));
  onPress(openMyLetter, (ctx, { number, page }) => showOne(ctx, number, page));
  onPress(writeMore, async (ctx, { number }) => {
    const found = await findLetter(ctx.deps.db, number);
    // An old button: better said before the form than after it.
    if (found?.personId !== ctx.account.id || found.state === 'closed')
      return showOne(ctx, number, LAST_PAGE);
    await enterForm(ctx, ASK_QUESTION_FORM, { number: String(number) });
  });
  onAct(closeMyLetter, async (ctx, { number }) => {
    const closed = await closeLetter(ctx.deps, { personId: ctx.account.id, number, side: 'person' });
    const said = closed.ok && (closed.value.changed ? 'closedToast' : 'closedAlready');
    await toast(ctx, said ? ctx.plain(($) => $.question[said]) : undefined);
    await showOne(ctx, number, LAST_PAGE);
  });
};
