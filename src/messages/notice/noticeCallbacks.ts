import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

const hour = z.coerce.number().int().min(0).max(23);

export const openNotices = defineCallback('nt', {});
export const setMine = defineCallback('nm', { mine: z.enum(['now', 'off']) });
export const setNews = defineCallback('nn', { news: z.enum(['now', 'digest', 'off']) });
/** From which hour on, then until which one. */
export const askQuietFrom = defineCallback('nq', {});
export const askQuietTo = defineCallback('nf', { from: hour });
export const setQuiet = defineCallback('nh', { from: hour, to: hour });
export const endQuiet = defineCallback('ne', {});
