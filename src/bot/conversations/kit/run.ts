import type { Conversation } from '@grammyjs/conversations';
import { formContinue } from '../../../messages/kit/formCallbacks.ts';
import type { Reader } from '../../../messages/kit/screen.ts';
import type { BotContext, BotEnv, InnerContext } from '../../context.ts';
import { isFirstOfItsAlbum, isUnwanted } from '../../unwanted.ts';
import type { Answers, Form, FormParams, FormStep } from './form.ts';

export type Talk = Conversation<BotContext, InnerContext>;

/** One filling-in of a form: everything its steps share. */
export type Run = {
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

/** Places of the steps that are asked with these answers. */
export const asked = (steps: readonly FormStep[], answers: Answers): number[] =>
  steps.flatMap((step, index) => (step.when?.(answers) === false ? [] : [index]));

/** The press's own data, or undefined when the button belongs to another step, form, person or nobody. */
export const pressedIn = (run: Run, ctx: InnerContext): string | undefined => {
  const data = ctx.callbackQuery?.data;
  if (data === undefined || ctx.from === undefined || ctx.chat === undefined) return undefined;
  return run.env.signer.verify(data, ctx.from.id, ctx.chat.id);
};

/** The person left for another screen and came back by its "continue". */
export const asksAgain = (run: Run, ctx: InnerContext): boolean => {
  const pressed = pressedIn(run, ctx);
  return pressed !== undefined && formContinue.unpack(pressed) !== undefined;
};

type Unwanted = 'no' | 'first' | 'more';

/**
 * Deletes unread what nobody needs (rule M5), unless the step asks for it. `more`: of an album that was answered already.
 */
export const deleteUnwanted = async (run: Run, ctx: InnerContext, step?: FormStep): Promise<Unwanted> => {
  const { message } = ctx;
  const isWanted =
    step?.read !== undefined || (step?.document !== undefined && message?.document !== undefined);
  if (message === undefined || isWanted || !isUnwanted(message)) return 'no';
  await ctx.deleteMessage();
  return (await run.talk.external(() => isFirstOfItsAlbum(run.env, message))) ? 'first' : 'more';
};
