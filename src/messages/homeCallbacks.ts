import { defineCallback } from './callback.ts';

export const goHome = defineCallback('home', {});
