import type { Conversation } from '@grammyjs/conversations';
import { discardDraft, keepDraft } from '../../../actions/keepDialogue.ts';
import { findDraft } from '../../../db/read/dialogue.ts';
import { renderQuestion, renderSummary } from '../../../messages/form.ts';
import { formBack, formChoose, formContinue, formEdit, formSend } from '../../../messages/formCallbacks.ts';
import { renderMissedThrice, renderRefusals } from '../../../messages/refusal.ts';
import type { Reader } from '../../../messages/screen.ts';
import type { Result } from '../../../result.ts';
import type { BotContext, BotEnv, InnerContext } from '../../context.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import type { Answers, Form, FormParams, FormStep } from './form.ts';

type Talk = Conversation<BotContext, InnerContext>;

/** One filling-in of a form: everything its steps share. */
type Run = {
  readonly env: BotEnv;
  readonly talk: Talk;
  readonly form: Form;
  readonly reader: Reader;
  readonly personId: string;
  readonly id: string;
  readonly params: FormParams;
  readonly steps: readonly FormStep[];
  readonly title: string;
};

/** What the person did with a question. */
type Reply =
  | { readonly kind: 'answer'; readonly value: string; readonly ctx: InnerContext }
  | { readonly kind: 'back'; readonly ctx: InnerContext };

const MISSES_BEFORE_WAY_OUT = 3;

const asked = (steps: readonly FormStep[], answers: Answers): number[] =>
  steps.flatMap((step, index) => (step.when?.(answers) === false ? [] : [index]));

const placeOf = (run: Run, step: number, answers: Answers) => {
  const steps = asked(run.steps, answers);
  return { run: run.id, title: run.title, step, position: steps.indexOf(step) + 1, steps: steps.length };
};

/** The press's own data, or undefined when the button belongs to another step, form, person or nobody. */
const pressedIn = (run: Run, ctx: InnerContext): string | undefined => {
  const data = ctx.callbackQuery?.data;
  if (data === undefined || ctx.from === undefined || ctx.chat === undefined) return undefined;
  return run.env.signer.verify(data, ctx.from.id, ctx.chat.id);
};

/** The person left for another screen and came back by its "continue". */
const asksAgain = (run: Run, ctx: InnerContext): boolean => {
  const pressed = pressedIn(run, ctx);
  return pressed !== undefined && formContinue.unpack(pressed) !== undefined;
};

const readReply = (run: Run, index: number, answers: Answers, ctx: InnerContext): Reply | Result<string> => {
  const step = run.steps[index];
  if (step === undefined) throw new RangeError('A form has no such step.');
  const pressed = pressedIn(run, ctx);
  if (pressed !== undefined) {
    const back = formBack.unpack(pressed);
    if (back?.run === run.id && back.step === index) return { kind: 'back', ctx };
    const choice = formChoose.unpack(pressed);
    const chosen = choice?.run === run.id && choice.step === index ? choice.choice : undefined;
    const value = chosen === undefined ? undefined : step.question(answers).choices?.[chosen]?.value;
    return value === undefined
      ? { ok: false, refusals: [{ code: 'form.staleButton' }] }
      : { kind: 'answer', value, ctx };
  }
  if (ctx.callbackQuery !== undefined) return { ok: false, refusals: [{ code: 'form.staleButton' }] };
  if (step.parse === undefined) return { ok: false, refusals: [{ code: 'form.chooseButton' }] };
  const text = ctx.message?.text;
  if (text === undefined) return { ok: false, refusals: [{ code: 'form.textWanted' }] };
  const parsed = step.parse(text, answers);
  return parsed.ok ? { kind: 'answer', value: parsed.value, ctx } : parsed;
};

