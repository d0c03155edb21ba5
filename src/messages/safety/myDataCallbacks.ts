import { defineCallback } from '../kit/callback.ts';

export const openMyData = defineCallback('md', {});
export const sendMyData = defineCallback('mds', {});
