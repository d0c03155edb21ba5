import { defineCallback } from './callback.ts';

export const openHelp = defineCallback('help', {});
