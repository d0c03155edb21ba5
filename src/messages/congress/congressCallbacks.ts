import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

/** 'now', or a UTC day. */
const when = z.string().regex(/^(?:now|\d{4}-\d{2}-\d{2})$/);
const page = z.coerce.number().int().min(0).max(999);

export const openCongress = defineCallback('cong', { day: when });
export const openSeats = defineCallback('congs', { day: when, page });
export const showHemicycle = defineCallback('congp', { day: when });
/** Which other day: a few near ones, or one that is typed. */
export const openCongressDays = defineCallback('congd', {});
export const typeCongressDay = defineCallback('congt', {});
