import { formBack, formChoose } from '../../../messages/kit/formCallbacks.ts';
import { ok, type Result, refuse } from '../../../result.ts';
import type { InnerContext } from '../../context.ts';
import type { Answers, FormStep } from './form.ts';
import { readDocument } from './readDocument.ts';
import { pressedIn, type Run } from './run.ts';

/** What the person did with a question. */
export type Reply =
  | { readonly kind: 'answer'; readonly value: string; readonly ctx: InnerContext }
  | { readonly kind: 'back'; readonly ctx: InnerContext };

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

/** What a message or a press is to a question: an answer, a step back, or why it is neither. */
export const readReply = async (
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
    const value = chosen === undefined ? undefined : step.prompt(answers).choices?.[chosen]?.value;
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
