import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

const page = z.coerce.number().int().min(0).max(999);
const number = z.coerce.number().int().min(1).max(9_999_999);

/** The person's side: what I asked, one thread, writing, closing. */
export const openMyLetters = defineCallback('qm', {});
export const askLetter = defineCallback('qa', {});
export const openMyLetter = defineCallback('qo', { number, page });
export const writeMore = defineCallback('qw', { number });
export const closeMyLetter = defineCallback('qc', { number });

/** The officer's side. */
export const openLetterQueue = defineCallback('qq', { page });
export const takeNextLetter = defineCallback('qn', {});
export const openThread = defineCallback('qt', { number, page });
export const takeLetter = defineCallback('qk', { number });
export const handBackLetter = defineCallback('qb', { number });
export const answerLetter = defineCallback('qr', { number });
export const closeThread = defineCallback('qx', { number });
