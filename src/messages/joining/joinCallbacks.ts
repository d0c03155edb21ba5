import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

/** Screens before the first thing that is kept. */
export const introScreens = ['what', 'kept', 'open', 'notices', 'origin'] as const;
export type IntroScreen = (typeof introScreens)[number];

/** Joining, at the first step that is missing. */
export const openJoin = defineCallback('join', {});
export const openIntro = defineCallback('js', { screen: z.enum(introScreens) });
export const chooseNotices = defineCallback('jn', { discreet: z.enum(['yes', 'no']) });
export const pressConfirmOrigin = defineCallback('jo', {});
/** Asks the officers to admit, instead of vouchers. */
export const admissionRequest = defineCallback('jr', {});
