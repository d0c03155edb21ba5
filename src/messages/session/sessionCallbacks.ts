import { z } from 'zod';
import { defineCallback } from '../kit/callback.ts';

const page = z.coerce.number().int().min(0).max(999);
const number = z.coerce.number().int().min(1).max(9_999_999);

/** The Congress: its next session. */
export const openHub = defineCallback('ag', {});
export const openSession = defineCallback('ago', { number });
export const openAgenda = defineCallback('aga', { number, page });
/** `number`: of the item; `page` of its text. */
export const openItem = defineCallback('agi', { number, page });
export const openPastSessions = defineCallback('agp', { page });
/** Items that collect support, or wait for a session. */
export const openMovedItems = defineCallback('agm', { page });
export const sendCalendar = defineCallback('agc', { number });

/** A delegate: putting forward, supporting, demanding, taking back. */
export const putItem = defineCallback('agn', {});
/** The chair of the session `number`. */
export const putAsChair = defineCallback('agnc', { number });
export const pressSupport = defineCallback('agy', { number });
export const pressTakeBack = defineCallback('agz', { number });
export const pressDemand = defineCallback('agd', { number });
export const askTakingItemBack = defineCallback('agb', { number });
export const confirmTakingItemBack = defineCallback('agbx', { number });

/** The secretariat: `number` is the session's, of item buttons the item's. */
export const openSessionDesk = defineCallback('agk', { page });
export const planNewSession = defineCallback('agkn', {});
export const manageSession = defineCallback('agko', { number });
export const previewAgenda = defineCallback('agkp', { number });
export const confirmSending = defineCallback('agks', { number });
export const enterAgendaItem = defineCallback('agke', { number });
export const openChairs = defineCallback('agkc', { number, page });
export const setChair = defineCallback('agkv', { number, mandate: number });
export const changeSessionPart = defineCallback('agkt', {
  number,
  part: z.enum(['time', 'length', 'place', 'cancel']),
});
export const manageItem = defineCallback('agki', { number });
export const orderItemBy = defineCallback('agku', { number, to: number });
export const askWithdrawing = defineCallback('agkw', { number });
export const confirmWithdrawing = defineCallback('agkx', { number });
