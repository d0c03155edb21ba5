import { defineCallback } from './callback.ts';

export const openMyData = defineCallback('md', {});
export const sendMyData = defineCallback('mds', {});
