import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

/** A keyed mark of the account: an old button must not erase the one that came after it. */
const mark = z.string().regex(/^[0-9a-f]{12}$/);

export const openLeave = defineCallback('lv', {});
export const pressAskToLeave = defineCallback('lva', {});
export const pressStay = defineCallback('lvs', {});
export const pressErase = defineCallback('lve', { mark });
