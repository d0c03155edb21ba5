import { defineCallback } from '../kit/callback.ts';

export const goHome = defineCallback('home', {});
/** What is read once and rarely again; the desk keeps one row for it. */
export const openAbout = defineCallback('about', {});
