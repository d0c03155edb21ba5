import { z } from 'zod';
import { defineCallback } from './callback.ts';

// The run tells this filling-in of a form from an earlier one, the step tells two questions apart: a second tap on
// "Yes" must not answer the next question.
const run = z.string().regex(/^[\w-]{6}$/);
const position = z.coerce.number().int().min(0).max(99);

export const formChoose = defineCallback('fc', { run, step: position, choice: position });
export const formBack = defineCallback('fb', { run, step: position });
export const formEdit = defineCallback('fe', { run, step: position });
/** The list of answers to change, where they are too many for the summary itself. */
export const formPick = defineCallback('fp', { run, page: position });
/** Back from that list. */
export const formSummary = defineCallback('fy', { run });
export const formSend = defineCallback('fs', { run });
/** Works everywhere, also after the form is gone. */
export const formCancel = defineCallback('fx', {});
/** Asks the running form's question again. */
export const formContinue = defineCallback('fn', {});
/** Continue or discard an unfinished form, offered outside of it. */
export const formResume = defineCallback('fr', { form: z.string().regex(/^\w{1,24}$/) });
export const formDiscard = defineCallback('fd', { form: z.string().regex(/^\w{1,24}$/) });