/** Asks one question until it is answered or left. */
const askStep = async (run: Run, index: number, answers: Answers, entry: InnerContext): Promise<Reply> => {
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
    const reply = readReply(run, index, answers, ctx);
    if ('kind' in reply) {
      await toast(ctx);
      if (step.sensitive === true && ctx.message !== undefined) await ctx.deleteMessage();
      return reply;
    }
    if (reply.ok) throw new TypeError('An answer came back as neither reply nor refusal.');
    misses += 1;
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

/** Shows everything once more; answers with the step to change, or undefined to send. */
const confirmSummary = async (
  run: Run,
  answers: Answers,
  entry: InnerContext,
): Promise<{ readonly edit: number | undefined; readonly ctx: InnerContext }> => {
  const summary = run.form.summary?.(run.reader, answers, run.params);
  if (summary === undefined) return { edit: undefined, ctx: entry };
  const edits = asked(run.steps, answers).map((step) => ({ step, label: run.steps[step]?.label ?? '' }));
  const screen = renderSummary(run.reader, { run: run.id, title: run.title }, { ...summary, edits });
  await showScreen(entry, run.env.signer, screen);
  for (;;) {
    const ctx = await run.talk.wait();
    const pressed = pressedIn(run, ctx);
    const edit = pressed === undefined ? undefined : formEdit.unpack(pressed);
    const send = pressed === undefined ? undefined : formSend.unpack(pressed);
    if (edit?.run === run.id || send?.run === run.id) {
      await toast(ctx);
      return { edit: send === undefined ? edit?.step : undefined, ctx };
    }
    if (asksAgain(run, ctx)) {
      await toast(ctx);
      await showScreen(ctx, run.env.signer, screen);
      continue;
    }
    await toast(
      ctx,
      run.reader.translator.plain(($) => $.common.staleToast),
    );
    await sendScreen(ctx, run.env.signer, screen);
  }
};

const collect = async (run: Run, drafted: Answers, entry: InnerContext) => {
  let answers = drafted;
  let ctx = entry;
  const visited: number[] = [];
  const keep = (kept: Answers) =>
    run.talk.external(() =>
      keepDraft(run.env.deps, { personId: run.personId, form: run.form.name, answers: kept }),
    );
  for (;;) {
    const next = asked(run.steps, answers).find(
      (index) => answers[run.steps[index]?.key ?? ''] === undefined,
    );
    if (next === undefined) {
      const confirmed = await confirmSummary(run, answers, ctx);
      ctx = confirmed.ctx;
      if (confirmed.edit === undefined) return { answers, ctx };
      answers = without(answers, run.steps[confirmed.edit]?.key);
      continue;
    }
    const reply = await askStep(run, next, answers, ctx);
    ctx = reply.ctx;
    if (reply.kind === 'back') {
      const previous = visited.pop() ?? next - 1;
      answers = without(answers, run.steps[Math.max(previous, 0)]?.key);
      continue;
    }
    visited.push(next);
    answers = { ...answers, [run.steps[next]?.key ?? '']: reply.value };
    if (run.steps.length > 1) await keep(answers);
  }
};

const without = (answers: Answers, key: string | undefined): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => name !== key));

/**
 * Runs a form from the first unanswered question to its one action. A conversation only collects: what it knows is
 * kept as a draft after every answer, and the action is idempotent by `submissionId`.
 */
export const runForm = async (
  env: BotEnv,
  form: Form,
  talk: Talk,
  ctx: InnerContext,
  entered: FormParams,
): Promise<void> => {
  const start = await talk.external(async (outer) => {
    if (outer.account === undefined) throw new Error('A form needs an account.');
    return {
      personId: outer.account.id,
      locale: outer.reader.translator.locale,
      zone: outer.reader.zone ?? null,
      draft: (await findDraft(env.deps.db, env.deps.vault, outer.account.id, form.name)) ?? {},
      submissionId: env.deps.random.uuid(),
      prepared: (await form.prepare?.()) ?? {},
    };
  });
  const reader: Reader = {
    translator: env.i18n.translatorFor(start.locale),
    zone: start.zone ?? undefined,
  };
  const params = { ...entered, ...start.prepared };
  const run: Run = {
    env,
    talk,
    form,
    reader,
    personId: start.personId,
    id: start.submissionId.slice(-6),
    params,
    steps: form.steps(reader, params),
    title: form.title(reader),
  };
  const { answers, ctx: last } = await collect(run, start.draft, ctx);
  const receipt = await talk.external(async () => {
    const { personId, submissionId } = start;
    const screen = await form.submit({ personId, reader, answers, params, submissionId });
    await discardDraft(env.deps, personId, form.name);
    return screen;
  });
  await showScreen(last, env.signer, receipt);
};
