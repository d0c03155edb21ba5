import { renderQuestion } from '../../../messages/form.ts';
import { renderMissedThrice, renderRefusals } from '../../../messages/refusal.ts';
import { type Result, refuse } from '../../../result.ts';
import type { InnerContext } from '../../context.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import type { Answers } from './form.ts';
import { type Reply, readReply } from './readReply.ts';
import { asked, asksAgain, deleteUnwanted, type Run } from './run.ts';

const MISSES_BEFORE_WAY_OUT = 3;

const placeOf = (run: Run, step: number, answers: Answers) => {
  const steps = asked(run.steps, answers);
  return { run: run.id, title: run.title, step, position: steps.indexOf(step) + 1, steps: steps.length };
};

/** Asks one question until it is answered or left. */
export const askStep = async (
  run: Run,
  index: number,
  answers: Answers,
  entry: InnerContext,
): Promise<Reply> => {
  const step = run.steps[index];
  if (step === undefined) throw new RangeError('A form has no such step.');
  const question = () => step.question(answers);
  const place = placeOf(run, index, answers);
  await showScreen(entry, run.env.signer, renderQuestion(run.reader, place, question()));
  for (let misses = 0; ; ) {
    const ctx = await run.talk.wait();
    if (asksAgain(run, ctx)) {
      await toast(ctx);
      await showScreen(ctx, run.env.signer, renderQuestion(run.reader, place, question()));
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
        : renderQuestion(run.reader, place, question(), problem),
    );
  }
};
