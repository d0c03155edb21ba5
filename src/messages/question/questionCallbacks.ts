import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

const page = z.coerce.number().int().min(0).max(999);
const number = z.coerce.number().int().min(1).max(9_999_999);

/** The person's side: what I asked, one thread, writing, closing. */
export const openMyQuestions = defineCallback('qm', {});
export const askQuestion = defineCallback('qa', {});
export const openMyQuestion = defineCallback('qo', { number, page });
export const writeMore = defineCallback('qw', { number });
export const closeMyQuestion = defineCallback('qc', { number });

/** The officer's side. */
export const openQuestionQueue = defineCallback('qq', { page });
export const takeNextQuestion = defineCallback('qn', {});
export const openThread = defineCallback('qt', { number, page });
export const takeQuestion = defineCallback('qk', { number });
export const handBackQuestion = defineCallback('qb', { number });
export const answerQuestion = defineCallback('qr', { number });
export const closeThread = defineCallback('qx', { number });
