import { defineCallback } from '../kit/callback.ts';

export const openHelp = defineCallback('help', {});
