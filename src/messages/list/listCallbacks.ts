import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

const number = z.coerce.number().int().min(1).max(9_999_999);
const page = z.coerce.number().int().min(0).max(999);

/** A list I am on: check-in, leaving. */
export const openMyList = defineCallback('lm', { number });
export const checkInToList = defineCallback('li', { number });
/** Asks before it is done: coming back needs a new invitation. */
export const askLeaving = defineCallback('ll', { number });
export const confirmLeaving = defineCallback('llx', { number });

/** The officer's desk: named lists. */
export const openListQueue = defineCallback('lq', {});
export const turnListQueue = defineCallback('lqp', { page });
export const newList = defineCallback('lnew', {});
export const manageList = defineCallback('lo', { number });
export const makeListLink = defineCallback('lk', { number });
