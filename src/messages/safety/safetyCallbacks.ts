import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

export const openSafety = defineCallback('sf', {});
export const openPanic = defineCallback('sfp', {});
/** Does at once what `/panic` does. */
export const pressPanic = defineCallback('sfpx', {});
export const openRecoveryCode = defineCallback('sfc', {});
/** `ref` says which code is replaced; see recoveryCodeRef. */
export const pressMakeCode = defineCallback('sfcx', { ref: z.string().regex(/^(0|[0-9a-f]{12})$/) });
export const pressCodeWritten = defineCallback('sfcw', {});
export const openPanicPhrase = defineCallback('sfo', {});
export const typePanicPhrase = defineCallback('sff', {});
export const removePanicPhrase = defineCallback('sffx', {});
export const openMessages = defineCallback('sfm', {});
export const setKeepMessages = defineCallback('sfk', { keep: z.enum(['yes', 'no']) });
/** The form in which a recovery code is typed. */
export const openRecover = defineCallback('sfr', {});
