import { defineCallback } from '../kit/callback.ts';

export const openVerify = defineCallback('ver', {});
/** Opens the form of the private phrase. */
export const changePhrase = defineCallback('phr', {});
