import { renderPrompt } from '../../../messages/kit/form.ts';
import { renderMissedThrice, renderRefusals } from '../../../messages/kit/refusal.ts';
import { type Result, refuse } from '../../../result.ts';
import type { InnerContext } from '../../context.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import type { Answers } from './form.ts';
import { type Reply, readReply } from './readReply.ts';
import { asked, asksAgain, deleteUnwanted, type Run } from './run.ts';

const MISSES_BEFORE_WAY_OUT = 3;

const placeOf = (run: Run, step: number, answers: Answers, isChange: boolean) => {
  const steps = asked(run.steps, answers);
  const position = steps.indexOf(step) + 1;
  const hasBack = isChange || position > 1;
  return { run: run.id, title: run.title, step, position, steps: steps.length, hasBack };
};

/** Asks one question until it is answered or left; `isChange`: it was answered before and is asked again from the summary. */
export const askStep = async (
  run: Run,
  index: number,
  answers: Answers,
  { ctx: entry, isChange }: { readonly ctx: InnerContext; readonly isChange: boolean },
): Promise<Reply> => {
  const step = run.steps[index];
  if (step === undefined) throw new RangeError('A form has no such step.');
  const prompt = () => step.prompt(answers);
  const place = placeOf(run, index, answers, isChange);
  await showScreen(entry, run.env.signer, renderPrompt(run.reader, place, prompt()));
  for (let misses = 0; ; ) {
    const ctx = await run.talk.wait();
    if (asksAgain(run, ctx)) {
      await toast(ctx);
      await showScreen(ctx, run.env.signer, renderPrompt(run.reader, place, prompt()));
      continue;
    }
    const unwanted = await deleteUnwanted(run, ctx, step);
    if (unwanted === 'more') continue;
    const reply: Reply | Result<string> =
      unwanted === 'no' ? await readReply(run, index, answers, ctx) : refuse('form.unwanted');
    if ('kind' in reply) {
      await toast(ctx);
      if (step.sensitive === true && ctx.message !== undefined) await ctx.deleteMessage();
      return reply;
    }
    if (reply.ok) throw new TypeError('An answer came back as neither reply nor refusal.');
    misses += 1;
    // A code with one wrong sign tells nearly as much as the right one.
    if (step.sensitive === true && unwanted === 'no' && ctx.message !== undefined) await ctx.deleteMessage();
    const problem = renderRefusals(run.reader, reply.refusals);
    await toast(
      ctx,
      run.reader.translator.plain(($) => $.common.staleToast),
    );
    await sendScreen(
      ctx,
      run.env.signer,
      misses % MISSES_BEFORE_WAY_OUT === 0
        ? renderMissedThrice(run.reader, problem)
        : renderPrompt(run.reader, place, prompt(), problem),
    );
  }
};
