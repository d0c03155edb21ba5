import { renderPick, renderSummary } from '../../../messages/kit/form.ts';
import { formEdit, formPick, formSend, formSummary } from '../../../messages/kit/formCallbacks.ts';
import type { InnerContext } from '../../context.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import type { Answers } from './form.ts';
import { asked, asksAgain, deleteUnwanted, pressedIn, type Run } from './run.ts';

/** Shows everything once more; answers with the step to change, or undefined to send. */
export const confirmSummary = async (
  run: Run,
  answers: Answers,
  entry: InnerContext,
): Promise<{ readonly edit: number | undefined; readonly ctx: InnerContext }> => {
  const { beforeSummary } = run.form;
  const looked = beforeSummary === undefined ? {} : await run.talk.external(() => beforeSummary(answers));
  const summary = run.form.summary?.(run.reader, answers, { ...run.params, ...looked });
  if (summary === undefined) return { edit: undefined, ctx: entry };
  const edits = asked(run.steps, answers).map((step) => ({ step, label: run.steps[step]?.label ?? '' }));
  const place = { run: run.id, title: run.title };
  const screen = renderSummary(run.reader, place, { ...summary, edits });
  await showScreen(entry, run.env.signer, screen);
  for (;;) {
    const ctx = await run.talk.wait();
    if ((await deleteUnwanted(run, ctx)) === 'more') continue;
    const pressed = pressedIn(run, ctx);
    const edit = pressed === undefined ? undefined : formEdit.unpack(pressed);
    const send = pressed === undefined ? undefined : formSend.unpack(pressed);
    if (edit?.run === run.id || send?.run === run.id) {
      await toast(ctx);
      return { edit: send === undefined ? edit?.step : undefined, ctx };
    }
    const pick = pressed === undefined ? undefined : formPick.unpack(pressed);
    const back = pressed === undefined ? undefined : formSummary.unpack(pressed);
    if (pick?.run === run.id || back?.run === run.id || asksAgain(run, ctx)) {
      await toast(ctx);
      const shown = pick === undefined ? screen : renderPick(run.reader, place, edits, pick.page);
      await showScreen(ctx, run.env.signer, shown);
      continue;
    }
    await toast(
      ctx,
      run.reader.translator.plain(($) => $.common.staleToast),
    );
    await sendScreen(ctx, run.env.signer, screen);
  }
};
