import type { Conversation } from '@grammyjs/conversations';
import { discardDraft, keepDraft } from '../../../actions/keepDialogue.ts';
import { findDraft } from '../../../db/read/dialogue.ts';
import { renderQuestion, renderSummary } from '../../../messages/form.ts';
import { formBack, formChoose, formContinue, formEdit, formSend } from '../../../messages/formCallbacks.ts';
import { renderMissedThrice, renderRefusals } from '../../../messages/refusal.ts';
import type { Reader } from '../../../messages/screen.ts';
import { ok, type Result, refuse } from '../../../result.ts';
import type { BotContext, BotEnv, InnerContext } from '../../context.ts';
import { sendScreen, showScreen, toast } from '../../show.ts';
import { isFirstOfItsAlbum, isUnwanted } from '../../unwanted.ts';
import type { Answers, Form, FormParams, FormStep } from './form.ts';
import { readDocument } from './readDocument.ts';

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
  /** Of the params, those that it was entered with. */
  readonly about: FormParams;
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

/** What was typed, or stands in the document that the step takes. */
const readText = async (
  run: Run,
  { document: wanted }: FormStep,
  { message }: InnerContext,
): Promise<Result<string>> => {
  const document = message?.document;
  if (document !== undefined && wanted !== undefined) {
    return run.talk.external((outer) => readDocument(outer.api, document, wanted));
  }
  if (message?.text !== undefined) return ok(message.text);
  return refuse(wanted === undefined ? 'form.textWanted' : 'form.textOrFileWanted');
};

const readReply = async (
  run: Run,
  index: number,
  answers: Answers,
  ctx: InnerContext,
): Promise<Reply | Result<string>> => {
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
  if (step.read !== undefined && ctx.message !== undefined) {
    const read = step.read(ctx.message, answers);
    return read.ok ? { kind: 'answer', value: read.value, ctx } : read;
  }
  if (step.parse === undefined) return { ok: false, refusals: [{ code: 'form.chooseButton' }] };
  const text = await readText(run, step, ctx);
  if (!text.ok) return text;
  const from = ctx.message?.document === undefined ? 'message' : 'document';
  const parsed = step.parse(text.value, answers, from);
  return parsed.ok ? { kind: 'answer', value: parsed.value, ctx } : parsed;
};

type Unwanted = 'no' | 'first' | 'more';

/**
 * Deletes unread what nobody needs (rule M5), unless the step asks for it. `more`: of an album that was answered already.
 */
const deleteUnwanted = async (run: Run, ctx: InnerContext, step?: FormStep): Promise<Unwanted> => {
  const { message } = ctx;
  const isWanted =
    step?.read !== undefined || (step?.document !== undefined && message?.document !== undefined);
  if (message === undefined || isWanted || !isUnwanted(message)) return 'no';
  await ctx.deleteMessage();
  return (await run.talk.external(() => isFirstOfItsAlbum(run.env, message))) ? 'first' : 'more';
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

/** Shows everything once more; answers with the step to change, or undefined to send. */
const confirmSummary = async (
  run: Run,
  answers: Answers,
  entry: InnerContext,
): Promise<{ readonly edit: number | undefined; readonly ctx: InnerContext }> => {
  const { beforeSummary } = run.form;
  const looked = beforeSummary === undefined ? {} : await run.talk.external(() => beforeSummary(answers));
  const summary = run.form.summary?.(run.reader, answers, { ...run.params, ...looked });
  if (summary === undefined) return { edit: undefined, ctx: entry };
  const edits = asked(run.steps, answers).map((step) => ({ step, label: run.steps[step]?.label ?? '' }));
  const screen = renderSummary(run.reader, { run: run.id, title: run.title }, { ...summary, edits });
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
      keepDraft(run.env.deps, {
        personId: run.personId,
        form: run.form.name,
        answers: withParams(kept, run.about),
      }),
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

/** What a form is about is kept with its answers, under names that no step has: continued from home, it is still about that. */
const ABOUT = '@';
const withParams = (answers: Answers, params: FormParams): Answers => ({
  ...answers,
  ...Object.fromEntries(Object.entries(params).map(([name, value]) => [`${ABOUT}${name}`, value])),
});
/** Answers about one object are none about another: entered for another one, the form begins anew. */
const resumed = (draft: Answers, entered: FormParams): { answers: Answers; params: FormParams } => {
  const kept = Object.entries(draft);
  const about = kept.flatMap(([name, value]) => (name.startsWith(ABOUT) ? [[name.slice(1), value]] : []));
  const params: FormParams = { ...Object.fromEntries(about), ...entered };
  const isSame = Object.entries(entered).every(([name, value]) => draft[`${ABOUT}${name}`] === value);
  if (!isSame) return { answers: {}, params: entered };
  return { answers: Object.fromEntries(kept.filter(([name]) => !name.startsWith(ABOUT))), params };
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
    const personId = outer.account.id;
    const draft = (await findDraft(env.deps.db, env.deps.vault, personId, form.name)) ?? {};
    const { params } = resumed(draft, entered);
    return {
      personId,
      locale: outer.reader.translator.locale,
      zone: outer.reader.zone ?? null,
      draft,
      submissionId: env.deps.random.uuid(),
      prepared: (await form.prepare?.({ personId, params })) ?? {},
    };
  });
  const reader: Reader = {
    translator: env.i18n.translatorFor(start.locale),
    zone: start.zone ?? undefined,
  };
  const draft = resumed(start.draft, entered);
  const params = { ...draft.params, ...start.prepared };
  const run: Run = {
    env,
    talk,
    form,
    reader,
    personId: start.personId,
    id: start.submissionId.slice(-6),
    params,
    about: draft.params,
    steps: form.steps(reader, params),
    title: form.title(reader),
  };
  const { answers, ctx: last } = await collect(run, draft.answers, ctx);
  const receipt = await talk.external(async () => {
    const { personId, submissionId } = start;
    const screen = await form.submit({ personId, reader, answers, params, submissionId });
    await discardDraft(env.deps, personId, form.name);
    return screen;
  });
  await showScreen(last, env.signer, receipt);
};
